// Every kernel of both sets beside a naive reference, and the two sets beside each other, bit for bit.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src/numerics/random.ts';
import { createJavaScriptKernels } from '../../../src/towers/graph-executor/javascript-kernels.ts';
import {
  BINARY,
  type FourFours,
  type Kernels,
  packedSize,
  REDUCE,
  type ThreeFours,
  UNARY,
} from '../../../src/towers/graph-executor/kernels.ts';
import { createWasmKernels } from '../../../src/towers/graph-executor/wasm-kernels.ts';
import { naiveKernels } from './naive-kernels.ts';

/** Words of each operand, and of what is written: it begins behind three operands, and what is behind it must stay. */
const SIZE = 1536;
const OPERANDS = [0, SIZE * 4, SIZE * 8] as const;
const OUT = SIZE * 12;
const sets = { wasm: createWasmKernels(SIZE * 32), js: createJavaScriptKernels(SIZE * 32) };
const naive = { memory: new ArrayBuffer(SIZE * 32) };

const random = createRandom(1);
const FILLS = {
  floats: Float32Array.from({ length: SIZE * 16 }, () => random.normal() * 3),
  'small integers': new Float32Array(Int32Array.from({ length: SIZE * 16 }, () => random.integer(3)).buffer),
};
type Fill = keyof typeof FILLS;

/** What each set leaves in memory. */
function outcomes(seed: number, fill: Fill, call: (kernels: Kernels) => void): Record<string, ArrayBuffer> {
  const first = seed % (SIZE * 8);
  const values = FILLS[fill].slice(first, first + SIZE * 8);
  const found: Record<string, ArrayBuffer> = {};
  for (const [name, { kernels, memory }] of Object.entries({
    ...sets,
    naive: { memory: naive.memory, kernels: naiveKernels(naive.memory) },
  })) {
    new Int32Array(memory).set(new Int32Array(values.buffer)); // as bits: a NaN keeps its own
    call(kernels);
    found[name] = memory.slice(0, SIZE * 32);
  }
  return found;
}

/** @param tolerance  of the naive reference, relative to 1 + |value|: it sums in another order */
function expectSame(seed: number, fill: Fill, call: (kernels: Kernels) => void, tolerance = 0): void {
  const { wasm, js, naive: reference } = outcomes(seed, fill, call);
  expect(Buffer.compare(Buffer.from(wasm!), Buffer.from(js!)), 'WebAssembly and JavaScript').toBe(0);
  if (tolerance === 0) {
    expect(Buffer.compare(Buffer.from(js!), Buffer.from(reference!)), 'reference').toBe(0);
    return;
  }
  const [found, expected] = [new Float32Array(js!), new Float32Array(reference!)];
  for (let i = 0; i < found.length; i++) {
    const [x, y] = [found[i]!, expected[i]!];
    if (!Object.is(x, y) && !(Math.abs(x - y) <= tolerance * (1 + Math.abs(y)))) expect.fail(`word ${i}: ${x}, ${y}`);
  }
}

const seed = fc.nat();
const dims = fc.tuple(...[3, 4, 5, 23].map((max) => fc.integer({ min: 1, max })));
/** A step for each dimension: those of a tensor, of one that is repeated along some, or turned around. */
const steps = fc.record({
  repeated: fc.tuple(...[0, 1, 2, 3].map(() => fc.boolean())),
  order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
});

function stepsOf(shape: readonly number[], { repeated, order }: { repeated: boolean[]; order: number[] }): number[] {
  const found = [0, 0, 0, 0];
  let step = 1;
  for (const axis of order.toReversed()) {
    if (repeated[axis]) continue;
    found[axis] = step;
    step *= shape[axis]!;
  }
  return found;
}

