// What the search box offers while one types, as lines: the newest question wins, one line may be marked.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Offer } from '../state/search-scope.ts';

/** Typed letters from which on it is completed. */
const MIN_LENGTH = 2;
/** Who types more writes a sentence of their own. */
const MAX_LENGTH = 80;

/** The lines for what is typed, which may be nothing. */
type AskOffers = (typed: string, signal: AbortSignal) => Promise<readonly Offer[]>;

export class Offers implements ReactiveController {
  /** None: nothing is listed. */
  lines: readonly Offer[] = [];
  /** What the lines complete. */
  typed = '';
  /** Place of the marked line; -1: none is. */
  marked = -1;
  readonly #host: ReactiveControllerHost;
  readonly #ask: AskOffers;
  #asking: AbortController | undefined;

  constructor(host: ReactiveControllerHost, ask: AskOffers) {
    this.#host = host;
    this.#ask = ask;
    host.addController(this);
  }

  hostDisconnected(): void {
    this.close();
  }

  /** Lines that are there stay until others come. */
  async follow(value: string): Promise<void> {
    const typed = value.trim();
    if ((typed !== '' && typed.length < MIN_LENGTH) || typed.length > MAX_LENGTH) return this.close();
    this.#asking?.abort();
    const { signal } = (this.#asking = new AbortController());
    this.#show(this.lines, this.typed);
    try {
      const lines = await this.#ask(typed, signal);
      if (!signal.aborted) this.#show(lines, typed);
    } catch (error) {
      if (signal.aborted) return;
      console.warn(error);
      this.#show([], typed);
    }
  }

  close(): void {
    this.#asking?.abort();
    this.#show([], '');
  }

  /** Marks the next line or the one before; between the last and the first is what is typed. */
  mark(step: 1 | -1): void {
    const places = this.lines.length + 1;
    this.marked = ((this.marked + 1 + step + places) % places) - 1;
    this.#host.requestUpdate();
  }

  #show(lines: readonly Offer[], typed: string): void {
    this.lines = lines;
    this.typed = typed;
    this.marked = -1;
    this.#host.requestUpdate();
  }
}
