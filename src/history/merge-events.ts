// Joins two logs into one: that of this device and that of a history file, or what memory kept while the database was
// away. Each log keeps its own order, even where a clock was set back; between them time decides. (Putting imported
// events at the end would let last year's dislike overrule today's like.)

import type { NewEvent } from './events.ts';
import { identityOf } from './stored-event.ts';

export interface MergedEvents {
  events: NewEvent[];
  /** Events of `incoming` that were not there yet. */
  numAdded: number;
  /** The leading events that are still those of `existing`, in their place. */
  numUnchanged: number;
}

/**
 * @param existing  the log, oldest first
 * @param incoming  the other log, oldest first; repeated events count once
 */
export function mergeEvents(existing: readonly NewEvent[], incoming: readonly NewEvent[]): MergedEvents {
  const seen = new Set(existing.map(identityOf));
  const added = incoming.filter((event) => {
    const identity = identityOf(event);
    return !seen.has(identity) && seen.add(identity);
  });
  const events: NewEvent[] = [];
  let numUnchanged = added.length === 0 ? existing.length : undefined;
  let next = 0;
  for (const event of added) {
    while (next < existing.length && existing[next]!.time <= event.time) events.push(existing[next++]!);
    numUnchanged ??= next;
    events.push(event);
  }
  events.push(...existing.slice(next));
  return { events, numAdded: added.length, numUnchanged: numUnchanged! };
}
