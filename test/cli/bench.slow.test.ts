// What catalogs of several sizes cost, measured on small ones: figures of each, how they grow, and a picture of them.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIGURES, type ScaleFigures, slopeOf } from '../../src/pipeline/bench/scale-bench.ts';
import { run, temporaryFolder } from './collecting-terminal.ts';

test('the bench of sizes builds, updates and asks, and draws what it found', async () => {
  const chart = join(await temporaryFolder(), 'scale.svg');
  const { code, out, notes } = await run(['bench', '--sizes', '100,300', '--json', '--chart', chart]);
  expect(code, notes).toBe(0);
  const all: ScaleFigures[] = JSON.parse(out);
  expect(all.map(({ items }) => items)).toEqual([100, 300]);
  for (const figures of all) for (const name of FIGURES) expect(figures[name], name).toBeGreaterThan(0);
  expect(all[0]!.updateKB).toBeLessThan(all[0]!.allKB);
  const picture = await readFile(chart, 'utf8');
  expect(picture.match(/<polyline/g)).toHaveLength(FIGURES.length);
  expect(picture).not.toContain('NaN');
});

test('a slope is the power of the size that a figure grows with', () => {
  expect(slopeOf([10, 100, 1000], [3, 30, 300])).toBeCloseTo(1);
  expect(slopeOf([10, 100, 1000], [7, 7, 7])).toBeCloseTo(0);
  expect(slopeOf([10, 100], [1, 100])).toBeCloseTo(2);
});
