// Changed files of a bundle are refused, and named; `npm run attack -- flips` has more of them, and those of the app too.
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { flipData } from './data-flips.ts';
import { flip } from './flip.ts';

const FILMS = fileURLToPath(new URL('../../public/models/', import.meta.url));

/** The text encoder is most of all bytes, and read as the towers are. */
const isSmall = ({ sizeBytes }: { sizeBytes: number }) => sizeBytes < 1_000_000;

test('a flip changes one bit, or takes one byte away', async () => {
  const random = createRandom(1);
  const bytes = await readFile(join(FILMS, 'user-tower.onnx'));
  for (let i = 0; i < 20; i++) {
    const { bytes: changed } = flip(bytes, random);
    if (changed.length === bytes.length - 1) continue;
    let numBits = 0;
    for (const [at, byte] of changed.entries()) for (let x = byte ^ bytes[at]!; x; x &= x - 1) numBits++;
    expect(numBits).toBe(1);
  }
});

test('every changed file of the films is refused by an error that names it, and none is kept', async () => {
  const files = await flipData(FILMS, { numFlips: 130, seed: 1, isWanted: isSmall });
  expect(files.flatMap(({ path, problems }) => problems.map((problem) => `${path}: ${problem}`))).toEqual([]);
  expect(files.length).toBe(9);
  for (const { numFlips } of files) expect(numFlips).toBeGreaterThan(8);
});

test('a file that is not looked at is told', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'privet-flips-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await cp(FILMS, folder, { recursive: true });
  const manifest = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
  const { userTower } = manifest.models;
  // As a manifest that vouches for other bytes.
  const bytes = (await readFile(join(folder, userTower.path))).subarray(0, -1);
  Object.assign(userTower, { sizeBytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
  const files = await flipData(folder, { numFlips: 60, seed: 1, isWanted: ({ path }) => /tower/.test(path) });
  const told = files.filter(({ problems }) => problems.length > 0);
  expect(told.map(({ path }) => path)).toEqual([userTower.path]);
  expect(told[0]!.problems.join()).toMatch(/cut off by one byte: it was (taken|kept)/);
});
