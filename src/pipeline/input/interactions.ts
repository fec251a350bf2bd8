// Interaction logs in memory: the events of all users as typed arrays, user after user (compressed sparse rows), so
// that a million events take 20 MB and the events of one user are one subarray.

import { TOWER_EVENT_TYPES, type TowerEventType } from '../../formats/vocabulary.ts';
import type { ContextGiven, ContextVocabulary } from '../../towers/context-values.ts';

/** A categorical of the requests that the events answered (src/towers/context-values.ts). */
export interface ContextColumn extends ContextVocabulary {
  /** u8 [numEvents], 0 = unknown, else 1 + place in `values` */
  numbers: Uint8Array;
}

export interface Interactions {
  /** The site's user ids, in the order of their first event in the file. */
  userIds: string[];
  numUsers: number;
  /** Rows of the items file: every entry of `items` is below it. */
  numItems: number;
  /** u32 [numUsers + 1]: the events of user u are offsets[u] to offsets[u + 1] (exclusive). */
  offsets: Uint32Array;
  /** u32 [numEvents], rows of the items file; per user ordered by (timestamp, file order). */
  items: Uint32Array;
  /** f64 [numEvents], milliseconds since the epoch, or the file's own numbers where `timestampsArePositions`. */
  timestamps: Float64Array;
  /** f32 [numEvents], 0 to 5, NaN = none; absent where the file has no ratings. */
  ratings?: Float32Array;
  /** u8 [numEvents], index in TOWER_EVENT_TYPES. */
  eventTypes: Uint8Array;
  /** By name; absent where the file has none. */
  contexts?: ContextColumn[];
  /**
   * The file's timestamps are no times but places in an order: ages are unknown and users can't be compared in time.
   */
  timestampsArePositions: boolean;
}

/** Events in file order, as the reader collects them; `toInteractions` sorts them. */
export interface EventColumns {
  users: Uint32Array;
  items: Uint32Array;
  timestamps: Float64Array;
  ratings?: Float32Array;
  eventTypes: Uint8Array;
  contexts?: ContextColumn[];
}

/** The number of an event type in `eventTypes`. */
export function eventTypeIndex(type: TowerEventType): number {
  return TOWER_EVENT_TYPES.indexOf(type);
}

export interface SortedEvents {
  /** u32 [numUsers + 1] */
  offsets: Uint32Array;
  /** u32 [numEvents], positions in the columns. */
  order: Uint32Array;
}

/** The order of events by (user, timestamp, file order). */
export function sortedByUserAndTime(users: Uint32Array, timestamps: Float64Array, numUsers: number): SortedEvents {
  const offsets = new Uint32Array(numUsers + 1);
  for (const user of users) offsets[user + 1]!++;
  for (let user = 0; user < numUsers; user++) offsets[user + 1]! += offsets[user]!;
  const next = offsets.slice(0, numUsers);
  const order = new Uint32Array(users.length);
  for (let event = 0; event < users.length; event++) order[next[users[event]!]!++] = event;
  for (let user = 0; user < numUsers; user++) {
    order.subarray(offsets[user], offsets[user + 1]).sort((a, b) => timestamps[a]! - timestamps[b]! || a - b);
  }
  return { offsets, order };
}

/** Brings events in file order into the order that `sortedByUserAndTime` found. */
export function toInteractions(
  columns: EventColumns,
  { offsets, order }: SortedEvents,
  userIds: string[],
  numItems: number,
  timestampsArePositions: boolean,
): Interactions {
  const { ratings, contexts } = columns;
  return {
    userIds,
    numUsers: userIds.length,
    numItems,
    offsets,
    items: order.map((event) => columns.items[event]!),
    timestamps: Float64Array.from(order, (event) => columns.timestamps[event]!),
    ...(ratings && { ratings: Float32Array.from(order, (event) => ratings[event]!) }),
    eventTypes: Uint8Array.from(order, (event) => columns.eventTypes[event]!),
    ...(contexts && { contexts: contextsOf(contexts, order) }),
    timestampsArePositions,
  };
}

/** The categoricals of some events, in the order of `events`. */
export function contextsOf(contexts: readonly ContextColumn[], events: ArrayLike<number>): ContextColumn[] {
  return contexts.map((column) => ({
    ...column,
    numbers: Uint8Array.from(events, (event) => column.numbers[event]!),
  }));
}

/** What is known of one event, for `contextNumbers`. */
export function contextOf(contexts: readonly ContextColumn[], event: number): ContextGiven {
  const known = contexts.filter(({ numbers }) => numbers[event] !== 0);
  return Object.fromEntries(known.map(({ name, values, numbers }) => [name, values[numbers[event]! - 1]!]));
}
