// What others bring: how it is pinned, under which licences it is, and that it gets to run nothing when it is installed.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** Of what is served or installed; tools of the build may have others. */
const LICENCES = [
  'MIT',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  '(MIT OR CC0-1.0)',
  '(MIT OR Apache-2.0)',
];

interface LockedPackage {
  dev?: boolean;
  devOptional?: boolean;
  integrity?: string;
  license?: string;
  link?: boolean;
  resolved?: string;
}

const lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
const packages = Object.entries<LockedPackage>(lock.packages).filter(([path]) => path !== '');

test('actions of the workflows are pinned by commit', async () => {
  const folder = join(ROOT, '.github/workflows');
  for (const file of await readdir(folder)) {
    const uses = [...(await readFile(join(folder, file), 'utf8')).matchAll(/uses: *(\S+)/g)].map(
      ([, action]) => action!,
    );
    expect(uses.length).toBeGreaterThan(0);
    expect(uses.filter((action) => !/^[\w./-]+@[0-9a-f]{40}$/.test(action))).toEqual([]);
  }
});

test('every package of the lockfile has a hash, and no host', () => {
  const wrong = packages.filter(([, { integrity, resolved }]) => !/^sha512-/.test(integrity ?? '') || resolved);
  expect(wrong.map(([path]) => path)).toEqual([]);
});

test('what is served or installed has a licence that goes with ours', () => {
  const served = packages.filter(([, { dev, devOptional }]) => !dev && !devOptional);
  expect(served.length).toBeGreaterThan(20);
  expect(served.filter(([, { license }]) => !LICENCES.includes(license ?? '')).map(([path]) => path)).toEqual([]);
});

test('set-up lets no package run a script', async () => {
  expect(await readFile(join(ROOT, 'scripts/setup.mjs'), 'utf8')).toMatch(/run\(npm, \['ci', .*'--ignore-scripts'/);
});
