// How the log lies in the database: chunks of up to 256 events under the sequence number of their first. A record an
// event would be 10 to 50 times slower to read; one record for all would be rewritten whole with every tap.

import type { StoredEvent } from './events.ts';
import { isStoredEvent } from './stored-event.ts';

export const EVENTS_PER_CHUNK = 256;
const CHUNK_VERSION = 1;

export interface EventChunk {
  version: typeof CHUNK_VERSION;
  /** 1 to 256 events, oldest first. */
  events: StoredEvent[];
}

export function createChunk(events: StoredEvent[]): EventChunk {
  return { version: CHUNK_VERSION, events };
}

export interface ChunkReading {
  /** The events that are sound, in order. */
  events: StoredEvent[];
  /** What is wrong with the record, if anything is. */
  problem?: string;
}

/**
 * Reads a record of the database, which may hold anything. Sound events are kept even where others are not.
 *
 * @param key  the record's key
 */
export function readChunk(key: number, record: unknown): ChunkReading {
  const { version, events: rows } = (record ?? {}) as Partial<Record<keyof EventChunk, unknown>>;
  if (version !== CHUNK_VERSION || !Array.isArray(rows)) {
    return { events: [], problem: `history: chunk ${key} is no list of events, expected version ${CHUNK_VERSION}` };
  }
  const events: StoredEvent[] = [];
  for (const row of rows) {
    const follows = isStoredEvent(row) && row.sequence > (events.at(-1)?.sequence ?? key - 1);
    if (follows) events.push(row);
  }
  const numBad = rows.length - events.length;
  if (numBad === 0) return { events };
  return { events, problem: `history: chunk ${key} has ${numBad} bad of ${rows.length} events, expected none` };
}

/**
 * Number of the next event. A counter that is missing or behind the log was damaged: then it goes on after the log.
 *
 * @param counter  as it was stored, which may be anything
 */
export function nextSequenceOf(counter: unknown, last: StoredEvent | undefined): number {
  const afterLast = (last?.sequence ?? -1) + 1;
  return Number.isSafeInteger(counter) ? Math.max(counter as number, afterLast) : afterLast;
}

/**
 * Finds what was set aside as damaged and may hold a second copy of an event that was taken out: then it goes as well.
 *
 * @param removed  what was taken out
 */
export function copiesOf(removed: readonly StoredEvent[]): (setAside: unknown) => boolean {
  const names = new Set(removed.map(({ itemId, query }) => JSON.stringify(itemId ?? query)));
  return (setAside) => {
    const text = JSON.stringify(setAside) ?? '';
    return [...names].some((name) => text.includes(name));
  };
}
