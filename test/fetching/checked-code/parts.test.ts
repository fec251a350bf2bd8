// Scripts that run from a Blob: their addresses, and the hashes that the build writes into them.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  namedIn,
  partHashesOf,
  readyToRun,
  staticImportsOf,
  withPartHashes,
} from '../../../src/fetching/checked-code/parts.ts';
import { sealOf, sealWorkers } from '../../../src/fetching/checked-code/seal-workers.ts';

const SCRIPT = [
  'import{a as b}from"./one-12345678.js";import"./two-12345678.js";export*from`./three-12345678.js`;',
  'const later=()=>import(`./four-12345678.js`),other=()=>import(`./unknown.js`),given=x=>import(x);',
  'const wasm=new URL(`five-12345678.wasm`,import.meta.url),said="from \'./words.js\'";',
].join('');

test('what a script imports is found as bundlers write it', () => {
  expect(staticImportsOf('import{a}from"./one.js";import"./two.js";export*from`./three.js`')).toEqual([
    'one.js',
    'two.js',
    'three.js',
  ]);
  expect(namedIn(SCRIPT)).toEqual(
    expect.arrayContaining(['one-12345678.js', 'two-12345678.js', 'four-12345678.js', 'five-12345678.wasm']),
  );
});

test('addresses are put in, known parts go through importPart, and all else stays', () => {
  const addresses = new Map(['one', 'two', 'three'].map((name) => [`${name}-12345678.js`, `blob:${name}`]));
  const ready = readyToRun(SCRIPT, 'https://a.example/w.js', { 'four-12345678.js': 'sha256-x' }, addresses);
  expect(ready).toBe(
    [
      'import{a as b}from"blob:one";import"blob:two";export*from"blob:three";',
      'const later=()=>privetImportPart("four-12345678.js"),other=()=>import(`./unknown.js`),given=x=>import(x);',
      'const wasm=new URL(`five-12345678.wasm`,"https://a.example/w.js"),said="from \'./words.js\'";',
    ].join(''),
  );
});

test('hashes survive the way into a script and out of it', () => {
  const hashes = { 'a.js': 'sha256-abc+/=', '__proto__.js': 'sha256-x' };
  expect(partHashesOf(withPartHashes('run()', hashes))).toEqual(hashes);
  expect(partHashesOf('run()')).toEqual({});
});

describe('a built folder', () => {
  const folderOf = (files: Record<string, string>): string => {
    const folder = mkdtempSync(join(tmpdir(), 'privet-seal-'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    return folder;
  };

  test('a worker knows all that it leads to, and of a worker that it starts the hash that this one has in the end', () => {
    const folder = folderOf({
      'worker.js': 'import(`./a.js`);new Worker(new URL(new URL(`inner.js`,import.meta.url)))',
      'a.js': 'import{x}from"./worker.js";import"./b.js"',
      'b.js': 'new URL(`c.wasm`,import.meta.url);new URL(`gone.mjs`,import.meta.url)',
      'c.wasm': '\0asm',
      'inner.js': 'import(`./d.js`)',
      'd.js': 'export{}',
    });
    const sealed = sealWorkers(folder, ['worker.js', 'inner.js']);
    const hashes = partHashesOf(readFileSync(join(folder, 'worker.js'), 'utf8'));
    expect(Object.keys(hashes)).toEqual(['a.js', 'b.js', 'c.wasm', 'd.js', 'inner.js']);
    for (const [name, hash] of Object.entries({ ...hashes, ...sealed })) {
      expect(hash, name).toBe(sealOf(join(folder, name)));
    }
    const before = readFileSync(join(folder, 'worker.js'), 'utf8');
    sealWorkers(folder, ['worker.js', 'inner.js']);
    expect(readFileSync(join(folder, 'worker.js'), 'utf8')).toBe(before);
  });

  test.each([
    [
      'parts in a circle',
      { 'worker.js': 'import(`./a.js`)', 'a.js': 'import"./b.js"', 'b.js': 'import"./a.js"' },
      /circle/,
    ],
    ['a worker that is no single file', { 'worker.js': 'import"./a.js"', 'a.js': '' }, /needs no other one/],
  ])('%s: the build fails', (_, files, message) => {
    expect(() => sealWorkers(folderOf(files), ['worker.js'])).toThrow(message);
  });
});
