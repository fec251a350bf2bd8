// The command line as a process of its own, so that its memory and time are its own.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { entryFile } from '../parts/run-on-threads.ts';
import { readUsage, TELL_USAGE } from './usage-line.ts';

export interface Usage {
  seconds: number;
  cpuSeconds: number;
  megabytes: number;
}

/** @throws Error where it fails, with what it said */
export async function runPrivet(args: readonly string[], signal?: AbortSignal): Promise<Usage> {
  const startMs = performance.now();
  const child = spawn(process.execPath, [entryFile(), ...args], {
    env: { ...process.env, [TELL_USAGE]: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(signal && { signal }),
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk).slice(-4000)));
  const [code] = (await once(child, 'close')) as [number | null];
  const told = readUsage(said);
  if (code !== 0 || !told) throw new Error(`bench: a build ended with code ${code}: ${said}`);
  return { seconds: (performance.now() - startMs) / 1000, ...told };
}
