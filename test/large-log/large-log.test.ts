// What is told of a log that is larger than memory: what it refuses, what it leaves behind, and who is in a sample.

import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as duckDb from '@duckdb/node-api';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { countLargeLog, isLargeLog } from '../../src/pipeline/cli/count-large-log.ts';
import { LogDatabase } from '../../src/pipeline/large-log/database.ts';
import { readLargeLog } from '../../src/pipeline/large-log/read-large-log.ts';
import { samplePeople } from '../../src/pipeline/large-log/sample-people.ts';
import { inputErrorOf, inputFile } from '../input/files.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-large-log-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ITEM_IDS = ['a', 'b', 'c'];
const NOW = Date.UTC(2026, 0, 1);
const HEADER = 'user_id,item_id,timestamp';

async function openDatabase(signal?: AbortSignal): Promise<LogDatabase> {
  const database = await LogDatabase.open(duckDb, { cacheDir: folder, memoryBytes: 1e9, signal });
  onTestFinished(() => database.close());
  return database;
}

async function read(files: readonly string[], maxBadRows = 0.02) {
  const database = await openDatabase();
  await database.lock(files);
  return readLargeLog(database, files, ITEM_IDS, { now: NOW, maxBadRows });
}

const rows = (count: number, rowOf: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => rowOf(i)).join('\n');
const good = rows(50, (i) => `u${i % 5},${ITEM_IDS[i % 3]},${1_700_000_000 + i}`);

test.each([
  [
    'a list in a row',
    'log.jsonl',
    rows(9, (i) => `{"user":"u${i}","time":17000000${i}0,"item_id":["a","b"]}`),
    /lists in the column "item_id"/,
  ],
  [
    'a list further on',
    'log.jsonl',
    rows(600, (i) => `{"user":"u","time":1700000000,"item_id":${i < 599 ? '"a"' : '["a"]'}}`),
    /lists, objects/,
  ],
  [
    'dates of which day and month are not sure',
    'log.csv',
    `${HEADER}\nu,a,3/4/2025\nv,a,5/4/2025`,
    /2024-05-31T18:30:00Z/,
  ],
  [
    'columns of contexts',
    'log.csv',
    `${HEADER},context.device\n${rows(9, (i) => `u${i},a,1700000000,tv`)}`,
    /context.device/,
  ],
  [
    'orders of which the first row says who',
    'log.csv',
    `order id,customer,sku,created at\n1,u,a,2025-01-01\n1,,b,2025-01-01`,
    /first row alone/,
  ],
  [
    'too many wrong rows',
    'log.csv',
    `${HEADER}\n${good}\n${rows(9, () => 'u,a,soon')}`,
    /9 of 59 rows that are wrong.*"soon"/,
  ],
  ['rows without all cells', 'log.csv', `${HEADER}\n${good}\nsecret-person,a\nu,b\n`, /another number of cells/],
  ['another kind of file', 'log.xml', '<a/>', /csv, .tsv, .jsonl or .parquet/],
])('%s: refused in words, and nobody is named', async (_, name, text, words) => {
  const error = await inputErrorOf(read([await inputFile(name, text)]));
  expect(error.message).toMatch(words);
  expect(error.message).not.toMatch(/secret-person|DuckDB/);
});

test('files of other columns are refused', async () => {
  const files = [
    await inputFile('a.csv', `${HEADER}\n${good}`),
    await inputFile('b.csv', `item_id,user_id,timestamp\na,u,1700000000`),
  ];
  expect((await inputErrorOf(read(files))).message).toMatch(/those of .*a.csv, in the same order/);
});

test('Parquet is read with its own times, and names of columns are no SQL', async () => {
  const file = join(folder, "it's a log.parquet");
  const instance = await duckDb.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (SELECT 1 + range % 5 AS "Customer ID", ['a', 'b', 'nothing'][1 + range % 3] AS "sku", 'x' AS "a ""quoted""; DROP TABLE rows",
    TIMESTAMP '2025-01-01' + INTERVAL (range) MINUTE AS "created at" FROM range(60)) TO '${file.replace("'", "''")}' (FORMAT parquet)`);
  connection.closeSync();
  const large = await read([file]);
  const { log } = await samplePeople(large);
  expect([large.numUsers, large.numEvents, log.timestamps[0]]).toEqual([5, 40, Date.UTC(2025, 0, 1)]);
  expect(large.report.numUnknownItemRows).toBe(20);
});