describe('the kernels in WebAssembly and JavaScript', () => {
  it.each(Object.entries(UNARY))('%s', (name, operation) => {
    const property = fc.property(seed, fc.integer({ min: 0, max: 40 }), (n, size) => {
      const fill = name === 'toFloat' ? 'small integers' : 'floats';
      expectSame(n, fill, (kernels) => kernels.unary(operation, OUT, OPERANDS[0], size), 3e-7);
    });
    fc.assert(property, { seed: 1, numRuns: 60 });
  });

  it.each(Object.entries(BINARY))('%s, whatever is repeated or turned around', (_, operation) => {
    const property = fc.property(seed, dims, steps, steps, (n, shape, a, b) => {
      const walks = [shape, stepsOf(shape, a), stepsOf(shape, b)].flat() as ThreeFours;
      const fill = operation >= BINARY.equal ? 'small integers' : 'floats';
      expectSame(n, fill, (kernels) => kernels.binary(operation, OUT, OPERANDS[0], OPERANDS[1], ...walks));
    });
    fc.assert(property, { seed: 2, numRuns: 60 });
  });

  it('where', () => {
    const property = fc.property(seed, dims, steps, steps, steps, (n, shape, ...walkers) => {
      const walks = [shape, ...walkers.map((walker) => stepsOf(shape, walker))].flat() as FourFours;
      expectSame(n, 'small integers', (kernels) => kernels.where(OUT, ...OPERANDS, ...walks));
    });
    fc.assert(property, { seed: 3, numRuns: 60 });
  });

  it('copy, from any order to any order', () => {
    const whole = [false, false, false, false];
    const property = fc.property(seed, dims, steps, steps, (n, shape, to, from) => {
      const walks = [shape, stepsOf(shape, { ...to, repeated: whole }), stepsOf(shape, from)].flat() as ThreeFours;
      expectSame(n, 'floats', (kernels) => kernels.copy(OUT, OPERANDS[0], ...walks));
    });
    fc.assert(property, { seed: 4, numRuns: 60 });
  });

  it.each(Object.entries(REDUCE))('the reduction %s', (_, operation) => {
    const sizes = [fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 37 }), fc.integer({ min: 1, max: 6 })];
    const property = fc.property(seed, fc.tuple(...sizes), (n, [outer, length, inner]) => {
      const reduce = (kernels: Kernels) => kernels.reduce(operation, OUT, OPERANDS[0], outer!, length!, inner!);
      expectSame(n, 'floats', reduce, 1e-5);
    });
    fc.assert(property, { seed: 5, numRuns: 100 });
  });

  it('matrix products', () => {
    const sizes = [fc.integer({ min: 1, max: 11 }), fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 27 })];
    const property = fc.property(seed, fc.tuple(...sizes), (n, [M, K, N]) => {
      expectSame(n, 'floats', (kernels) => {
        const packed = OUT + 4 * M! * N! + (16 - ((4 * M! * N!) % 16));
        kernels.pack(packed, OPERANDS[1], K!, N!);
        kernels.multiply(OUT, OPERANDS[0], packed, M!, K!, N!);
        expect(packed / 4 + packedSize(K!, N!)).toBeLessThan(SIZE * 8);
      });
    });
    fc.assert(property, { seed: 6, numRuns: 150 });
  });

  it('rows of a table, and an error for one that it does not have', () => {
    expectSame(7, 'small integers', (kernels) => kernels.gather(OUT, OPERANDS[1], OPERANDS[0], 3, 10, 20));
    for (const { kernels, memory } of Object.values(sets)) {
      new Int32Array(memory)[0] = 3;
      expect(() => kernels.gather(OUT, OPERANDS[1], 0, 3, 10, 1)).toThrow('gather: index 3 of 3 rows');
      new Int32Array(memory)[0] = -4;
      expect(() => kernels.gather(OUT, OPERANDS[1], 0, 3, 10, 1)).toThrow('gather: index -4 of 3 rows');
    }
  });

  it('exponents from the smallest to the largest, and what is no number', () => {
    const values = [-1e9, -104, -88, -87.4, -87.3, -1, -1e-8, 0, 1e-8, 1, 50, 88, 88.7, 88.8, 1e9];
    for (const { kernels, memory } of Object.values(sets)) {
      const floats = new Float32Array(memory);
      floats.set([...values, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
      kernels.unary(UNARY.exp, OUT, 0, values.length + 3);
      const found = floats.slice(OUT / 4, OUT / 4 + values.length + 3);
      values.forEach((x, i) => {
        const expected = Math.exp(Math.fround(x));
        if (expected < 2 ** -125) expect(found[i], `exp ${x}`).toBeLessThan(2 ** -125);
        else if (expected > 3.4e38) expect(found[i], `exp ${x}`).toBe(Number.POSITIVE_INFINITY);
        else expect(Math.abs(found[i]! / expected - 1), `exp ${x}`).toBeLessThan(3e-7);
      });
      expect([...found.slice(-3)]).toEqual([Number.NaN, Number.POSITIVE_INFINITY, 0]);
    }
  });
});

it('the committed module is what the compiler makes of the sources', async () => {
  // @ts-expect-error plain JavaScript without types
  const { kernelsModule, kernelsPath } = await import('../../../scripts/build-kernels.mjs');
  expect(readFileSync(kernelsPath('towers'), 'utf8')).toBe(await kernelsModule('towers'));
});
