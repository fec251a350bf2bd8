// Some of the people of a log that is larger than memory, with all that they did: what towers are trained on, and what
// settings are chosen by. Who is among them follows from a hash of who they are, so that the next build asks the same.

import { type Interactions, toInteractions } from '../input/interactions.ts';
import { NUM_BUCKETS } from './raw-rows.ts';
import type { LargeLog } from './read-large-log.ts';

/** Events of a sample, about: training takes some hundred bytes for each. */
export const SAMPLE_EVENTS = 3_000_000;

export interface Sample {
  log: Interactions;
  /** Of the people: 0 to 1. */
  share: number;
}

/** @param maxEvents  about; all people where there are no more events */
export async function samplePeople(large: LargeLog, maxEvents = SAMPLE_EVENTS): Promise<Sample> {
  const { database, numItems, numUsers, numEvents, timestampsArePositions } = large;
  const numBuckets = Math.ceil(NUM_BUCKETS * Math.min(1, maxEvents / numEvents));
  const chosen = `FROM events JOIN people USING (person) WHERE bucket < ${numBuckets}`;
  const [count] = await database.row(`SELECT count(*)::DOUBLE ${chosen}`);
  const columns = emptyColumns(count as number);
  let [length, person, numPeople] = [0, -1, 0];
  const rows = `SELECT person, item, type, time, coalesce(rating, 'NaN'::DOUBLE) ${chosen} ORDER BY events.rowid`;
  for await (const [people, items, types, times, ratings] of database.columns(rows)) {
    for (let i = 0; i < people!.length; i++) {
      if (people![i] !== person) numPeople++;
      person = people![i]!;
      columns.users[length] = numPeople - 1;
      columns.items[length] = items![i]!;
      columns.eventTypes[length] = types![i]!;
      columns.timestamps[length] = times![i]!;
      columns.ratings[length++] = ratings![i]!;
    }
  }
  const hasRatings = columns.ratings.some((rating) => !Number.isNaN(rating));
  const { ratings, ...others } = columns;
  const order = Uint32Array.from({ length }, (_, event) => event);
  const userIds = Array.from({ length: numPeople }, (_, user) => String(user));
  const sorted = { offsets: offsetsOf(columns.users, numPeople), order };
  const events = hasRatings ? columns : others;
  const log = toInteractions(events, sorted, userIds, numItems, timestampsArePositions);
  return { log, share: numPeople / numUsers };
}

function emptyColumns(length: number) {
  return {
    users: new Uint32Array(length),
    items: new Uint32Array(length),
    timestamps: new Float64Array(length),
    ratings: new Float32Array(length),
    eventTypes: new Uint8Array(length),
  };
}

/** @param users  ascending */
function offsetsOf(users: Uint32Array, numUsers: number): Uint32Array {
  const offsets = new Uint32Array(numUsers + 1);
  for (const user of users) offsets[user + 1]!++;
  for (let user = 0; user < numUsers; user++) offsets[user + 1]! += offsets[user]!;
  return offsets;
}
