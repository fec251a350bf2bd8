// Files that are damaged at random: whatever is in them, they are read, or refused in words. 200 of each.

import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import { diskFolder } from '../../../src/pipeline/input/formats/input-folder.ts';
import { fixture, inputFolder, readInput } from './read-formats.ts';

const NUM_MUTATIONS = 200;
const PIECES = [
  '<',
  '>',
  '&',
  '"',
  '\0',
  ']]>',
  '<!--',
  '---\n',
  '+++\n',
  '{',
  '[',
  '<!ENTITY x "y">',
  '&#0;',
  '\xff\xfe',
  'PK',
];

/** The same at each run (mulberry32). */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** One to four of: a byte changed, a piece put in, a part taken out or doubled, the end cut off. */
function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  let result = Buffer.from(bytes);
  for (let i = random(4); i >= 0; i--) {
    const [from, length] = [random(result.length + 1), random(200)];
    const [before, part, after] = [
      result.subarray(0, from),
      result.subarray(from, from + length),
      result.subarray(from),
    ];
    const ways = [
      () => Buffer.concat([before, Buffer.from([random(256)]), after.subarray(1)]),
      () => Buffer.concat([before, Buffer.from(PIECES[random(PIECES.length)]!, 'latin1'), after]),
      () => Buffer.concat([before, after.subarray(length)]),
      () => Buffer.concat([before, part, part, after.subarray(length)]),
      () => before,
    ];
    result = ways[random(ways.length)]!();
  }
  return result;
}

/** Whether it was read; false where it was refused in words. */
async function isRead(path: string): Promise<boolean> {
  try {
    const { format, records } = await readInput(path, {}, 'skip');
    // Without its version a JSON Feed is JSON, whose texts are the columns' affair.
    if (format !== 'json') expect(JSON.stringify(records)).not.toMatch(/<script|<p>/i);
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.message).toMatch(/: found .+, expected .+/s);
    return false;
  }
}

const zipped = async (folder: string) => {
  const { files } = await diskFolder(fixture(folder), {});
  const contents = files.map(async ({ path }) => [path, await readFile(join(fixture(folder), path))] as const);
  return zipSync(Object.fromEntries(await Promise.all(contents)));
};
const FILES: readonly [string, () => Promise<Uint8Array>][] = [
  ...['merchant.xml', 'merchant-atom.xml', 'rss.xml', 'rss-1.xml', 'atom.xml', 'feed.json'].map(
    (name): [string, () => Promise<Uint8Array>] => [name, () => readFile(fixture(name))],
  ),
  ['merchant.xml.gz', async () => gzipSync(await readFile(fixture('merchant.xml')))],
  ['content.zip', () => zipped('content')],
  ['site.zip', () => zipped('site')],
];

test.each(FILES)('%s, damaged', { timeout: 60_000 }, async (name, read) => {
  const [bytes, random] = [await read(), randomOf(7)];
  const folder = await inputFolder({ [name]: bytes });
  expect(await isRead(join(folder, name))).toBe(true);
  let numRead = 0;
  for (let i = 0; i < NUM_MUTATIONS; i++) {
    await writeFile(join(folder, name), mutated(bytes, random));
    if (await isRead(join(folder, name))) numRead++;
  }
  // Some damage is in a text, and some is not.
  if (!name.endsWith('z') && !name.endsWith('zip')) expect(numRead).toBeGreaterThan(10);
  expect(numRead).toBeLessThan(NUM_MUTATIONS);
});

test.each(['site', 'content'])('four pages at a time of the folder %s, damaged', { timeout: 60_000 }, async (name) => {
  const random = randomOf(8);
  const folder = join(await inputFolder({ x: '' }), name);
  await cp(fixture(name), folder, { recursive: true });
  const { files } = await diskFolder(folder, {});
  for (let i = 0; i < NUM_MUTATIONS / 4; i++) {
    const paths = Array.from({ length: 4 }, () => files[random(files.length)]!.path);
    for (const path of paths) await writeFile(join(folder, path), mutated(await readFile(join(folder, path)), random));
    expect(await isRead(folder)).toBe(true);
    for (const path of paths) await cp(join(fixture(name), path), join(folder, path));
  }
});
