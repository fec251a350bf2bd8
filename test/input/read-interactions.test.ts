import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';
import { parseColumnMap } from '../../src/pipeline/input/column-map.ts';
import { readInteractions } from '../../src/pipeline/input/read-interactions.ts';
import { inputErrorOf, inputFile } from './files.ts';

const ITEM_IDS = ['a', 'b', 'c'];
const HEADER = 'user_id,item_id,timestamp';
const DAY = 86_400;
const T0 = 1_600_000_000;

const read = async (text: string, name = 'log.csv', options = {}) =>
  readInteractions(await inputFile(name, text), ITEM_IDS, options);
const typeNames = (eventTypes: Uint8Array) => [...eventTypes].map((type) => TOWER_EVENT_TYPES[type]);

test('orders events by user, time and place in the file', async () => {
  const log = await read(`${HEADER}\nu,c,${T0 + DAY}\nv,a,${T0}\nu,a,${T0}\nu,b,${T0 + DAY}\n`);
  expect(log.userIds).toEqual(['u', 'v']);
  expect([...log.offsets]).toEqual([0, 3, 4]);
  expect([...log.items]).toEqual([0, 2, 1, 0]);
  expect([...log.timestamps]).toEqual([T0, T0 + DAY, T0 + DAY, T0].map((seconds) => seconds * 1000));
  expect(log).toMatchObject({ numUsers: 2, numItems: 3, timestampsArePositions: false });
  expect(log.ratings).toBeUndefined();
  expect(typeNames(log.eventTypes)).toEqual(['view', 'view', 'view', 'view']);
});

test('equals a naive sort for any rows', async () => {
  const row = fc.record({ user: fc.nat(5), item: fc.nat(2), day: fc.nat(6) });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 60 }), async (rows) => {
      const lines = rows.map(({ user, item, day }) => `u${user},${ITEM_IDS[item]},${T0 + 2 * DAY * day}`);
      const log = await readInteractions(await temporary([HEADER, ...lines].join('\n')), ITEM_IDS);
      const users = [...new Set(rows.map(({ user }) => user))];
      const sorted = users.flatMap((user) =>
        rows
          .filter((candidate) => candidate.user === user)
          .map((candidate, place) => ({ ...candidate, place }))
          .sort((x, y) => x.day - y.day || x.place - y.place),
      );
      expect(log.userIds).toEqual(users.map((user) => `u${user}`));
      expect([...log.items]).toEqual(sorted.map(({ item }) => item));
    }),
    { seed: 1, numRuns: 40 },
  );
  async function temporary(text: string) {
    return inputFile('log.csv', text);
  }
});

test('ratings give events their sign; a named event wins over its rating, except rate', async () => {
  const rows = ['3.5,', '3,', '2.5,', ',', '0.5,purchase', '5,rate', '1,rate', ',Hide'];
  const text = rows.map((row, i) => `u,a,${T0 + i * DAY},${row}`).join('\n');
  const log = await read(`${HEADER},rating,event\n${text}\n`);
  expect(typeNames(log.eventTypes)).toEqual(['like', 'view', 'dislike', 'view', 'purchase', 'like', 'dislike', 'hide']);
  expect([...log.ratings!].map((rating) => (Number.isNaN(rating) ? null : rating))).toEqual([
    3.5,
    3,
    2.5,
    null,
    0.5,
    5,
    1,
    null,
  ]);
});

test.each([
  ['seconds', [T0, T0 + DAY], T0 * 1000],
  ['fractional seconds', [T0 + 0.5, T0 + DAY], T0 * 1000 + 500],
  ['milliseconds', [T0 * 1000, (T0 + DAY) * 1000], T0 * 1000],
  ['ISO dates', ['2020-09-13', '2020-09-14'], Date.UTC(2020, 8, 13)],
  ['ISO times without a zone, which are UTC', ['2020-09-13 12:26:40', '2020-09-14'], T0 * 1000],
  ['ISO times with a zone', ['2020-09-13T14:26:40+02:00', '2020-09-14T00:00Z'], T0 * 1000],
])('reads %s', async (_, [first, second], firstMs) => {
  const log = await read(`${HEADER}\nu,a,${first}\nu,b,${second}\n`);
  expect(log.timestamps[0]).toBe(firstMs);
  expect(log.timestampsArePositions).toBe(false);
});

test.each([
  ['from 0 in each user', ['u,a,0', 'u,b,1', 'v,a,0', 'v,c,1']],
  ['from 1, in any order', ['u,a,2', 'u,b,1', 'v,a,1']],
  ['row numbers of the file', ['u,a,10', 'v,b,11', 'u,c,12']],
  ['large but rising by one', [`u,a,${T0}`, `u,b,${T0 + 1}`, `u,c,${T0 + 2}`]],
  ['all the same', ['u,a,0', 'u,b,0']],
])('recognizes positions: %s', async (_, rows) => {
  const log = await read([HEADER, ...rows].join('\n'));
  expect(log.timestampsArePositions).toBe(true);
  expect(log.timestamps[0]).toBeLessThanOrEqual(T0);
});

test('one event a user with real times is no position', async () => {
  const log = await read(`${HEADER}\nu,a,${T0}\nv,b,${T0 + 5}\n`);
  expect(log.timestampsArePositions).toBe(false);
});

