// What a refusal takes at its peak, above the process that waits for it. Linux tells the peak of a process.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { NODE_CASES } from './cases.ts';

/** Of every refusal, above idle. */
export const MOST_BYTES = 150_000_000;

export interface MeasuredCase {
  name: string;
  peakBytes: number;
  ms: number;
  /** How it was refused; undefined where it was not. */
  error?: string;
}

const CHILD = fileURLToPath(new URL('./child.ts', import.meta.url));

export async function measureCase(place: number): Promise<MeasuredCase> {
  const { name } = NODE_CASES[place]!;
  const args = ['--expose-gc', '--max-old-space-size=4096', '--import', 'tsx', CHILD, String(place)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const [out, problems] = await Promise.all([child.stdout.toArray(), child.stderr.toArray(), ended]);
  const line = out.join('').trim();
  if (!line.startsWith('{')) throw new Error(`${name}: ${problems.join('').slice(-300) || 'it ended without a word'}`);
  return { name, ...JSON.parse(line) };
}

/** @returns what is wrong with it; undefined where it was refused within its memory */
export function problemOf({ name, peakBytes, error }: MeasuredCase): string | undefined {
  if (error === undefined) return `${name}: it was not refused`;
  if (peakBytes <= MOST_BYTES) return undefined;
  return `${name}: ${Math.round(peakBytes / 1e6)} MB above idle, expected at most ${MOST_BYTES / 1e6} MB`;
}
