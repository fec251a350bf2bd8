// What is counted of a log that is larger than memory: LogCounts over its events in a database. Sums are of whole numbers
// and every answer has a total order, so that it is the one that countsInMemory gives.

import { TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import { CooccurrenceTriangle } from '../closed-form/cooccurrence-triangle.ts';
import type { FitOptions } from '../closed-form/fitting.ts';
import {
  FOLLOWING_WEIGHTS,
  type LogCounts,
  SESSION_PAUSE_MS,
  STAR_UNIT,
  type VisitFollowers,
} from '../closed-form/log-counts.ts';
import { likedItems } from '../closed-form/user-item-matrix.ts';
import { isNegativeEvent } from '../evaluation/split.ts';
import type { LogDatabase } from './database.ts';
import type { LargeLog } from './read-large-log.ts';

const NEGATIVE_TYPES = TOWER_EVENT_TYPES.map((_, type) => type).filter(isNegativeEvent);
/** SQL of whether an event speaks for its item. */
const IS_POSITIVE = `type NOT IN (${NEGATIVE_TYPES.join(', ')})`;

export function countsOfLargeLog({ database, timestampsArePositions, ...size }: LargeLog): LogCounts {
  const { numItems, numUsers, numEvents } = size;
  const hasTimes = !timestampsArePositions;
  const single = async (sql: string, parameters = {}) => (await database.row(sql, parameters))[0] as number;
  const counted = (sql: string, parameters = {}) => itemColumn(database, numItems, sql, parameters);
  return {
    ...{ numItems, numUsers, numEvents, hasTimes },
    timeAt(place) {
      if (place === 0) return single('SELECT min(time) FROM events');
      if (place === numEvents - 1) return single('SELECT max(time) FROM events');
      return single(`SELECT time FROM events ORDER BY time LIMIT 1 OFFSET ${place}`);
    },
    numEventsFrom: (timeMs) => single('SELECT count(*)::DOUBLE FROM events WHERE time >= $timeMs', { timeMs }),
    async peopleAround(timeMs) {
      const [recent, earlier] = [new Uint32Array(numItems), new Uint32Array(numItems)];
      const rows = await database.rows(
        `SELECT item, count(*) FILTER (is_recent), count(*) FILTER (is_earlier) FROM
          (SELECT item, max(time) >= $timeMs AS is_recent, min(time) < $timeMs AS is_earlier FROM events
          GROUP BY person, item)
        GROUP BY item`,
        { timeMs },
      );
      for (const [item, late, early] of rows) {
        recent[item as number] = Number(late);
        earlier[item as number] = Number(early);
      }
      return { recent, earlier };
    },
    numSessions: async () => (hasTimes ? numSessions(database) : 0),
    popularity: () => counted(`SELECT item, count(*) FROM events WHERE ${IS_POSITIVE} GROUP BY item`),
    async stars() {
      const rated = 'FROM events WHERE rating IS NOT NULL GROUP BY item';
      const sums = new Float64Array(numItems);
      const millionths = `sum(floor(rating * ${STAR_UNIT} + 0.5)::BIGINT)::DOUBLE`;
      for (const [item, sum] of await database.rows(`SELECT item, ${millionths} ${rated}`))
        sums[item as number] = sum as number;
      return { sums, counts: await counted(`SELECT item, count(*) ${rated}`) };
    },
    forEachFollowers: (visit, options) => forEachFollowers(database, numItems, visit, options),
    cooccurrences: (options) => cooccurrences(database, size, options),
  };
}

/** u32 [numItems] @param sql  of item and a number, once an item at most */
async function itemColumn(database: LogDatabase, numItems: number, sql: string, parameters = {}): Promise<Uint32Array> {
  const column = new Uint32Array(numItems);
  for (const [item, count] of await database.rows(sql, parameters)) column[item as number] = Number(count);
  return column;
}

async function numSessions(database: LogDatabase): Promise<number> {
  let [sessions, lastPerson, lastTime] = [0, -1, 0];
  for await (const [people, times] of database.columns('SELECT person, time FROM events')) {
    for (let i = 0; i < people!.length; i++) {
      if (people![i] !== lastPerson || times![i]! - lastTime > SESSION_PAUSE_MS) sessions++;
      [lastPerson, lastTime] = [people![i]!, times![i]!];
    }
  }
  return sessions;
}

async function forEachFollowers(
  database: LogDatabase,
  numItems: number,
  visit: VisitFollowers,
  { onProgress, signal }: FitOptions = {},
): Promise<void> {
  const followers = FOLLOWING_WEIGHTS.map((_, n) => `lead(item, ${n + 1}) OVER w`).join(', ');
  const pairs = database.columns(`
    SELECT item, follower, sum(weight)::DOUBLE FROM
      (SELECT item, unnest(followers) AS follower, unnest([${FOLLOWING_WEIGHTS.join(', ')}]) AS weight FROM
        (SELECT item, [${followers}] AS followers FROM events WHERE ${IS_POSITIVE}
        WINDOW w AS (PARTITION BY person ORDER BY rowid)))
    WHERE follower IS NOT NULL GROUP BY item, follower ORDER BY item, follower`);
  let [item, columns, sums]: [number, number[], number[]] = [0, [], []];
  const finish = () => visit(item++, Uint32Array.from(columns.splice(0)), Float64Array.from(sums.splice(0)));
  for await (const [items, others, weights] of pairs) {
    signal?.throwIfAborted();
    onProgress?.(item, numItems);
    for (let i = 0; i < items!.length; i++) {
      while (item < items![i]!) finish();
      columns.push(others![i]!);
      sums.push(weights![i]!);
    }
  }
  while (item < numItems) finish();
  onProgress?.(numItems, numItems);
}

async function cooccurrences(
  database: LogDatabase,
  { numItems, numEvents }: { numItems: number; numEvents: number },
  { onProgress, signal }: FitOptions = {},
): Promise<CooccurrenceTriangle> {
  const triangle = new CooccurrenceTriangle(numItems);
  let [person, done]: [number, number] = [-1, 0];
  let [items, eventTypes]: [number[], number[]] = [[], []];
  const finish = () => {
    const history = { items: Uint32Array.from(items), eventTypes: Uint8Array.from(eventTypes) };
    triangle.add(likedItems(history).sort());
    [items, eventTypes] = [[], []];
  };
  for await (const [people, taken, types] of database.columns('SELECT person, item, type FROM events')) {
    signal?.throwIfAborted();
    onProgress?.((done += people!.length), numEvents);
    for (let i = 0; i < people!.length; i++) {
      if (people![i] !== person) finish();
      person = people![i]!;
      items.push(taken![i]!);
      eventTypes.push(types![i]!);
    }
  }
  finish();
  return triangle;
}
