// The list calls, each declared here and nowhere else: what it takes and answers (`ListCalls`), and in a table what the others
// go by: the engine's check of a request, the SDK, the elements, React, the closed set of a frame, and the reference
// (docs/lists.md). A new one is made in lists/shop-lists.ts under the same name.
import type {
  Companions,
  ForYouRequest,
  ForYouResponse,
  ListRules,
  PopularResponse,
  RecentRequest,
  RecentResponse,
  Rule,
  SimilarResponse,
  TrendingResponse,
} from './lists/lists-api.ts';
import type { SearchRequest, SearchResponse } from './search/search-api.ts';

/** How long a page waits for an answer. It stays in the page and never crosses. */
export interface CallOptions {
  /** Aborting rejects the call with the signal's reason; the worker's late answer is dropped. */
  signal?: AbortSignal;
}

export interface ListCalls {
  /**
   * The best items for this visitor; works from the first moment, without history and without towers.
   */
  forYou(request?: ForYouRequest, options?: CallOptions): Promise<ForYouResponse>;

  /**
   * Items like this one, best first, without it; disliked and hidden ones are left out. What a shop's own columns name
   * (upsells, related products) comes first.
   */
  similar(itemId: string, rules?: ListRules, options?: CallOptions): Promise<SimilarResponse>;

  /** Items that mean what the query says, or whose title it names. The first call fetches the text encoder. */
  search(request: SearchRequest, options?: CallOptions): Promise<SearchResponse>;

  /**
   * What those who love these items love as well, and may follow on them: by behaviour and written ties, none of their own
   * series, none that the visitor has an opinion on. `count` is 12 by default. What a shop's own columns
   * name (cross-sells, complementary products) comes first. Without a log: things of other kinds (`category`, `type`; where
   * these are ten or fewer, the last word of a title) that are alike in use, maker or scene, two of a kind at most; nothing
   * where nothing is near.
   */
  goesWith(itemIds: string[], rules?: ListRules, options?: CallOptions): Promise<Companions>;

  /** What to take in place of an item: most like it, by other people and of another series; `count` as `goesWith`. */
  substitutes(itemId: string, rules?: ListRules, options?: CallOptions): Promise<Companions>;

  /** What is known best, the same for everyone but for the rules. */
  popular(rules?: ListRules, options?: CallOptions): Promise<PopularResponse>;

  /**
   * What visitors of the site took more lately than before, as the build counted it in the log: at most 200 items, the same
   * for everyone but for the rules. Empty where the bundle was made without a log, or without times.
   */
  trending(rules?: ListRules, options?: CallOptions): Promise<TrendingResponse>;

  /** What was viewed or opened lately. */
  recent(request?: RecentRequest, options?: CallOptions): Promise<RecentResponse>;
}

export type ListName = keyof ListCalls;

/** What is the same of a call wherever it is asked. */
export interface ListCall {
  /** What it is asked beside, before the rules: the id of an item, or ids of some. */
  beside?: 'item' | 'items';
  /** Items of a list whose rules name no number (default 20). */
  count?: number;
  /** `<privet-…>`, and what a `select` records as its list; without it there is neither element nor hook. */
  element?: string;
  /** What screen readers call that list (default: the element's name). */
  label?: string;
}

export const LIST_CALLS = {
  forYou: { element: 'for-you' },
  similar: { beside: 'item', element: 'similar', label: 'Similar items' },
  goesWith: { beside: 'items', count: 12, element: 'with', label: 'Goes with it' },
  substitutes: { beside: 'item', count: 12 },
  popular: { element: 'popular' },
  trending: { element: 'trending' },
  recent: { element: 'recent', label: 'Recently viewed' },
  search: { element: 'search', label: 'Results' },
} as const satisfies Record<ListName, ListCall>;

/** What the requests of a call may say, where it is not what `ListRules` says. */
export const OTHER_RULES: { readonly [Name in ListName]?: { without?: Rule[]; with?: Rule[]; only?: Rule[] } } = {
  forYou: { with: ['basket', 'among', 'context', 'withoutPages', 'asOf', 'match'] },
  recent: { only: ['count', 'where', 'hideSoldOut'] },
  search: { with: ['query', 'atOnce'], without: ['diversity', 'novelty', 'minScore'] },
};

/** A page may ask for these through a frame. `recent` is the history by another name. */
export const FRAME_LISTS = [
  'forYou',
  'similar',
  'goesWith',
  'popular',
  'trending',
  'search',
] as const satisfies ListName[];

/** Calls with an element and a hook. */
export type ShownList = {
  [Name in ListName]: (typeof LIST_CALLS)[Name] extends { element: string } ? Name : never;
}[ListName];
/** What a `select` in such a list records as its `list`. */
export type ElementName = (typeof LIST_CALLS)[ShownList]['element'];
