// Results in a folder: whole or not there, and no more of them than are asked for.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheEntries, clearCache, trimCache } from '../../src/pipeline/parts/cache-folder.ts';
import { filesIn, openPartStore, trimStore } from '../../src/pipeline/parts/part-store.ts';
import { withFolder } from '../bundle/bundle-fixture.ts';
import { run } from '../cli/collecting-terminal.ts';

const keyOf = (i: number) => i.toString(16).repeat(64).slice(0, 64);
const record = (i: number) => ({ numbers: new Uint8Array(1000).fill(i) });

test('what was cut off or changed is not there, and is written anew', () =>
  withFolder(async (folder) => {
    const store = openPartStore(folder);
    expect(store.read(keyOf(1))).toBeUndefined();
    await store.write(keyOf(1), record(1));
    expect(store.read(keyOf(1))).toEqual(record(1));
    for (const { path } of filesIn(folder)) writeFileSync(path, 'half of');
    expect(store.read(keyOf(1))).toBeUndefined();
    await store.write(keyOf(1), record(2));
    expect(store.read(keyOf(1))).toEqual(record(2));
    expect(filesIn(folder)).toHaveLength(1);
  }));

test('what was used longest ago goes first, and what was cut off an hour ago goes in any case', () =>
  withFolder(async (folder) => {
    const store = openPartStore(folder);
    for (let i = 1; i <= 4; i++) await store.write(keyOf(i), record(i));
    writeFileSync(join(folder, 'x.part'), 'half');
    for (const { path } of filesIn(folder)) utimesSync(path, 1000, 1000);
    store.read(keyOf(2));
    store.read(keyOf(4));
    expect(trimStore([folder], 2500)).toMatchObject({ numFiles: 2 });
    expect([1, 2, 3, 4].filter((i) => store.has(keyOf(i)))).toEqual([2, 4]);
    expect(filesIn(folder)).toHaveLength(2);
  }));

test('of a cache folder only what is its own is told, trimmed and removed', () =>
  withFolder(async (folder) => {
    mkdirSync(join(folder, 'mine'));
    writeFileSync(join(folder, 'mine/photo'), 'mine');
    mkdirSync(join(folder, 'teachers'));
    writeFileSync(join(folder, 'teachers/a.answers'), 'answers');
    await openPartStore(join(folder, 'parts')).write(keyOf(1), record(1));
    expect(cacheEntries(folder).map(({ name, numFiles }) => [name, numFiles])).toEqual([
      ['parts', 1],
      ['teachers', 1],
    ]);
    expect((await run(['cache', '--cache', folder])).out).toMatch(/^parts: .* 1 file +0\.0 MB\nteachers: /);
    trimCache(folder, 0);
    expect(cacheEntries(folder).map(({ numFiles }) => numFiles)).toEqual([0, 0]);
    expect((await run(['cache', '--cache', folder, '--clear'])).code).toBe(0);
    expect(readdirSync(folder)).toEqual(['mine']);
    clearCache(folder);
    expect((await run(['cache', '--cache', folder])).out).toBe(`${folder}: nothing is kept there`);
  }));

test('a full disk is told in words, and nothing is half-written', (context) =>
  withFolder(async (folder) => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], { stdio: 'ignore' });
    } catch {
      return context.skip('no small disk can be mounted here: root is needed');
    }
    try {
      const store = openPartStore(folder);
      const large = { numbers: new Uint8Array(100_000) };
      await expect(store.write(keyOf(1), large)).rejects.toThrow(
        /found a full disk, expected room to write\. Free some/,
      );
      expect(filesIn(folder)).toEqual([]);
      await store.write(keyOf(1), record(1));
      expect(store.read(keyOf(1))).toEqual(record(1));
    } finally {
      execFileSync('umount', [folder]);
    }
  }));
