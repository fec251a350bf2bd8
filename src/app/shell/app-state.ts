// Everything that the app shows, as one plain value. Components read it and never change it: changes go through AppStore.
import type {
  AnswerSource,
  EngineStatus,
  FacetCounts,
  Filters,
  HistoryEntry,
  ItemSummary,
  Opinion,
  SearchResponse,
} from '../../sdk/index.ts';
import type { PickerState } from '../picker/picker-state.ts';
import type { Route, View } from './router.ts';

/** The recommendations on screen. */
export interface ListState {
  items: readonly ItemSummary[];
  /** Absent: the list of the last visit, as it was left. */
  source?: AnswerSource;
  /** `appending`: more is on its way below the fold, what is shown stays. */
  state: 'loading' | 'ready' | 'appending';
  /** Nothing more can be appended. */
  atEnd: boolean;
}

/** A search; while there is one, its results stand in place of the list. */
export interface SearchState {
  query: string;
  state: 'loading' | 'ready' | 'failed';
  response?: SearchResponse;
  error?: string;
}

/** A row of films with a claim that was found to hold. */
export interface ShelfState {
  id: string;
  title: string;
  /** What the title means, in a line. */
  note: string;
  items: readonly ItemSummary[];
}

/** A short message with an optional way back. */
export interface Toast {
  /** A later toast has a larger number. */
  id: number;
  text: string;
  undo?: () => void;
}

export interface AppState {
  /** `failed`: there is nothing to recommend from; `failure` says why. */
  phase: 'opening' | 'ready' | 'failed';
  failure: string;
  status: EngineStatus | undefined;
  facets: FacetCounts;
  filters: Filters;
  list: ListState;
  /** Why a film of the list is there, by item id, where one tap says it all. */
  reasons: ReadonlyMap<string, string>;
  /** Undefined until they are known. */
  shelves: readonly ShelfState[] | undefined;
  /** The first visit's questions, while they are asked. */
  picker: PickerState | undefined;
  /** From -2, familiar, to 2, surprising (adventure.ts). */
  adventure: number;
  search: SearchState | undefined;
  /** Standing events, newest first; undefined until they are known. */
  taps: readonly HistoryEntry[] | undefined;
  /** The standing opinion by item id: what `taps` says, for quick look-up. */
  opinions: ReadonlyMap<string, Opinion>;
  /** Counts changes of taste that the engine has taken in, so that an open film page asks again why. */
  tasteVersion: number;
  toast: Toast | undefined;
  /** Another tab changed the taste; this list has not followed. */
  changedElsewhere: boolean;
  /** Everything is here: nothing is asked of the host from this moment on, but without search by its first query. */
  warm: { sinceMs: number; withSearch: boolean; looks: readonly { fromMs: number; toMs: number }[] } | undefined;
  /** What a screen reader is told. */
  announcement: string;
  route: Route;
  /** What fills the page: the route, or the view below it. */
  view: View;
}

export const INITIAL_STATE: AppState = {
  phase: 'opening',
  failure: '',
  status: undefined,
  facets: {},
  filters: {},
  list: { items: [], state: 'loading', atEnd: false },
  reasons: new Map(),
  shelves: undefined,
  picker: undefined,
  adventure: 0,
  search: undefined,
  taps: undefined,
  opinions: new Map(),
  tasteVersion: 0,
  toast: undefined,
  changedElsewhere: false,
  warm: undefined,
  announcement: '',
  route: { name: 'home' },
  view: { name: 'home' },
};
