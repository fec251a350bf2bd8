// The part of a log that towers may learn from: everything before a user's last two targets (leave-last-out keeps one for test
// and one for validation; a target is an event that is not a dislike).

import { EVENT_TYPES, NEGATIVE_EVENT_TYPES } from '../../towers/vocabulary.ts';
import type { Interactions } from '../input/interactions.ts';
import type { TrainingLog } from './training-data.ts';

/**
 * @param itemRows  row in TrainingItems of each of the log's items
 */
export function trainingPart(name: string, log: Interactions, itemRows: Uint32Array): TrainingLog {
  const kept: number[] = [];
  const offsets = new Uint32Array(log.numUsers + 1);
  const validationTargets = new Int32Array(log.numUsers).fill(-1);
  for (let user = 0; user < log.numUsers; user++) {
    const end = secondLastTarget(log, user);
    if (end !== undefined) {
      validationTargets[user] = itemRows[log.items[end]];
      for (let i = log.offsets[user]; i < end; i++) kept.push(i);
    }
    offsets[user + 1] = kept.length;
  }
  const timesSeconds = log.timestampsArePositions
    ? undefined
    : Float64Array.from(kept, (i) => log.timestamps[i] / 1000);
  return {
    name,
    numUsers: log.numUsers,
    offsets,
    items: Uint32Array.from(kept, (i) => itemRows[log.items[i]]),
    eventTypes: Uint8Array.from(kept, (i) => log.eventTypes[i]),
    timesSeconds,
    candidates: Uint32Array.from(itemRows).sort(),
    validationTargets,
  };
}

/** The place in the log of a user's second last target; undefined for a user with fewer than two. */
function secondLastTarget(log: Interactions, user: number): number | undefined {
  let targets = 0;
  for (let i = log.offsets[user + 1] - 1; i >= log.offsets[user]; i--) {
    if (NEGATIVE_EVENT_TYPES.has(EVENT_TYPES[log.eventTypes[i]])) continue;
    if (++targets === 2) return i;
  }
  return undefined;
}
