// What golden histories know of an item: they are from the time when one opinion stood on it.
import type { Marks, Opinion } from '../../src/history/events.ts';

/** @throws Error where more than one stands: such a history is of today. */
export function lastOpinion({ taste, seen, saved, hidden }: Marks = {}): Opinion | null {
  const all = [taste, seen && 'seen', saved && 'save', hidden && 'hide'].filter(Boolean) as Opinion[];
  if (all.length > 1) throw new Error(`${all.join(' and ')} stand together, expected one alone`);
  return all[0] ?? null;
}
