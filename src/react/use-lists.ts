// The lists: what each asks the engine for. What they share is in use-answer.ts.
import { useCallback } from 'react';
import type {
  CallOptions,
  Companions,
  ForYouRequest,
  ForYouResponse,
  ItemSummary,
  ListRules,
  PopularResponse,
  Privet,
  RecentRequest,
  RecentResponse,
  SimilarResponse,
  TrendingResponse,
} from '../sdk/index.ts';
import { type Answer, type Ask, type HookOptions, useAnswer } from './use-answer.ts';
import { useSame } from './use-same.ts';

/** What a `select` in the list records as its `list`; the elements use the same names. */
export type ListName = 'for-you' | 'similar' | 'with' | 'popular' | 'trending' | 'recent' | 'search';

interface ListResponse {
  items: ItemSummary[];
  requestId: string;
}

export interface List<Response extends ListResponse = ListResponse> extends Omit<Answer<Response>, 'answer'> {
  name: ListName;
  /** Best first (`useRecent`: newest first); empty while there is none. */
  items: Response['items'];
  /** Goes back with events on these items. */
  requestId: string | undefined;
  /** All that the engine answered. */
  response: Response | undefined;
}

const NO_ITEMS: never[] = [];

/** @internal */
export function useList<Response extends ListResponse>(
  name: ListName,
  ask: Ask<Response> | undefined,
  options: HookOptions,
): List<Response> {
  const { answer, ...rest } = useAnswer(ask, options);
  return { name, items: answer?.items ?? NO_ITEMS, requestId: answer?.requestId, response: answer, ...rest };
}

/** What this visitor might like. */
export function useForYou(request: ForYouRequest = {}, options: HookOptions = {}): List<ForYouResponse> {
  const same = useSame(request);
  const ask = useCallback((engine: Privet, call: CallOptions) => engine.forYou(same, call), [same]);
  return useList('for-you', ask, options);
}

/** What is like an item; undefined: nothing is asked. */
export function useSimilar(
  itemId: string | undefined,
  rules: ListRules = {},
  options: HookOptions = {},
): List<SimilarResponse> {
  const same = useSame(rules);
  const ask = useCallback(
    (engine: Privet, call: CallOptions) => engine.similar(itemId as string, same, call),
    [itemId, same],
  );
  return useList('similar', itemId === undefined ? undefined : ask, options);
}

/** What goes with these items; without any, nothing is asked. */
export function useGoesWith(
  itemIds: readonly string[],
  rules: ListRules = {},
  options: HookOptions = {},
): List<Companions> {
  const same = useSame({ itemIds, rules });
  const ask = useCallback(
    (engine: Privet, call: CallOptions) => engine.goesWith([...same.itemIds], same.rules, call),
    [same],
  );
  return useList('with', itemIds.length === 0 ? undefined : ask, options);
}

/** What most like. */
export function usePopular(rules: ListRules = {}, options: HookOptions = {}): List<PopularResponse> {
  const same = useSame(rules);
  const ask = useCallback((engine: Privet, call: CallOptions) => engine.popular(same, call), [same]);
  return useList('popular', ask, options);
}

/** What visitors of the site took more lately than before. */
export function useTrending(rules: ListRules = {}, options: HookOptions = {}): List<TrendingResponse> {
  const same = useSame(rules);
  const ask = useCallback((engine: Privet, call: CallOptions) => engine.trending(same, call), [same]);
  return useList('trending', ask, options);
}

/** What was viewed or opened lately. */
export function useRecent(request: RecentRequest = {}, options: HookOptions = {}): List<RecentResponse> {
  const same = useSame(request);
  const ask = useCallback((engine: Privet, call: CallOptions) => engine.recent(same, call), [same]);
  return useList('recent', ask, options);
}
