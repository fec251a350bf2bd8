// Why the items of a list are there.
import { useCallback } from 'react';
import type { CallOptions, ItemReason, Privet, ReasonsRequest } from '../sdk/index.ts';
import { type Answer, type HookOptions, useAnswer } from './use-answer.ts';
import { useSame } from './use-same.ts';

export interface Reasons extends Omit<Answer<unknown>, 'answer'> {
  /** By item id; items for which nothing could be verified have none. */
  reasons: ReadonlyMap<string, ItemReason>;
}

const NO_REASONS: ReadonlyMap<string, ItemReason> = new Map();

/** @param itemIds  at most 1000; without any, nothing is asked */
export function useReasons(
  itemIds: readonly string[],
  request: ReasonsRequest = {},
  options: HookOptions = {},
): Reasons {
  const same = useSame({ itemIds, request });
  const ask = useCallback(
    async (engine: Privet, call: CallOptions) => {
      const items = await engine.reasons([...same.itemIds], same.request, call);
      return { items, byId: new Map(items.map((reason) => [reason.itemId, reason])) };
    },
    [same],
  );
  const { answer, ...rest } = useAnswer(itemIds.length === 0 ? undefined : ask, options);
  return { reasons: answer?.byId ?? NO_REASONS, ...rest };
}
