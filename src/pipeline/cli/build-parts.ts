// Where the parts of a build are made and kept: on this thread, on those of this machine, or by workers of a queue.

import { join } from 'node:path';
import { InputError } from '../../errors.ts';
import { trimCache } from '../parts/cache-folder.ts';
import type { BuildParts } from '../parts/content-parts.ts';
import { openPartStore, PARTS_FOLDER, trimStore } from '../parts/part-store.ts';
import { queueAddress } from '../parts/queue/queue-address.ts';
import { onQueue } from '../parts/queue/run-on-queue.ts';
import { HERE } from '../parts/run-here.ts';
import { onThreads } from '../parts/run-on-threads.ts';
import type { Terminal } from '../terminal/terminal.ts';

export interface PartsOptions {
  workers: number;
  queue?: string;
  shared?: string;
  cache: string;
  /** Bytes. */
  cacheMax: number;
}

/** A small catalog is done before a thread has started, or anything is worth keeping. */
const WORTH_THREADS = 5000;

/** Where results lie that a queue's workers share. */
export function sharedFolder({ shared, cache }: Pick<PartsOptions, 'shared' | 'cache'>): string {
  return shared ?? join(cache, PARTS_FOLDER);
}

/** @throws InputError for a queue that isn't there */
export async function openBuildParts(
  numItems: number,
  options: PartsOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<BuildParts> {
  const folder = sharedFolder(options);
  if (options.queue !== undefined) {
    const runner = await onQueue({ address: queueAddress(options.queue), folder, note: terminal.note });
    return { runner, store: openPartStore(folder), terminal, signal };
  }
  if (options.shared !== undefined) {
    throw new InputError({ file: '--shared', found: 'it without --queue', expected: 'both', mend: 'Or use --cache.' });
  }
  if (numItems < WORTH_THREADS) return { runner: HERE, terminal, signal };
  const runner = options.workers > 1 ? onThreads(options.workers) : HERE;
  return { runner, store: openPartStore(folder), terminal, signal };
}

/** After a build: no more is kept than was asked for. */
export function trimParts(options: PartsOptions): void {
  trimCache(options.cache, options.cacheMax);
  if (options.shared !== undefined) trimStore([options.shared], options.cacheMax);
}
