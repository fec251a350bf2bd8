// The command line with its output collected, and a small site to run it on.

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { main } from '../../src/pipeline/cli/main.ts';

export interface Outcome {
  code: number;
  /** What was printed as a result. */
  out: string;
  /** What was said about the run. */
  notes: string;
  /** What had a progress bar, in order. */
  stages: string[];
}

/**
 * Runs the command line in this process.
 *
 * @param onNote   sees every note at once
 * @param program  another one than privet
 */
export async function run(
  args: string[],
  signal: Parameters<typeof main>[2] = new AbortController().signal,
  onNote: (text: string) => void = () => {},
  program = main,
): Promise<Outcome> {
  const lines: { out: string[]; notes: string[] } = { out: [], notes: [] };
  const stages: string[] = [];
  const terminal = {
    print: (text: string) => lines.out.push(text),
    note: (text: string) => {
      lines.notes.push(text);
      onNote(text);
    },
    progress: (stage: string) => {
      stages.push(stage);
      return { update() {}, stop() {} };
    },
  };
  const code = await program(args, terminal, signal);
  return { code, out: lines.out.join('\n'), notes: lines.notes.join('\n'), stages };
}

/** A folder that is gone when the test ends. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

export interface Site {
  folder: string;
  items: string;
  interactions: string;
}

/** Thirty items of three kinds; forty users who mostly go on to the next item of a ring. */
export async function writeSite(folder: string): Promise<Site> {
  const items = join(folder, 'items.jsonl');
  const interactions = join(folder, 'log.csv');
  const kinds = ['sofa', 'lamp', 'rug'];
  const rows = Array.from({ length: 30 }, (_, i) => ({
    id: `sku-${i}`,
    title: `${kinds[i % 3]} number ${i}`,
    category: [kinds[i % 3]],
    maker: `Maker ${i % 4}`,
    description: `A ${kinds[i % 3]} for room ${i}`,
  }));
  await writeFile(items, rows.map((row) => JSON.stringify(row)).join('\n'));
  const random = createRandom(1);
  const lines = ['user_id,item_id,timestamp'];
  for (let user = 0; user < 40; user++) {
    let item = random.integer(30);
    for (let i = 0; i < 10; i++, item = random.next() < 0.8 ? (item + 1) % 30 : random.integer(30)) {
      lines.push(`u${user},sku-${item},${1_600_000_000 + user * 5000 + i * 86_400}`);
    }
  }
  await writeFile(interactions, `${lines.join('\n')}\n`);
  return { folder, items, interactions };
}
