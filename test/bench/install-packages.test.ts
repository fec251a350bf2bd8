// An npm of a few lines stands in for the real one: nothing is asked of a registry.
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { hasPackages, installPackages } from '../../bench/node/install-packages.ts';
import { InputError } from '../../src/errors.ts';
import { temporaryFolder } from '../cli/collecting-terminal.ts';

afterEach(() => void vi.unstubAllEnvs());

/** A folder with a lockfile, and the npm that it meets: a shell script. */
async function benchFolder(npm: string): Promise<string> {
  const folder = await temporaryFolder();
  await writeFile(join(folder, 'package-lock.json'), '{"packages":1}');
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'npm'), `#!/bin/sh\n${npm}\n`);
  await chmod(join(folder, 'bin', 'npm'), 0o755);
  vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env.PATH}`);
  return folder;
}

async function install(folder: string, signal = new AbortController().signal): Promise<string[]> {
  const notes: string[] = [];
  await installPackages({ note: (text) => void notes.push(text) }, signal, folder);
  return notes;
}

test('packages are installed once by the lockfile, and again when it changed', async () => {
  const folder = await benchFolder('echo "$@" >> calls; mkdir -p node_modules');
  expect(await hasPackages(folder)).toBe(false);
  expect(await install(folder)).toEqual([expect.stringContaining('installing the packages to compare with')]);
  expect(await hasPackages(folder)).toBe(true);
  expect(await install(folder)).toEqual([]);
  await writeFile(join(folder, 'package-lock.json'), '{"packages":2}');
  expect(await hasPackages(folder)).toBe(false);
  expect(await install(folder)).toHaveLength(1);
  expect(await readFile(join(folder, 'calls'), 'utf8')).toMatch(/^(ci .*\n){2}$/);
});

test('without a registry the message says what was wanted and what needs none', async () => {
  const folder = await benchFolder('exit 3');
  const attempt = install(folder);
  await expect(attempt).rejects.toBeInstanceOf(InputError);
  await expect(attempt).rejects.toThrow(
    /^bench\/package\.json: found packages that could not be installed \(npm ended with 3\), expected a connection to the npm registry; --engines/,
  );
  expect(await hasPackages(folder)).toBe(false);
});

test('a machine without npm is told the same', async () => {
  const folder = await benchFolder('');
  vi.stubEnv('PATH', join(folder, 'nothing'));
  await expect(install(folder)).rejects.toThrow('ENOENT');
});

test('it can be stopped', async () => {
  const folder = await benchFolder('exec sleep 60');
  const controller = new AbortController();
  const attempt = install(folder, controller.signal);
  setTimeout(() => controller.abort(), 100);
  await expect(attempt).rejects.toThrow('aborted');
});
