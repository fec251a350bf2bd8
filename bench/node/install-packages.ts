// The engines to compare with are packages of the benchmark's own, so that nobody else installs them: they are fetched
// when the first benchmark needs one, by the benchmark's own lockfile.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InputError } from '../../src/errors.ts';
import type { Terminal } from '../../src/pipeline/terminal/terminal.ts';

const BENCH = fileURLToPath(new URL('../', import.meta.url));
/** Few and short retries: whoever is offline should hear of it before a minute is over. */
const NPM_CI = ['ci', '--no-audit', '--no-fund', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Whether the packages of this very lockfile are there. */
export async function hasPackages(folder = BENCH): Promise<boolean> {
  const stamp = await readFile(stampOf(folder), 'utf8').catch(() => undefined);
  return stamp === (await lockOf(folder));
}

/**
 * Does nothing where they are there.
 *
 * @param folder  of the package.json and its lockfile
 * @throws InputError where npm cannot install them
 */
export async function installPackages(
  terminal: Pick<Terminal, 'note'>,
  signal: AbortSignal,
  folder = BENCH,
): Promise<void> {
  if (await hasPackages(folder)) return;
  terminal.note('installing the packages to compare with, into bench/node_modules (about 90 MB, once)');
  const failure = await runNpm(folder, signal);
  if (failure !== undefined) {
    throw new InputError({
      file: 'bench/package.json',
      found: `packages that could not be installed (${failure})`,
      expected:
        'a connection to the npm registry; --engines with privet-wasm-simd, plain-javascript and the like needs none',
    });
  }
  await writeFile(stampOf(folder), await lockOf(folder));
}

/** @returns why it failed; undefined when it did not. Its progress goes where notes go. */
async function runNpm(folder: string, signal: AbortSignal): Promise<string | undefined> {
  try {
    const npm = spawn(NPM, NPM_CI, { cwd: folder, signal, stdio: ['ignore', 2, 2] });
    const [code] = await once(npm, 'close');
    return code === 0 ? undefined : `npm ended with ${code}`;
  } catch (error) {
    signal.throwIfAborted();
    return (error as Error).message;
  }
}

const stampOf = (folder: string) => join(folder, 'node_modules', '.privet-lock');

async function lockOf(folder: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(join(folder, 'package-lock.json')))
    .digest('hex');
}
