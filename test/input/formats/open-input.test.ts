import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { inputErrorOf } from '../files.ts';
import { bytesFile, inputFolder, noise, readInput } from './read-formats.ts';

const CSV = 'id,title\na,One\nb,Two\n';
const ROWS = [
  { id: 'a', title: 'One' },
  { id: 'b', title: 'Two' },
];
const zipOf = (files: Record<string, string>, options = {}) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])) as Zippable, options);
const parquet = () =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [
        { name: 'id', data: ['a', 'b'] },
        { name: 'title', data: ['One', 'Two'] },
      ],
    }),
  );

describe('what is packed', () => {
  test.each<[string, string, Uint8Array]>([
    ['csv in gzip', 'items.csv.gz', gzipSync(CSV)],
    [
      'gzip in two parts, by a name that does not say so',
      'items',
      Buffer.concat([gzipSync(CSV.slice(0, 9)), gzipSync(CSV.slice(9))]),
    ],
    ['json in gzip', 'items.json.gz', gzipSync(JSON.stringify(ROWS))],
    ['Parquet in gzip', 'items.parquet.gz', gzipSync(parquet())],
    ['csv in a zip', 'items.zip', zipOf({ 'export/items.csv': CSV, '__MACOSX/._items.csv': 'x', 'logo.png': 'x' })],
    ['csv in a zip, not packed', 'items.zip', zipOf({ 'items.csv': CSV }, { level: 0 })],
    [
      'jsonl in gzip in a zip',
      'items.zip',
      zipSync({ 'items.jsonl.gz': gzipSync(ROWS.map((row) => JSON.stringify(row)).join('\n')) }),
    ],
    ['Parquet in a zip', 'items.zip', zipSync({ 'items.parquet': parquet() })],
    ['text by another name', 'items.zip', zipOf({ 'items.txt': CSV })],
  ])('%s', async (_, name, bytes) => {
    expect((await readInput(await bytesFile(name, bytes))).records).toEqual(ROWS);
  });

  const bomb = () => gzipSync(new Uint8Array(50_000_000));
  const encrypted = () => {
    const bytes = zipOf({ 'items.csv': CSV });
    new DataView(bytes.buffer).setUint16(directoryOf(bytes) + 8, 1, true);
    return bytes;
  };
  test.each<[string, string, Uint8Array, string]>([
    ['two files', 'a.zip', zipOf({ 'a.csv': CSV, 'b.json': '[]' }), 'several files of rows (a.csv, b.json)'],
    ['nothing of use', 'a.zip', zipOf({ 'a.png': 'x' }), 'nothing that holds items'],
    ['a name outside', 'a.zip', zipOf({ '../a.csv': CSV }), 'an entry named "../a.csv"'],
    ['a name from the root', 'a.zip', zipOf({ '/etc/a.csv': CSV }), 'an entry named "/etc/a.csv"'],
    ['a spreadsheet by its name', 'a.xlsx', zipOf({ 'xl/a.xml': CSV }), 'a spreadsheet'],
    [
      'a spreadsheet by its content',
      'a.zip',
      zipOf({ '[Content_Types].xml': '<Types/>', 'xl/a.xml': 'x' }),
      'a spreadsheet',
    ],
    ['a zip in a zip', 'a.zip', zipSync({ 'a.zip': zipOf({ 'a.csv': CSV }) }), 'an archive in an archive'],
    ['a tar archive', 'a.tar.gz', gzipSync('x'), 'a tar archive'],
    ['an encrypted file', 'a.zip', encrypted(), 'an encrypted file'],
    ['a zip that is cut off', 'a.zip', zipOf({ 'a.csv': CSV }).subarray(0, 60), 'damaged or cut off'],
    ['gzip that is cut off', 'a.csv.gz', gzipSync(noise(5000)).subarray(0, 3000), 'damaged or cut off'],
    ['a gzip bomb', 'a.csv.gz', bomb(), 'more than 200 times its size'],
    ['a zip bomb', 'a.zip', zipSync({ 'a.csv': new Uint8Array(50_000_000) }), 'more than 200 times its size'],
  ])('%s is refused in words', async (_, name, bytes, found) => {
    const error = await inputErrorOf(bytesFile(name, bytes).then((path) => readInput(path)));
    expect(error.found).toContain(found);
    expect(error.mend).toBeTruthy();
  });

  test('a zip that says less of a size than it has is refused', async () => {
    const bytes = zipOf({ 'a.csv': CSV.repeat(20) });
    new DataView(bytes.buffer).setUint32(directoryOf(bytes) + 24, 30, true);
    const error = await inputErrorOf(bytesFile('a.zip', bytes).then((path) => readInput(path)));
    expect(error.message).toMatch(
      /a\.zip\/a\.csv: found packed data that is damaged or cut off, expected a whole file/,
    );
  });
});

describe('a folder', () => {
  test('with one file of items is that file', async () => {
    const folder = await inputFolder({ 'data/items.csv': CSV, 'README.md': '# About', '.hidden.csv': CSV });
    const { records, notes } = await readInput(folder);
    expect(records).toEqual(ROWS);
    expect(notes).toEqual([`data/items.csv of ${folder} is read.`]);
  });

  test('with one packed file is that file', async () => {
    expect((await readInput(await inputFolder({ 'items.csv.gz': gzipSync(CSV) }))).records).toEqual(ROWS);
    expect((await readInput(await inputFolder({ 'items.zip': zipOf({ 'items.csv': CSV }) }))).records).toEqual(ROWS);
  });

  test('links in it are not followed, and so nothing goes in a circle', async () => {
    const folder = await inputFolder({ 'items.csv': CSV });
    await symlink(folder, join(folder, 'circle'));
    await symlink('/etc/passwd', join(folder, 'more.csv'));
    const { records, notes } = await readInput(folder);
    expect(records).toEqual(ROWS);
    expect(notes[0]).toBe('2 symbolic links were not followed.');
  });

  test.each([
    ['two files of items', { 'a.csv': CSV, 'b/c.jsonl': '{}' }, 'several files of rows (a.csv, b/c.jsonl)'],
    ['none', { 'a.png': 'x' }, 'nothing that holds items'],
  ])('with %s is refused in words', async (_, files, found) => {
    const error = await inputErrorOf(inputFolder(files as Record<string, string>).then((path) => readInput(path)));
    expect(error.found).toContain(found);
  });
});

test('progress is told of the last reading alone, and ends at the whole', async () => {
  const path = await bytesFile('items.csv', `${CSV}${'c,Three\n'.repeat(100_000)}`);
  const told: [number, number][] = [];
  await readInput(path, { onProgress: (...sizes) => told.push(sizes) });
  expect(told.map(([read]) => read)).toEqual(told.map(([read]) => read).sort((a, b) => a - b));
  expect(told.at(-1)![0]).toBe(told.at(-1)![1]);
});

test('one page of Markdown is refused: the folder is wanted', async () => {
  const error = await inputErrorOf(bytesFile('post.md', '# Title\n\nText').then((path) => readInput(path)));
  expect(error.found).toBe('one page of Markdown');
});

/** Where a zip's directory begins. */
function directoryOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer).getUint32(bytes.length - 22 + 16, true);
}
