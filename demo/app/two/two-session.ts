// What two people choose from, for as long as the page is open: the name that one of them goes by, and the other's taste.
// In memory alone: it is in no storage and no address, and goes with one tap, with the lock of the history, and when
// everything is erased.
import type { ItemSummary, ReadTaste, TogetherResponse } from '../../../src/sdk/index.ts';
import type { FilmSession } from '../session/film-session.ts';
import { matchRequest } from '../session/match-choice.ts';
import { REASON_FACETS } from '../session/reason-line.ts';
import { isShut } from '../state/app-state.ts';
import { WatchedState } from '../state/watched-state.ts';
import { errorText } from '../state/words.ts';

/** Likes from which there is a taste. */
export const MIN_LIKES = 3;
/** Films of the list. */
const LIST_FILMS = 12;
/** No taste that this app saves is near it. */
const MAX_FILE_BYTES = 4_000_000;
/** Where and when a film was made is no reason for two. */
const FACETS = REASON_FACETS.filter((name) => name !== 'country' && name !== 'decade');

interface TwoState {
  /** How the person wants to be called. */
  name: string;
  /** Ids of films that stay out of what is shared. */
  without: ReadonlySet<string>;
  other: ReadTaste | undefined;
  /** Undefined while it is made, and where a taste is too little for one. */
  found: TogetherResponse | undefined;
  isBusy: boolean;
  /** Why something was not opened, or no list made. */
  problem: string;
}

const NOTHING: TwoState = {
  ...{ name: '', without: new Set<string>(), other: undefined, found: undefined, isBusy: false, problem: '' },
};
const ids = (items: readonly ItemSummary[]): string[] => items.map(({ itemId }) => itemId);

class TwoSession extends WatchedState<TwoState> {
  readonly #session: FilmSession;
  #abort = new AbortController();
  #numErasures: number;
  /** That of which the list was made. */
  #tasteVersion = -1;

  constructor(session: FilmSession) {
    super(NOTHING);
    this.#session = session;
    this.#numErasures = session.state.numErasures;
    session.addEventListener('change', () => this.#follow());
  }

  async openFile(file: File): Promise<void> {
    if (file.size > MAX_FILE_BYTES)
      return this.set({ problem: `${file.name} was not opened. It is too large for a taste.` });
    await this.open(() => file.text(), `${file.name} was not opened.`);
  }

  /** @param unopened  what is said first where it is refused @returns whether it was opened */
  async open(read: () => Promise<string>, unopened: string): Promise<boolean> {
    const { signal } = this.#begin();
    this.set({ problem: '', isBusy: true });
    try {
      const other = await this.#session.privet!.readTaste(await read(), { signal });
      if (signal.aborted) return false;
      this.set({ other, found: undefined });
    } catch (error) {
      if (!signal.aborted) this.set({ problem: `${unopened} ${errorText(error)}`, isBusy: false });
      return false;
    }
    await this.#choose(signal);
    return true;
  }

  /** Makes the list anew where the taste is another one now. */
  async follow(): Promise<void> {
    const { other, isBusy } = this.state;
    if (other && !isBusy && this.#tasteVersion !== this.#session.state.tasteVersion)
      await this.#choose(this.#begin().signal);
  }

  /** The other's taste and the list. What the person said of themselves stays. */
  forget(): void {
    this.#begin();
    const { name, without } = this.state;
    this.set({ ...NOTHING, name, without });
  }

  async #choose(signal: AbortSignal): Promise<void> {
    const { likes, dislikes, seen } = this.state.other!;
    this.#tasteVersion = this.#session.state.tasteVersion;
    const isEnough = numLikes(this.#session) >= MIN_LIKES && likes.length > 0;
    this.set({ isBusy: isEnough, found: undefined });
    if (!isEnough) return;
    const other = { likes: ids(likes), dislikes: ids(dislikes), seen: ids(seen) };
    try {
      const request = { other, count: LIST_FILMS, facets: FACETS, ...matchRequest(this.#session.state.match) };
      const found = await this.#session.privet!.together(request, { signal });
      if (!signal.aborted) this.set({ found, isBusy: false });
    } catch (error) {
      if (!signal.aborted) this.set({ problem: `No list could be made. ${errorText(error)}`, isBusy: false });
    }
  }

  #begin(): AbortController {
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort;
  }

  #follow(): void {
    const { numErasures, encryption } = this.#session.state;
    const isErased = numErasures !== this.#numErasures;
    this.#numErasures = numErasures;
    if ((!isErased && !isShut(encryption)) || this.state === NOTHING) return;
    this.#begin();
    this.set(NOTHING);
  }
}

export function numLikes({ state }: FilmSession): number {
  return [...state.marks.values()].filter(({ taste }) => taste === 'like').length;
}

const sessions = new WeakMap<FilmSession, TwoSession>();

/** One for a session, so that it stays while somebody looks at another view. */
export function twoOf(session: FilmSession): TwoSession {
  const found = sessions.get(session) ?? new TwoSession(session);
  sessions.set(session, found);
  return found;
}
