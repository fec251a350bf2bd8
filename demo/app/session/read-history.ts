// The standing events, all of them. A long history crosses from the worker in parts, so that no part holds the page up.
import type { HistoryEntry, Privet } from '../../../src/sdk/index.ts';

/** Some milliseconds of the page's time. */
const PART_LENGTH = 500;

/** Newest first. */
export async function readHistory(privet: Privet): Promise<HistoryEntry[]> {
  const entries: HistoryEntry[] = [];
  for (;;) {
    const part = await privet.history({ offset: entries.length, limit: PART_LENGTH });
    entries.push(...part);
    if (part.length < PART_LENGTH) return entries;
  }
}
