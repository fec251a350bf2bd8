// Vectors that a site's items bring themselves, through the whole command line.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, test } from 'vitest';
import { openBundle } from '../../src/pipeline/input/read-bundle-folder.ts';
import { run, temporaryFolder, writeSite } from './collecting-terminal.ts';

/** Of a kind: eight numbers, one of them 1. */
const picture = (kind: number) => Array.from({ length: 8 }, (_, d) => (d === kind ? 1 : 0));

test('a column of vectors is read by trained towers, by build and by embed', async () => {
  const folder = await temporaryFolder();
  const { items, interactions } = await writeSite(folder);
  const plain = (await readFile(items, 'utf8')).split('\n').map((line) => JSON.parse(line));
  // One item lacks its picture.
  const pictured = plain.map((item, i) => (i === 0 ? item : { ...item, image: picture(i % 3) }));
  await writeFile(items, pictured.map((item) => JSON.stringify(item)).join('\n'));
  const cache = ['--cache', join(folder, 'cache')];

  const untrained = await run([
    'build',
    '--bundle-only',
    '--items',
    items,
    '--out',
    join(folder, 'untrained'),
    ...cache,
  ]);
  expect(untrained.code, untrained.notes).toBe(0);
  expect(untrained.notes).toContain(
    'warning: the vectors in image are not used: what they say of taste is learned from a log',
  );

  const out = join(folder, 'bundle');
  const log = ['--interactions', interactions, '--epochs', '2'];
  const built = await run(['build', '--bundle-only', '--items', items, '--out', out, ...log, ...cache]);
  expect(built.code, built.notes).toBe(0);
  expect(built.notes).not.toContain('are not used');
  const { modalities } = (await openBundle(out)).manifest.itemTowerInputs!;
  expect(modalities.map(({ name }) => name)).toEqual(['title', 'facts', 'image']);
  expect(modalities.at(-1)!.width).toBe(1 + 8);

  const fresh = join(folder, 'fresh.jsonl');
  const embedded = async (rows: object[], file: string) => {
    await writeFile(fresh, rows.map((row) => JSON.stringify(row)).join('\n'));
    return run(['embed', '--bundle', out, '--items', fresh, '--out', join(folder, file)]);
  };
  const sofa = { title: 'Another sofa', description: 'A sofa for room 40' };
  const pictures = [picture(0), picture(1), picture(0).map((value) => 3 * value), Array(8).fill(0), undefined];
  const read = await embedded(
    pictures.map((image, i) => ({ id: `new-${i}`, ...sofa, image })),
    'a.parquet',
  );
  expect(read.code, read.notes).toBe(0);
  const rows = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'a.parquet')) });
  const [sofaPicture, lampPicture, longer, zeros, none] = rows.map(({ embedding }) => embedding);
  expect(lampPicture).not.toEqual(sofaPicture);
  expect(none).not.toEqual(sofaPicture);
  // Only the direction counts, and a vector without one is missing.
  expect(longer).toEqual(sofaPicture);
  expect(zeros).toEqual(none);

  const mismatched = await embedded([{ id: 'new', ...sofa, image: picture(0).concat(0) }], 'b.parquet');
  expect(mismatched.code).toBe(1);
  expect(mismatched.notes).toContain(
    `${fresh}: found vectors of 9 numbers in image, expected 8, as the item tower of ${out} was trained with`,
  );
  const unknown = await embedded([{ id: 'new', ...sofa, sound: picture(0) }], 'c.parquet');
  expect(unknown.code, unknown.notes).toBe(0);
  expect(unknown.notes).toContain('warning: the item tower was trained without the vectors in sound');
});
