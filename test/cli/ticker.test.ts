// The thread that draws a bar while the one that computes tells nothing.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { begun, progressBar } from '../../src/pipeline/terminal/progress-bar.ts';
import { startTicker } from '../../src/pipeline/terminal/ticker.ts';
import { temporaryFolder } from './collecting-terminal.ts';

/** As a long computation does: no timer of this thread fires meanwhile. */
const compute = (ms: number) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

test('a bar whose work tells nothing is drawn every second, and nothing is drawn behind it', async () => {
  const file = join(await temporaryFolder(), 'terminal');
  const fd = openSync(file, 'a');
  const own: string[] = [];
  const stream = { isTTY: true, columns: 90, write: (text: string) => own.push(text) };
  const bar = begun(progressBar('finding what is alike', stream, undefined, startTicker(fd, 90)));
  compute(3500);
  const drawn = readFileSync(file, 'utf8').split('\r').slice(1);
  expect(drawn.length).toBeGreaterThan(1);
  for (const line of drawn) expect(line).toMatch(/^finding what is alike +for \ds.\[K$/);
  expect(new Set(drawn).size).toBeGreaterThan(1);
  bar.stop();
  const length = readFileSync(file, 'utf8').length;
  compute(1600);
  expect(readFileSync(file, 'utf8')).toHaveLength(length);
  closeSync(fd);
  expect(own.at(-1)).toBe('\n');
});

test('the time left goes down with the clock, and is dropped where it was wrong', async () => {
  const file = join(await temporaryFolder(), 'terminal');
  const fd = openSync(file, 'a');
  const ticker = startTicker(fd, 90);
  const atMs = Date.now();
  ticker.show({ text: 'training 50%, ', atMs, sinceMs: atMs - 10_000, secondsLeft: 2 }, () => {});
  compute(4500);
  ticker.hide();
  const drawn = readFileSync(file, 'utf8');
  expect(drawn).toMatch(/training 50%, 1s left, for 11s/);
  expect(drawn).toMatch(/training 50%, for 1[345]s/);
  expect(drawn).not.toContain('-');
  closeSync(fd);
});
