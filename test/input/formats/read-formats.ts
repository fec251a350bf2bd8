// The rows of a fixture, or of any path, as records by the names of their columns: what a reader of formats makes of it.

import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Cell } from '../../../src/items/cells.ts';
import { Notes, type Policy } from '../../../src/items/notes.ts';
import { openInput } from '../../../src/pipeline/input/formats/open-input.ts';
import type { OpenFileOptions } from '../../../src/pipeline/input/open-file.ts';

export type Records = Record<string, Cell>[];

export function fixture(name: string): string {
  return fileURLToPath(new URL(`../../fixtures/inputs/${name}`, import.meta.url));
}

export async function readInput(path: string, options?: OpenFileOptions, policy: Policy = 'refuse') {
  const notes = new Notes(path, policy);
  const { format, columns, rows } = await openInput(path, notes, { maxColumns: 1000 }, options);
  const records: Records = [];
  for await (const batch of rows) {
    for (const { cells } of batch) {
      const filled = columns.map((name, i): [string, Cell] => [name, cells[i] ?? null]);
      records.push(Object.fromEntries(filled.filter(([, cell]) => cell !== null)));
    }
  }
  return { format, columns, records, notes: notes.list() };
}

/** A folder of files that is gone when the test ends; returns its path. */
export async function inputFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return folder;
}

/** A file in a folder of its own that is gone when the test ends; returns its path. */
export async function bytesFile(name: string, content: string | Uint8Array): Promise<string> {
  return join(await inputFolder({ [name]: content }), name);
}

/** Bytes that no packing makes smaller. */
export function noise(sizeBytes: number): Uint8Array {
  return randomBytes(sizeBytes);
}
