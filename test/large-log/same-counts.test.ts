// One suite for both ways to count a log: in memory, and over DuckDB. Made-up logs with all that logs have (names for events,
// stars, pieces, people who are nobody, items that are not known, times in every form, wrong rows) are read in both, and must
// give the same events, the same counts and the same bytes of what is fitted on them.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as duckDb from '@duckdb/node-api';
import fc from 'fast-check';
import * as ort from 'onnxruntime-web';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countsInMemory, type LogCounts } from '../../src/pipeline/closed-form/log-counts.ts';
import { readInteractions } from '../../src/pipeline/input/read-interactions.ts';
import { fitRelatedRows } from '../../src/pipeline/item-to-item/related-rows.ts';
import { LogDatabase } from '../../src/pipeline/large-log/database.ts';
import { countsOfLargeLog } from '../../src/pipeline/large-log/large-log-counts.ts';
import { readLargeLog } from '../../src/pipeline/large-log/read-large-log.ts';
import { samplePeople } from '../../src/pipeline/large-log/sample-people.ts';
import { trendingItems } from '../../src/pipeline/site/trending-items.ts';

const ITEM_IDS = ['a', 'b', 'c', 'd', 'e', '7'];
const OPTIONS = { maxBadRows: 0.9, now: Date.UTC(2026, 0, 1) };

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-large-log-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface LogRow {
  user: string;
  item: string;
  event: string;
  stars: string;
  pieces: string;
  time: string;
}

const SECONDS = 1_700_000_000;
const isoOf = (seconds: number) => new Date(seconds * 1000).toISOString();
/** Each of one form: a number or a date. */
const TIMES: readonly ((seconds: number) => string)[] = [
  (seconds) => String(seconds),
  (seconds) => ` ${seconds}250.5`,
  (seconds) => `${seconds}000000`,
  (seconds) => isoOf(seconds),
  (seconds) => isoOf(seconds).replace('T', ' ').slice(0, 16),
  (seconds) => isoOf(seconds).replace('000Z', '0005+05:30'),
  (seconds) => isoOf(seconds).slice(0, 10).split('-').reverse().join('.'),
];

const rowOf = (time: (seconds: number) => string): fc.Arbitrary<LogRow> =>
  fc.record({
    user: fc.constantFrom('u1', ' u2 ', 'u3', 'ü, "4"', 'u5', 'Guest', 'NONE', '', 'u6', '0'),
    item: fc.constantFrom(...ITEM_IDS, '7.0', 'nowhere', '', 'a', 'b'),
    event: fc.constantFrom('view', 'Purchase', 'dislike', 'add to cart', 'refund', 'zzz', 'rate', 'like', ''),
    stars: fc.constantFrom('', '', '5', '3.3', '0.1', '9', 'x'),
    pieces: fc.constantFrom('1', '', '-2', '3'),
    time: fc.oneof(
      { weight: 30, arbitrary: fc.integer({ min: 0, max: 3_000_000 }).map((later) => time(SECONDS + later)) },
      { weight: 1, arbitrary: fc.constantFrom('', 'soon', '2023-02-30', '12', '1985-01-01', '2199-01-01T10:00:00Z') },
    ),
  });
const logs = fc.constantFrom(...TIMES).chain((time) => fc.array(rowOf(time), { minLength: 30, maxLength: 80 }));

const csvOf = (rows: readonly LogRow[]): string => {
  const cell = (text: string) => (/[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const lines = rows.map(({ user, item, event, stars, pieces, time }) =>
    [user, item, event, stars, pieces, time].map(cell).join(','),
  );
  return ['user_id,item_id,event,rating,quantity,timestamp', ...lines, ''].join('\n');
};
const jsonOf = (rows: readonly LogRow[]): string => {
  const lines = rows.map(({ user, item, event, stars, pieces, time }, i) => {
    const number = (text: string) =>
      text.trim() !== '' && Number.isFinite(Number(text)) && i % 2 ? Number(text) : text;
    const who = { id: number(user), note: [1] };
    return JSON.stringify({
      customer: who,
      item_id: number(item),
      event,
      rating: number(stars),
      quantity: pieces || null,
      timestamp: number(time),
    });
  });
  return [...lines, 'no JSON', '', '[1]', ''].join('\n');
};

/** Everything that is counted. */
async function allOf(counts: LogCounts) {
  const followers: unknown[] = [];
  await counts.forEachFollowers((...row) => followers.push(row));
  const { numEvents, hasTimes } = counts;
  const middle = await counts.timeAt(Math.floor(numEvents / 2));
  const related = await fitRelatedRows(counts, ort);
  return {
    ...{ numItems: counts.numItems, numUsers: counts.numUsers, numEvents, hasTimes, followers, related },
    times: [await counts.timeAt(0), middle, await counts.timeAt(numEvents - 1)],
    ...{ later: await counts.numEventsFrom(middle), people: await counts.peopleAround(middle) },
    ...{ sessions: await counts.numSessions(), popularity: await counts.popularity(), stars: await counts.stars() },
    trending: await trendingItems(counts),
  };
}

/** Of one log, which may lie in several files. */
async function compareBoth(whole: string, files: readonly string[]): Promise<void> {
  const inMemory = await readInteractions(whole, ITEM_IDS, OPTIONS);
  const database = await LogDatabase.open(duckDb, { cacheDir: folder, memoryBytes: 1e9 });
  try {
    await database.lock(files);
    const large = await readLargeLog(database, files, ITEM_IDS, OPTIONS);
    const { report, ...log } = inMemory;
    const { log: sample, share } = await samplePeople(large);
    expect(share).toBe(1);
    expect({ ...sample, userIds: [] }).toEqual({ ...log, userIds: [] });
    expect(await allOf(countsOfLargeLog(large))).toEqual(await allOf(countsInMemory(log)));
    const { numRows, numEvents, numUnknownItemRows, numRowsWithoutUser, eventNames } = report;
    expect(large.report).toMatchObject({ numRows, numEvents, numUnknownItemRows, numRowsWithoutUser, eventNames });
  } finally {
    await database.close();
  }
}

async function written(name: string, text: string): Promise<string> {
  await writeFile(join(folder, name), text);
  return join(folder, name);
}

test('a log as csv, in several files: DuckDB counts what is counted in memory', { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(logs, async (rows) => {
    const whole = await written('log.csv', `${csvOf(rows)}too,few\n`);
    const parts = [rows.slice(0, 20), rows.slice(20)].map((part, i) => written(`part-${i}.csv`, csvOf(part)));
    await compareBoth(whole, await Promise.all(parts));
  });
  await fc.assert(property, { numRuns: 10, seed: 1, endOnFailure: true });
});

test('the same as jsonl, with objects inside of rows', { timeout: 120_000 }, async () => {
  const property = fc.asyncProperty(logs, async (rows) => {
    const whole = await written('log.jsonl', jsonOf(rows));
    await compareBoth(whole, [whole]);
  });
  await fc.assert(property, { numRuns: 8, seed: 2, endOnFailure: true });
});
