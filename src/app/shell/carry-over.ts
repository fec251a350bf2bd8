// What a reload into a new version takes along, so that nothing is lost by it: the filters and the search, which are in
// no address. For this tab and this one reload: it is read once and removed. Nothing while the history is encrypted.
import { parseFilters } from '../list/constraints.ts';
import type { Filters } from '../list/list-state.ts';
import { readOfTab, writeOfTab } from './kept-text.ts';

const KEY = 'carry-over';

export interface CarryOver {
  filters: Filters;
  query: string;
}

export function carryOver({ filters, query }: CarryOver): void {
  writeOfTab(KEY, JSON.stringify({ filters, query }));
}

/** What was carried over; empty after an ordinary start, and for anything that is not as it was written. */
export function takeCarriedOver(): CarryOver {
  let found: unknown;
  try {
    found = JSON.parse(readOfTab(KEY) ?? 'null');
  } catch {
    // the same as nothing
  }
  writeOfTab(KEY, null);
  const { filters, query } = (found ?? {}) as Partial<CarryOver>;
  return { filters: parseFilters(filters) ?? {}, query: typeof query === 'string' ? query : '' };
}