test('rows of unknown items are left out, counted and named', async () => {
  const log = await read(`${HEADER}\nu,x,${T0}\nu,a,${T0 + 9}\nw,x,${T0}\nw,y,${T0}\n`);
  expect(log.userIds).toEqual(['u']);
  expect([...log.items]).toEqual([0]);
  expect(log.report).toMatchObject({ numRows: 4, numUnknownItemRows: 3, unknownItemIds: ['x', 'y'] });
  expect(log.report.warnings).toEqual([expect.stringMatching(/3 of 4 rows .* \("x", "y"\)/)]);
});

test('reads jsonl and mapped columns', async () => {
  const rows = [
    { who: 7, item_id: 'a', at: '2024-01-02' },
    { who: '7', item_id: 'b', at: '2024-01-01', event: 'add_to_cart' },
  ];
  const map = parseColumnMap(['user_id=who', 'timestamp=at', 'title=name']);
  const log = await read(rows.map((row) => JSON.stringify(row)).join('\n'), 'log.jsonl', { map });
  expect(log.userIds).toEqual(['7']);
  expect([...log.items]).toEqual([1, 0]);
  expect(typeNames(log.eventTypes)).toEqual(['add_to_cart', 'view']);
});

test.each([
  ['a missing column', 'user_id,item_id\nu,a\n', 1, 'the columns "user_id, item_id"'],
  ['a bad timestamp', `${HEADER}\nu,a,1\nu,b,yesterday\n`, 3, 'timestamp "yesterday"'],
  ['an empty timestamp', `${HEADER}\nu,a,\n`, 2, 'no timestamp'],
  ['dates after numbers', `${HEADER}\nu,a,${T0}\nu,b,2024-01-01\n`, 3, 'timestamp "2024-01-01"'],
  ['a bad rating', `${HEADER},rating\nu,a,1,good\n`, 2, 'rating "good"'],
  ['a rating out of range', `${HEADER},rating\nu,a,1,80\n`, 2, 'rating "80"'],
  ['no event that means something', `${HEADER},event\nu,a,1,danced\n`, undefined, '"danced" 1 times'],
  ['rate without a rating', `${HEADER},event\nu,a,1,rate\n`, 2, 'without a rating'],
  ['nobody at all', `${HEADER}\n,a,1\n`, undefined, 'no user_id'],
  ['no rows', `${HEADER}\n`, undefined, 'no rows'],
  ['no known item at all', `${HEADER}\nu,x,1\nu,y,2\n`, undefined, 'no row whose item is in the items file'],
])('%s is an InputError', async (_, text, line, found) => {
  const error = await inputErrorOf(read(text));
  expect(error.line).toBe(line);
  expect(error.found).toContain(found);
});

test('an aborted signal stops the reading', async () => {
  await expect(read(`${HEADER}\nu,a,1\n`, 'log.csv', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});

const CSV = `${HEADER}\nu,a,${T0}\nv,b,${T0}\n`;
const JSONL = CSV.trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([user_id, item_id, timestamp]) => JSON.stringify({ user_id, item_id, timestamp: Number(timestamp) }))
  .join('\n');

test.each<[string, string, string | Uint8Array]>([
  ['tabs', 'log.tsv', CSV.replaceAll(',', '\t')],
  ['semicolons', 'log.csv', CSV.replaceAll(',', ';')],
  ['csv in gzip', 'log.csv.gz', gzipSync(CSV)],
  ['JSON lines in gzip', 'log.jsonl.gz', gzipSync(JSONL)],
  ['csv in a zip', 'log.zip', zipSync({ 'export/log.csv': strToU8(CSV) })],
  ['JSON lines in gzip in a zip', 'log.zip', zipSync({ 'log.jsonl.gz': gzipSync(JSONL) })],
])('a log with %s is read', async (_, name, content) => {
  const path = await inputFile(name, '');
  await writeFile(path, content);
  const log = await readInteractions(path, ITEM_IDS);
  expect([log.userIds, [...log.items]]).toEqual([
    ['u', 'v'],
    [0, 1],
  ]);
});

test('an error in a packed log names the archive, the file in it and the line', async () => {
  const path = await inputFile('log.zip', '');
  await writeFile(path, zipSync({ 'log.csv': strToU8(`${CSV}u,a\n`) }));
  const error = await inputErrorOf(readInteractions(path, ITEM_IDS));
  expect(error).toMatchObject({ file: `${path}/log.csv`, line: 4, found: '2 cells' });
});

test('a log in a folder of pages, or two of them in a zip, are refused in words', async () => {
  const path = await inputFile('log.zip', '');
  await writeFile(path, zipSync({ 'a.csv': strToU8(CSV), 'b.csv': strToU8(CSV) }));
  expect((await inputErrorOf(readInteractions(path, ITEM_IDS))).found).toBe('several files of rows (a.csv, b.csv)');
  await writeFile(path, zipSync({ 'a.html': strToU8('<p>a'), 'b.html': strToU8('<p>b') }));
  expect((await inputErrorOf(readInteractions(path, ITEM_IDS))).found).toBe('a zip of 2 pages');
});
