// The platform's own stream unpacks in the page as it does in Node: gzip, and single entries of a zip.

import { gzipSync, strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { readTable } from '../../src/items/table.ts';
import { unpackedTable } from '../../src/items/unpacked-table.ts';

const CSV = `id,title\n${Array.from({ length: 5000 }, (_, i) => `${i},Title ${(i * 7919) % 5003}`).join('\n')}\n`;

async function read(file: string, bytes: Uint8Array) {
  const blob = new Blob([bytes as Uint8Array<ArrayBuffer>]);
  const part = async (start: number, end: number) => new Uint8Array(await blob.slice(start, end).arrayBuffer());
  return readTable(await unpackedTable({ file, sizeBytes: blob.size, read: part }, 10_000_000), file);
}

test.each([
  ['items.csv.gz', gzipSync(strToU8(CSV))],
  ['items.zip', zipSync({ 'items.csv': strToU8(CSV) })],
])('%s is read', async (name, bytes) => {
  expect((await read(name, bytes)).rows).toHaveLength(5000);
});

test.each([
  ['items.csv.gz', gzipSync(strToU8(CSV)).subarray(0, 9000)],
  ['items.zip', zipSync({ 'items.csv': strToU8(CSV) }).subarray(0, 9000)],
])('%s that is cut off is refused in words', async (name, bytes) => {
  const error = await read(name, bytes).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  expect((error as InputError).found).toContain('damaged or cut off');
});
