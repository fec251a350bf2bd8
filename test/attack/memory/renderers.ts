// The memory of a browser's pages and workers: of all its renderer processes together, as Linux counts it, while something
// runs.
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const EVERY_MS = 20;

/** Processes of pages, workers and service workers that descend from this one. */
function renderers(): number[] {
  const parents = new Map<number, number>();
  const found: number[] = [];
  for (const name of readdirSync('/proc')) {
    const id = Number(name);
    if (!Number.isInteger(id)) continue;
    try {
      const status = readFileSync(`/proc/${id}/status`, 'utf8');
      parents.set(id, Number(/PPid:\s+(\d+)/.exec(status)![1]));
      if (readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer')) found.push(id);
    } catch {} // it has ended
  }
  const descends = (id: number): boolean => id === process.pid || (parents.has(id) && descends(parents.get(id)!));
  return found.filter(descends);
}

/** Bytes that are in memory and of no file. */
function residentBytes(id: number): number {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const kilobytes = ['RssAnon', 'RssShmem'].map((name) =>
      Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0),
    );
    return 1024 * kilobytes.reduce((sum, one) => sum + one);
  } catch {
    return 0;
  }
}

/** @returns the most that there was while `work` ran, in bytes */
export async function peakOfRenderers(work: () => Promise<unknown>): Promise<number> {
  let [peak, isOver] = [0, false];
  const sampling = (async () => {
    for (let i = 0, ids: number[] = []; !isOver; i++) {
      if (i % 10 === 0) ids = renderers();
      peak = Math.max(
        peak,
        ids.reduce((sum, id) => sum + residentBytes(id), 0),
      );
      await sleep(EVERY_MS);
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await sampling;
  }
  return peak;
}
