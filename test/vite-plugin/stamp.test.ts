// When a folder counts as up to date: the same files, arguments and version, and nothing else.
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { stampOf } from '../../src/vite-plugin/stamp.ts';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'privet-stamp-'));
  await writeFile(join(root, 'items.csv'), 'id,title\n1,Lamp\n');
  await writeFile(join(root, 'log.csv'), 'user_id,item_id\n');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const given = () => ({ root, version: '1.2.3', args: ['--seed=1'], files: ['items.csv', 'log.csv'] });

it('is the same for the same bytes, whenever they were written', async () => {
  const before = await stampOf(given());
  await utimes(join(root, 'items.csv'), 1, 1);
  expect(await stampOf(given())).toBe(before);
  expect(JSON.parse(before).files['items.csv']).toMatch(/^[0-9a-f]{64}$/);
});

it('is another with another version, argument, byte, file, or without one', async () => {
  const stamps = [await stampOf(given())];
  stamps.push(await stampOf({ ...given(), version: '1.2.4' }));
  stamps.push(await stampOf({ ...given(), args: ['--seed=2'] }));
  stamps.push(await stampOf({ ...given(), files: ['log.csv', 'items.csv'] }));
  await writeFile(join(root, 'log.csv'), 'user_id,item_id\n1,1\n');
  stamps.push(await stampOf(given()));
  await rm(join(root, 'items.csv'));
  stamps.push(await stampOf(given()));
  expect(new Set(stamps).size).toBe(stamps.length);
});

it('of a folder is another when a page of it changes, comes or goes', async () => {
  const folder = { ...given(), files: ['pages'] };
  await mkdir(join(root, 'pages', 'a'), { recursive: true });
  await writeFile(join(root, 'pages', 'a', 'index.html'), '<p>One');
  const stamps = [await stampOf(folder)];
  expect(await stampOf(folder)).toBe(stamps[0]);
  await writeFile(join(root, 'pages', 'a', 'index.html'), '<p>Another');
  stamps.push(await stampOf(folder));
  await writeFile(join(root, 'pages', 'b.html'), '<p>Two');
  stamps.push(await stampOf(folder));
  await rm(join(root, 'pages', 'a'), { recursive: true });
  stamps.push(await stampOf(folder));
  expect(new Set(stamps).size).toBe(stamps.length);
});
