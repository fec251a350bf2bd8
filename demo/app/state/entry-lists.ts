// What the list was narrowed to in each entry of the session's history (tab-map.ts), the list itself as it was left, and what
// was searched for in its place: these two of one entry alone.
import { parseFilters } from './constraints.ts';
import { parsed, readOfTab, writeOfTab } from './kept-text.ts';
import type { Filters } from './list-state.ts';
import { newKey, TabMap } from './tab-map.ts';

const LIST = 'entry-list';
const SEARCH = 'entry-search';

export class EntryLists {
  readonly #filters = new TabMap('entry-filters', parseFilters);

  newKey = newKey;

  filtersOf(key: string): Filters {
    return this.#filters.get(key) ?? {};
  }

  keepFilters(key: string, filters: Filters): void {
    this.#filters.put(key, filters);
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
    this.#filters.forget();
    for (const kept of [LIST, SEARCH]) writeOfTab(kept, null);
  }
}

function readOf(key: string, name: string): unknown {
  const kept = parsed(readOfTab(name));
  const [of, value] = Array.isArray(kept) ? kept : [];
  return of === key ? value : undefined;
}
