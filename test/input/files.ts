// Tiny input files for tests, in a temporary folder of their own.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { InputError } from '../../src/errors.ts';

/** Writes a file that is gone when the test ends; returns its path. */
export async function inputFile(name: string, text: string | Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

/** The InputError that a promise rejects with. */
export async function inputErrorOf(promise: Promise<unknown>): Promise<InputError> {
  const outcome = await promise.catch((error: unknown) => error);
  if (!(outcome instanceof InputError)) throw new Error(`expected an InputError, got ${outcome}`);
  return outcome;
}
