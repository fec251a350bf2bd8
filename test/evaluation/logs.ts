// Small interaction logs made in memory.

import type { TowerEventType } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { eventTypeIndex, type Interactions } from '../../src/pipeline/input/interactions.ts';

export interface LogEvent {
  item: number;
  type?: TowerEventType;
  timeMs?: number;
}

/** One list of events a user, oldest first. Without any `timeMs` the timestamps are positions. */
export function logOf(users: (LogEvent | number)[][], numItems: number): Interactions {
  const events = users.map((list) => list.map((event) => (typeof event === 'number' ? { item: event } : event)));
  const offsets = new Uint32Array(users.length + 1);
  events.forEach((list, user) => {
    offsets[user + 1] = offsets[user]! + list.length;
  });
  return {
    userIds: users.map((_, user) => `u${user}`),
    numUsers: users.length,
    numItems,
    offsets,
    items: Uint32Array.from(events.flat(), ({ item }) => item),
    timestamps: Float64Array.from(events.flatMap((list) => list.map(({ timeMs }, i) => timeMs ?? i))),
    eventTypes: Uint8Array.from(events.flat(), ({ type }) => eventTypeIndex(type ?? 'view')),
    timestampsArePositions: events.flat().every(({ timeMs }) => timeMs === undefined),
  };
}

/** Users who walk over a ring of items with random jumps, some of them disliked: a log with something to learn. */
export function ringLog(numUsers: number, numItems: number, seed: number, length = 12): Interactions {
  const random = createRandom(seed);
  const users = Array.from({ length: numUsers }, () => {
    let item = random.integer(numItems);
    return Array.from({ length: 3 + random.integer(length) }, (): LogEvent => {
      item = random.next() < 0.7 ? (item + 1) % numItems : random.integer(numItems);
      return { item, type: random.next() < 0.1 ? 'dislike' : 'view' };
    });
  });
  return logOf(users, numItems);
}
