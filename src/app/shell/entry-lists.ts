// What the list was narrowed to in each entry of the session's history, and the list itself as it was left. An entry holds
// a random key; what it means is kept here, in memory and, while the history is not encrypted, in the session storage of
// the tab: back, forward and a reload find it, and an erasure removes it.
import { parseFilters } from '../list/constraints.ts';
import type { Filters } from '../list/list-state.ts';
import { readOfTab, writeOfTab } from './kept-text.ts';

const FILTERS = 'entry-filters';
const LIST = 'entry-list';
/** A browser keeps 50 entries of a tab's history. */
const MOST_KEPT = 100;

export class EntryLists {
  /** By key, the oldest first. */
  #filters = readFilters();

  newKey(): string {
    return crypto.getRandomValues(new Uint32Array(2)).join('-');
  }

  /** None for a key of another tab, or from before an erasure. */
  filtersOf(key: string): Filters {
    return this.#filters.get(key) ?? {};
  }

  keepFilters(key: string, filters: Filters): void {
    this.#filters.delete(key);
    this.#filters = new Map([...this.#filters, [key, filters] as const].slice(-MOST_KEPT));
    writeOfTab(FILTERS, JSON.stringify([...this.#filters]));
  }

  /** What was kept of the list of that entry, by whoever kept it; anything may stand there. */
  listOf(key: string): unknown {
    const kept = read(LIST);
    const [of, list] = Array.isArray(kept) ? kept : [];
    return of === key ? list : undefined;
  }

  /** @param list  undefined: nothing is kept any more */
  keepList(key: string, list: unknown): void {
    writeOfTab(LIST, list === undefined ? null : JSON.stringify([key, list]));
  }

  forget(): void {
    this.#filters = new Map();
    writeOfTab(FILTERS, null);
    writeOfTab(LIST, null);
  }
}

function readFilters(): Map<string, Filters> {
  const found = read(FILTERS);
  const entries = Array.isArray(found) ? found : [];
  return new Map(
    entries.flatMap((entry) => {
      const [key, asked] = Array.isArray(entry) ? entry : [];
      const filters = parseFilters(asked);
      return typeof key === 'string' && filters ? [[key, filters] as const] : [];
    }),
  );
}

function read(key: string): unknown {
  try {
    const found: unknown = JSON.parse(readOfTab(key) ?? 'null');
    return found ?? undefined;
  } catch {
    return undefined;
  }
}
