// Several training logs over one numbering of items as one log, for what is counted over all of them.

import type { Interactions } from '../input/interactions.ts';
import type { TrainingLog } from '../training/training-data.ts';

/** Users of different logs are different users. Times are left out: each user's events are in order already. */
export function interactionsOf(logs: readonly TrainingLog[], numItems: number): Interactions {
  const numUsers = logs.reduce((sum, log) => sum + log.numUsers, 0);
  const numEvents = logs.reduce((sum, log) => sum + log.items.length, 0);
  const joined: Interactions = {
    userIds: [],
    numUsers,
    numItems,
    offsets: new Uint32Array(numUsers + 1),
    items: new Uint32Array(numEvents),
    timestamps: new Float64Array(numEvents),
    eventTypes: new Uint8Array(numEvents),
    timestampsArePositions: true,
  };
  let [user, event] = [0, 0];
  for (const log of logs) {
    joined.items.set(log.items, event);
    joined.eventTypes.set(log.eventTypes, event);
    for (let own = 0; own < log.numUsers; own++) joined.offsets[++user] = event + log.offsets[own + 1]!;
    event += log.items.length;
  }
  return joined;
}
