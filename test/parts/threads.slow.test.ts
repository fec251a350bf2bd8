// A catalog that is worth threads: on one, on two, and stopped and gone on with, the same bytes.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from '../../src/pipeline/parts/part-store.ts';
import { snapshot } from '../bundle/bundle-fixture.ts';
import { run, temporaryFolder } from '../cli/collecting-terminal.ts';
import { writeShop } from './made-up-shop.ts';

test('one thread, two threads, and runs that are stopped give the same bytes', async () => {
  const folder = await temporaryFolder();
  const items = join(folder, 'items.csv');
  await writeShop(items, 5001);
  const build = (workers: string, cache: string, signal?: AbortSignal) => {
    const out = join(folder, `out-${cache}`);
    const options = ['--workers', workers, '--cache', join(folder, cache)];
    return run(['build', items, '--bundle-only', '--anew', '--name', 'Shop', '--out', out, ...options], signal);
  };
  expect((await build('1', 'one')).code).toBe(0);
  const expected = await snapshot(join(folder, 'out-one'));
  const numKept = filesIn(join(folder, 'one')).length;

  for (let least = 3; least < numKept; least += 4) {
    const stopped = new AbortController();
    const building = build('2', 'two', stopped.signal);
    await expect.poll(() => filesIn(join(folder, 'two')).length, { timeout: 60_000 }).toBeGreaterThanOrEqual(least);
    stopped.abort();
    expect((await building).code).not.toBe(0);
  }
  const last = await build('2', 'two');
  expect(last.code).toBe(0);
  expect(last.notes).toContain('reading the texts: going on, ');
  expect(await snapshot(join(folder, 'out-two'))).toEqual(expected);

  const again = await build('2', 'two');
  const found = again.notes.match(/.*: going on,/g) ?? [];
  expect(found.map((line) => line.split(':')[0])).toEqual([
    ...['reading the texts', 'placing the items', 'grouping the items', 'reading the language of it', 'the map'],
  ]);
  expect(await snapshot(join(folder, 'out-two'))).toEqual(expected);
});
