// What a visitor may drop: a table that is packed.

import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readTable } from '../../src/items/table.ts';
import { unpackedTable } from '../../src/items/unpacked-table.ts';

const CSV = 'id,title\na,One\nb,Two\n';
const zipOf = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)])));

async function read(file: string, bytes: Uint8Array, maxBytes = 1_000_000) {
  const archive = {
    file,
    sizeBytes: bytes.length,
    read: async (start: number, end: number) => bytes.subarray(start, end),
  };
  return readTable(await unpackedTable(archive, maxBytes), file);
}

test.each<[string, Uint8Array]>([
  ['items.csv', strToU8(CSV)],
  ['items.csv.gz', gzipSync(CSV)],
  ['items.zip', zipOf({ 'a/items.csv': CSV, 'readme.md': 'x', '__MACOSX/a/._items.csv': 'x' })],
  ['items.zip', zipSync({ 'items.csv.gz': gzipSync(CSV) })],
])('%s is read', async (name, bytes) => {
  const { columns, rows } = await read(name, bytes);
  expect([columns, rows]).toEqual([
    ['id', 'title'],
    [
      ['a', 'One'],
      ['b', 'Two'],
    ],
  ]);
});

test.each<[string, string, Uint8Array, string]>([
  ['two tables', 'a.zip', zipOf({ 'a.csv': CSV, 'b.csv': CSV }), 'a zip of several tables (a.csv, b.csv)'],
  ['no table', 'a.zip', zipOf({ 'a.png': 'x' }), 'a zip without a table'],
  ['a spreadsheet', 'a.zip', zipOf({ '[Content_Types].xml': 'x', 'b.csv': CSV }), 'a zip or a spreadsheet'],
  ['a stub of one', 'a.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 0]), 'a zip or a spreadsheet'],
  ['what is cut off', 'a.zip', zipOf({ 'a.csv': CSV }).subarray(0, 50), 'damaged or cut off'],
  ['too much in gzip', 'a.csv.gz', gzipSync(`${CSV}${'c,Three\n'.repeat(200_000)}`), 'more than 1 MB in a gzip file'],
  [
    'too much in a zip',
    'a.zip',
    zipOf({ 'a.csv': `${CSV}${'c,Three\n'.repeat(200_000)}` }),
    'unpacks to more than 1 MB',
  ],
])('%s is refused in words', async (_, name, bytes, found) => {
  const error = await read(name, bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).found).toContain(found);
});
