// What is known of a film beside its title, asked of the engine when somebody looks at it and kept: a pointer passes
// over many.
import type { ItemSummary, Privet } from '../../../src/sdk/index.ts';

const MAX_KEPT = 500;

/** Tells a film at once where it is known, else when it is; a film that was left meanwhile is told to nobody. */
export class FilmFacts {
  readonly #known = new Map<string, ItemSummary>();
  #asked = '';

  get(itemId: string): ItemSummary | undefined {
    return this.#known.get(itemId);
  }

  /** @param tell  called once the film is known, if nothing else was asked for meanwhile */
  async ask(privet: Privet | undefined, itemId: string, tell: () => void): Promise<void> {
    this.#asked = itemId;
    if (!privet || this.#known.has(itemId)) return;
    const item = await privet.item(itemId).catch(() => undefined);
    if (!item) return;
    if (this.#known.size >= MAX_KEPT) this.#known.clear();
    this.#known.set(itemId, item);
    if (this.#asked === itemId) tell();
  }
}
