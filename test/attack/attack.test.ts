// Whatever a file says, its reader ends soon, in one of its own errors, and asks for little more memory than the file has.
import { describe, expect, test } from 'vitest';
import { measure } from './measure.ts';
import { allTargets, type Target } from './targets.ts';

const COUNT = 400;
const SEED = 20261128;
const MOST_MS = 2000;
/** Beside some constant size: decoded texts, lists and columns of what a file has. */
const MOST_TIMES = 10;
const ALWAYS_BYTES = 200_000;

const targets = await allTargets();

describe.each(targets)('$name', (target: Target) => {
  test('what is changed is read as something else, or refused: soon, and within its size', async () => {
    let numRefused = 0;
    let i = 0;
    for (const input of target.inputs(COUNT, SEED)) {
      const { error, ms, largestBytes, totalBytes } = await measure(() => target.read(input));
      const which = `${target.name}, input ${i++} of seed ${SEED}`;
      if (error !== undefined) {
        numRefused++;
        expect(target.errors, `${which}: ${(error as Error).stack}`).toContain((error as Error).constructor);
      }
      expect(ms, `${which}: ms`).toBeLessThan(MOST_MS);
      expect(largestBytes, `${which}: largest buffer`).toBeLessThan(ALWAYS_BYTES + MOST_TIMES * input.length);
      expect(totalBytes, `${which}: all buffers`).toBeLessThan(4 * ALWAYS_BYTES + MOST_TIMES * input.length);
    }
    expect(numRefused).toBeGreaterThan(COUNT / 20);
  });
});

test('what is asked for is seen, also where it is refused', async () => {
  const buffers = await measure(() => [new Uint8Array(1000), new Float32Array(1000), Array.from({ length: 10 })]);
  expect(buffers).toMatchObject({ largestBytes: 4000, totalBytes: 5080 });
  const tooMuch = await measure(() => new ArrayBuffer(2 ** 50));
  expect(tooMuch).toMatchObject({ largestBytes: 2 ** 50, error: expect.any(RangeError) });
});
