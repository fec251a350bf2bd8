// What the list was narrowed to in each entry of the session's history, the list itself as it was left, and what was
// searched for in its place. An entry holds a random key; what it means is kept here, in memory and, while the history is
// not encrypted, in the session storage of the tab: back, forward and a reload (into a new version, too) find it, and an
// erasure removes it.
import { parseFilters } from './constraints.ts';
import { readOfTab, writeOfTab } from './kept-text.ts';
import type { Filters } from './list-state.ts';

const FILTERS = 'entry-filters';
const LIST = 'entry-list';
const SEARCH = 'entry-search';
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
    return readOf(key, LIST);
  }

  /** @param list  undefined: nothing is kept any more */
  keepList(key: string, list: unknown): void {
    writeOfTab(LIST, list === undefined ? null : JSON.stringify([key, list]));
  }

  /** What was searched for in that entry; '' for nothing. */
  searchOf(key: string): string {
    const query = readOf(key, SEARCH);
    return typeof query === 'string' ? query : '';
  }

  keepSearch(key: string, query: string): void {
    writeOfTab(SEARCH, query === '' ? null : JSON.stringify([key, query]));
  }

  forget(): void {
    this.#filters = new Map();
    for (const kept of [FILTERS, LIST, SEARCH]) writeOfTab(kept, null);
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

/** Of one entry alone this is kept. */
function readOf(key: string, name: string): unknown {
  const kept = read(name);
  const [of, value] = Array.isArray(kept) ? kept : [];
  return of === key ? value : undefined;
}

function read(key: string): unknown {
  try {
    const found: unknown = JSON.parse(readOfTab(key) ?? 'null');
    return found ?? undefined;
  } catch {
    return undefined;
  }
}
