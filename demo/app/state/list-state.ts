// What a list session shows, be it of films or of a visitor's own catalog.
import type {
  AnswerSource,
  FacetCounts,
  HistoryEntry,
  ItemSummary,
  LeftOutItem,
  Marks,
  SearchResponse,
  Where,
} from '../../../src/sdk/index.ts';

/** What is pressed, by facet or detail; a list of values: any one of them will do. A field that asks for nothing is not there. */
export type Filters = Where;

/** The recommendations on screen. */
export interface ListState {
  items: readonly ItemSummary[];
  /** Absent: the list of the last visit, as it was left. */
  source?: AnswerSource;
  /** `appending`: more is on its way below the fold, what is shown stays. */
  state: 'loading' | 'ready' | 'appending';
  /** Nothing more can be appended. */
  atEnd: boolean;
  /** What would stand in it but for the match filter; absent: that is not known, the list is an earlier visit's. */
  leftOut?: readonly LeftOutItem[];
}

/** A search; while there is one, its results stand in place of the list. */
export interface SearchState {
  query: string;
  state: 'loading' | 'ready' | 'failed';
  /** While loading: what is certain, which stays. */
  response?: SearchResponse;
  error?: string;
}

export interface ListSessionState {
  list: ListState;
  /** Standing events, newest first; undefined until they are known. */
  taps: readonly HistoryEntry[] | undefined;
  /** What stands on an item, by its id: what `taps` says, for quick look-up. */
  marks: ReadonlyMap<string, Marks>;
  facets: FacetCounts;
  filters: Filters;
  search: SearchState | undefined;
}

/** What is on screen stays the same object, so that its card is not drawn again. */
export function sameObjects(found: readonly ItemSummary[], onScreen: readonly ItemSummary[]): ItemSummary[] {
  const shown = new Map(onScreen.map((item) => [item.itemId, item]));
  return found.map((item) => shown.get(item.itemId) ?? item);
}

export const INITIAL_LIST_SESSION: ListSessionState = {
  list: { items: [], state: 'loading', atEnd: false },
  taps: undefined,
  marks: new Map(),
  facets: {},
  filters: {},
  search: undefined,
};