test('a sample has whole people, the same in every run', async () => {
  const file = await inputFile(
    'log.csv',
    `${HEADER}\n${rows(4000, (i) => `u${i % 400},${ITEM_IDS[i % 3]},${1_700_000_000 + i}`)}`,
  );
  const [first, again] = [await samplePeople(await read([file]), 1000), await samplePeople(await read([file]), 1000)];
  expect(again).toEqual(first);
  expect(first.log.numUsers).toBeGreaterThan(60);
  expect(first.log.numUsers).toBeLessThan(140);
  expect(first.log.items.length).toBe(10 * first.log.numUsers);
  const most = await samplePeople(await read([file]), 2000);
  expect(most.log.numUsers).toBeGreaterThan(first.log.numUsers);
});

test('a file that is read by several threads keeps the order of its rows', async () => {
  // Everybody does one thing, so that people are numbered as their rows lie; rows are long, so that the file has several parts.
  const taken = Uint32Array.from({ length: 120_000 }, (_, i) => (Math.imul(i, 0x9e3779b1) >>> 16) % 3);
  const lines = rows(taken.length, (i) => `u${i},${ITEM_IDS[taken[i]!]},1700000000,${'-'.repeat(200)}`);
  const file = await inputFile('log.csv', `${HEADER},note\n${lines}`);
  const { log } = await samplePeople(await read([file]));
  expect(Buffer.from(log.items.buffer).equals(Buffer.from(taken.buffer))).toBe(true);
});

test('only the log can be opened, and who somebody is is not on the disk', async () => {
  const file = await inputFile('log.csv', `${HEADER}\n${good.replaceAll('u1', 'someone@example.com')}`);
  const other = await inputFile('other.csv', 'a\n1');
  const large = await read([file]);
  await expect(large.database.rows(`SELECT * FROM read_csv('${other}')`)).rejects.toThrow(/Permission/);
  await expect(large.database.run(`SET enable_external_access = true`)).rejects.toThrow();
  const tables = await large.database.rows(
    "SELECT table_name, column_name FROM duckdb_columns() WHERE data_type = 'VARCHAR' AND NOT internal",
  );
  for (const [table, column] of tables) {
    const found = await large.database.rows(`SELECT * FROM "${table}" WHERE "${column}" LIKE '%someone%'`);
    expect([table, found]).toEqual([table, []]);
  }
});

test('the folder of a run that is no more is removed, and its own at the end; a stop ends a question', async () => {
  await mkdir(join(folder, 'log-999999999'));
  await writeFile(join(folder, 'log-999999999', 'log.duckdb'), '');
  const controller = new AbortController();
  const database = await LogDatabase.open(duckDb, { cacheDir: folder, memoryBytes: 1e9, signal: controller.signal });
  expect(await readdir(folder)).toContain(`log-${process.pid}`);
  expect(existsSync(join(folder, 'log-999999999'))).toBe(false);
  const asked = database.run('SELECT count(*) FROM range(1000000000000) WHERE hash(range) = 7');
  setTimeout(() => controller.abort(new Error('stopped')), 200);
  await expect(asked).rejects.toThrow('stopped');
  await database.close();
  expect(await readdir(folder)).not.toContain(`log-${process.pid}`);
});

test.each([
  ['log.csv', /a log that is larger than memory.*npm i -D @duckdb\/node-api.*--memory, now 4 GB/],
  ['log.parquet', /found Parquet, .*npm i -D @duckdb\/node-api\.$/],
  ['logs/*.csv', /a pattern of several files/],
])('%s without DuckDB: how to install it', async (file, words) => {
  const options = { map: [], maxBadRows: 0, memory: 4e9 };
  const error = await inputErrorOf(countLargeLog(file, options, {} as never, async () => undefined));
  expect(error.message).toMatch(words);
});

test('what is counted by DuckDB: what is larger than a quarter of the memory, Parquet and patterns', async () => {
  const file = await inputFile('log.csv', 'x'.repeat(1000));
  expect(await isLargeLog(file, 4000)).toBe(false);
  expect(await isLargeLog(file, 3999)).toBe(true);
  expect(await isLargeLog(await inputFile('log.zip', 'x'.repeat(1000)), 400)).toBe(false);
  expect(await isLargeLog(await inputFile('log.parquet', 'x'), 4000)).toBe(true);
  expect([await isLargeLog('logs/*.csv', 4000), await isLargeLog('missing.csv', 4000)]).toEqual([true, false]);
});
