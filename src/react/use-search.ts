// A search while somebody types: it waits until they pause, and shows the former results until there are others.
import { useCallback, useEffect, useState } from 'react';
import type { CallOptions, Privet, SearchRequest, SearchResponse } from '../sdk/index.ts';
import { usePrivet } from './provider.ts';
import type { HookOptions } from './use-answer.ts';
import { type List, useList } from './use-list.ts';
import { useSame } from './use-same.ts';

export interface SearchOptions extends HookOptions {
  /** How long the query must stay as it is before it is asked, in milliseconds (default 150); the first is asked at once. */
  delayMs?: number;
}

/** What a query finds; without one, nothing is asked. */
export function useSearch(
  query: string,
  request: Omit<SearchRequest, 'query'> = {},
  { delayMs = 150, ...options }: SearchOptions = {},
): List<SearchResponse> {
  const wanted = query.trim();
  const settled = useSettled(wanted, delayMs);
  const same = useSame(request);
  const ask = useCallback(
    (engine: Privet, call: CallOptions) => engine.search({ ...same, query: settled }, call),
    [same, settled],
  );
  const list = useList('search', wanted && settled ? ask : undefined, options);
  const { status } = usePrivet();
  const isTyping = wanted !== '' && wanted !== settled;
  return isTyping ? { ...list, isLoading: status !== 'failed' } : list;
}

function useSettled(value: string, delayMs: number): string {
  const [settled, settle] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => settle(value), delayMs);
    return () => clearTimeout(timer);
  }, [value, delayMs]);
  return settled;
}
