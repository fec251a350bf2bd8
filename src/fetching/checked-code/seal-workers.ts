// After a build: writes into each worker's script the hashes and lengths of all that it may import, compile or start. Node only.
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { namedIn, type PartHashes, partHashesOf, staticImportsOf, withPartHashes } from './parts.ts';
import type { Seal } from './read-checked.ts';

/** Subresource Integrity of a file. */
export function integrityOf(path: string): string {
  return `sha256-${createHash('sha256').update(readFileSync(path)).digest('base64')}`;
}

/** Its hash and length, as a realm knows its files by them. */
export function sealOf(path: string): Seal {
  return `${integrityOf(path)}?${statSync(path).size}`;
}

/**
 * @param folder   that the scripts and all their parts lie in
 * @param workers  file names of the workers' scripts
 * @returns        their seals, as they are now
 * @throws Error where scripts import one another in a circle, which no checked script can
 */
export function sealWorkers(folder: string, workers: readonly string[]): PartHashes {
  for (const worker of workers) seal(folder, worker, new Set(workers));
  return Object.fromEntries(workers.map((worker) => [worker, sealOf(join(folder, worker))]));
}

function seal(folder: string, worker: string, workers: ReadonlySet<string>): void {
  const path = join(folder, worker);
  const script = readFileSync(path, 'utf8');
  if (Object.keys(partHashesOf(script)).length > 0) return;
  if (staticImportsOf(script).length > 0) {
    throw new Error(
      `${worker}: found imports of ${staticImportsOf(script)}, expected a script that needs no other one`,
    );
  }
  const parts = partsOf(folder, worker);
  for (const part of parts) if (workers.has(part)) seal(folder, part, workers);
  checkOrder(folder, worker, parts);
  const hashes = parts.map((part) => [part, sealOf(join(folder, part))]);
  writeFileSync(path, withPartHashes(script, Object.fromEntries(hashes)));
}

/** Names of all files that a script leads to, itself not among them, in one order. */
function partsOf(folder: string, worker: string): string[] {
  const found = new Set<string>([worker]);
  for (const name of found) {
    if (!name.endsWith('.js')) continue;
    for (const next of namedIn(readFileSync(join(folder, name), 'utf8'))) if (isThere(folder, next)) found.add(next);
  }
  found.delete(worker);
  return [...found].sort();
}

/** A bundler may write a name for pages opened from the file system, of which there is no file. */
function isThere(folder: string, name: string): boolean {
  try {
    readFileSync(join(folder, name));
    return true;
  } catch {
    return false;
  }
}

/** Each script's Blob needs the addresses of those that it imports: they have to come first. */
function checkOrder(folder: string, worker: string, parts: readonly string[]): void {
  const done = new Set([worker]);
  let left = parts.filter((part) => part.endsWith('.js'));
  while (left.length > 0) {
    const next = left.filter(
      (part) => !staticImportsOf(readFileSync(join(folder, part), 'utf8')).every((n) => done.has(n)),
    );
    if (next.length === left.length) throw new Error(`${worker}: found a circle of imports among ${left.join(', ')}`);
    for (const part of left) if (!next.includes(part)) done.add(part);
    left = next;
  }
}
