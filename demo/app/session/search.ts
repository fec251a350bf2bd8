// Search by a sentence: one question at a time, the newest wins. While the text encoder is on its way, titles, people and
// what else needs no meaning stand there at once, and stay first when meaning joins.
import type { Privet, SearchResponse } from '../../../src/sdk/index.ts';
import type { ListSessionState } from '../state/list-state.ts';
import type { WatchedState } from '../state/watched-state.ts';
import { errorText } from '../state/words.ts';

const NUM_FOUND = 24;

/** Who hears of a search. */
export interface HeardSearch {
  /** Something else is searched for, or nothing any more. */
  searchChanged?(): void;
  /** A search began; it is asked when what it needs is there. */
  searchBegan?(): void | Promise<void>;
  /** It found so many items. */
  searchFound?(count: number): void;
}

export class Search {
  readonly #shown: WatchedState<ListSessionState>;
  readonly #engine: { readonly privet: Privet | undefined };
  readonly #heard: HeardSearch;
  #asking: AbortController | undefined;

  constructor(
    shown: WatchedState<ListSessionState>,
    engine: { readonly privet: Privet | undefined },
    heard: HeardSearch,
  ) {
    this.#shown = shown;
    this.#engine = engine;
    this.#heard = heard;
  }

  /** Searches within what the filters leave; an empty query ends the search. */
  async ask(text: string): Promise<void> {
    this.#asking?.abort();
    const query = text.trim();
    const { privet } = this.#engine;
    if (!query || !privet) return this.#end();
    this.#shown.set({ search: { query, state: 'loading' } });
    this.#heard.searchChanged?.();
    await this.#find(privet, query, () => this.#heard.searchBegan?.());
  }

  /** Asks for what was searched for when the page was left; whoever is at another view stays there. */
  async resume(): Promise<void> {
    const { search } = this.#shown.state;
    const { privet } = this.#engine;
    if (search && privet) await this.#find(privet, search.query);
  }

  async #find(privet: Privet, query: string, begin?: () => void | Promise<void>): Promise<void> {
    const { signal } = (this.#asking = new AbortController());
    try {
      await begin?.();
      signal.throwIfAborted();
      const request = { query, count: NUM_FOUND, where: this.#shown.state.filters };
      const first = await privet.search({ ...request, atOnce: true }, { signal });
      if (signal.aborted) return;
      if (first.meaningFollows && first.items.length > 0)
        this.#shown.set({ search: { query, state: 'loading', response: first } });
      const response = first.meaningFollows ? joined(first, await privet.search(request, { signal })) : first;
      if (signal.aborted) return;
      this.#shown.set({ search: { query, state: 'ready', response } });
      this.#heard.searchFound?.(response.items.length);
    } catch (error) {
      if (!signal.aborted) this.#shown.set({ search: { query, state: 'failed', error: errorText(error) } });
    }
  }

  /** Nobody waits for the answer any more. */
  stop(): void {
    this.#asking?.abort();
  }

  #end(): void {
    if (!this.#shown.state.search) return;
    this.#shown.set({ search: undefined });
    this.#heard.searchChanged?.();
  }
}

/** What is on screen stays where it is. */
function joined(first: SearchResponse, whole: SearchResponse): SearchResponse {
  const shown = new Set(first.items.map(({ itemId }) => itemId));
  const others = whole.items.filter(({ itemId }) => !shown.has(itemId));
  return { ...whole, items: [...first.items, ...others].slice(0, NUM_FOUND) };
}
