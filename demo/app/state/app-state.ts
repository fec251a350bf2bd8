// Everything that the app shows, as one plain value. Components read it and never change it: changes go
// through the parts of the session.
import type { Encryption, EngineStatus, ItemSummary, MatchLevel } from '../../../src/sdk/index.ts';
import { INITIAL_LIST_SESSION, type ListSessionState } from './list-state.ts';
import type { Route, View } from './router.ts';
import type { SearchScope } from './search-scope.ts';
import type { SteeringState } from './steering-state.ts';

/** A row of films with a claim that was found to hold. */
export interface ShelfState {
  id: string;
  title: string;
  /** What the title means, in a line. */
  note: string;
  items: readonly ItemSummary[];
  /** Why a film of the row is there, by item id, in a line. */
  reasons?: ReadonlyMap<string, string>;
  /** Ids of the films that these lines name, one for each line. */
  causes?: readonly string[];
}

/** One film that stands out today, and why, in a line. */
export interface FilmOfDayState {
  item: ItemSummary;
  reason: string;
}

/** The first visit's questions, and how far they are. */
export interface PickerState {
  /** `offered`: in a line, until somebody wants them. `done`: enough is known, and it says so until it is closed. */
  phase: 'offered' | 'asking' | 'done';
  /** Films of the question; empty while they are on their way. */
  items: readonly ItemSummary[];
  /** Ids of all that were shown. */
  shown: readonly string[];
  /** 0 to WANTED_ANSWERS. */
  answered: number;
}

/** A short message with an optional way back. */
interface Toast {
  /** A later toast has a larger number. */
  id: number;
  text: string;
  undo?: () => void;
}

/**
 * `loading` and `waiting` (for the network): not all is here, and what is missing is on its way. `failed`: the host does
 * not have it. `partial`: all but the text model, which was not asked for. `ready`: nothing is asked of the host from that
 * moment on.
 */
export type WarmState =
  | { state: 'loading' }
  | { state: 'waiting' | 'failed'; message: string }
  | {
      state: 'partial' | 'ready';
      sinceMs: number;
      /** Bytes of the text model, which its first use fetches where it is not here. */
      leftOutBytes: number;
      /** Times in which the page looked for a newer version of itself, by the clock. */
      looks: readonly { fromMs: number; toMs: number }[];
    };

export interface AppState extends ListSessionState {
  /** `failed`: there is nothing to recommend from; `failure` says why. */
  phase: 'opening' | 'ready' | 'failed';
  failure: string;
  /** The films of the host are not those that this page was built with. */
  isOfAnotherVersion: boolean;
  status: EngineStatus | undefined;
  /** Whether the history is locked by a passphrase, as the engine said last. */
  encryption: Encryption;
  /** It is locked, and the person goes on without it. */
  isUnlockSkipped: boolean;
  /** Why a film of the list is there, by item id, in a line. */
  reasons: ReadonlyMap<string, string>;
  /** Undefined until they are known. */
  shelves: readonly ShelfState[] | undefined;
  /** Undefined until it is known; null where there are too few films. */
  filmOfDay: FilmOfDayState | null | undefined;
  /** The first visit's questions, while they are asked. */
  picker: PickerState | undefined;
  steering: SteeringState;
  /** What could be searched for; undefined until somebody sees it. */
  suggested: readonly string[] | undefined;
  /** What the header's box searches; undefined: the films. */
  searchScope: SearchScope | undefined;
  /** From -2, familiar, to 2, surprising (adventure.ts). */
  adventure: number;
  /** How strictly the list leaves out what is likely not for the person. */
  match: MatchLevel;
  /** Counts changes of taste that the engine has taken in, so that an open film page asks again why. */
  tasteVersion: number;
  toast: Toast | undefined;
  /** Another tab changed the taste; this list has not followed. */
  changedElsewhere: boolean;
  /** How often everything was erased, here or in another tab. */
  numErasures: number;
  /** How far all that any act may need is here; of the bundle's own files the engine's status says more. */
  warm: WarmState;
  /** What a screen reader is told. */
  announcement: string;
  route: Route;
  /** What fills the page: the route, or the view below it. */
  view: View;
}

/** Whether nothing of the history can be seen or added to. */
export const isShut = (encryption: Encryption): boolean => encryption === 'locked' || encryption === 'disputed';

export const INITIAL_STATE: AppState = {
  ...INITIAL_LIST_SESSION,
  phase: 'opening',
  failure: '',
  isOfAnotherVersion: false,
  status: undefined,
  encryption: 'off',
  isUnlockSkipped: false,
  reasons: new Map(),
  shelves: undefined,
  filmOfDay: undefined,
  picker: undefined,
  steering: { wishes: [] },
  suggested: undefined,
  searchScope: undefined,
  adventure: 0,
  match: 'gentle',
  tasteVersion: 0,
  toast: undefined,
  changedElsewhere: false,
  numErasures: 0,
  warm: { state: 'loading' },
  announcement: '',
  route: { name: 'home' },
  view: { name: 'home' },
};
