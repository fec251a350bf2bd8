// Random shapes through the lazy views: broadcasting, reshapes, transposes, products, gathers and scatters must give
// jax-js's values whatever is stored and whatever is only viewed.
import { defaultDevice, init, type Array as JaxArray, numpy as np } from '@jax-js/jax';
import fc from 'fast-check';
import { beforeAll, describe, test } from 'vitest';
import { expectSameAsJax, gradientStep, intArray, randomArray } from './run-model.ts';

beforeAll(async () => {
  await init('cpu');
  defaultDevice('cpu');
});

const settings = { numRuns: 40, seed: 20260101 };
const size = fc.integer({ min: 1, max: 4 });
const shape = fc.array(size, { minLength: 1, maxLength: 4 });

/** A shape, and another that broadcasts to it: some axes 1, some leading axes missing. */
const broadcastPair = fc
  .tuple(shape, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.nat(3))
  .map(([full, ones, missing]) => ({
    full,
    part: full.map((dim, i) => (ones[i] ? 1 : dim)).slice(Math.min(missing, full.length)),
  }));

const permutation = (rank: number) =>
  fc.shuffledSubarray(
    Array.from({ length: rank }, (_, i) => i),
    { minLength: rank, maxLength: rank },
  );

/** A shape with a permutation of its axes. */
const permuted = shape.chain((dims) => fc.tuple(fc.constant(dims), permutation(dims.length)));

/** Ways of cutting the same number of elements into axes, ones included. */
const refactored = fc
  .array(fc.constantFrom(1, 2, 3), { minLength: 1, maxLength: 5 })
  .chain((factors) => fc.tuple(regroup(factors), regroup(factors)));

function regroup(factors: number[]) {
  return fc.array(fc.boolean(), { minLength: factors.length, maxLength: factors.length }).map((joins) => {
    const dims: number[] = [];
    factors.forEach((factor, i) => {
      if (joins[i] && dims.length > 0) dims[dims.length - 1]! *= factor;
      else dims.push(factor);
    });
    return dims;
  });
}

describe('random shapes', () => {
  test('broadcast arithmetic and its gradient', async () => {
    await fc.assert(
      fc.asyncProperty(broadcastPair, async ({ full, part }) => {
        const fn = (x: JaxArray, y: JaxArray) => x.ref.add(y.ref).mul(y.mul(2)).sub(x);
        await expectSameAsJax(gradientStep(fn, [0, 1]), [randomArray(full), randomArray(part, 2)]);
      }),
      settings,
    );
  });

  test('a transpose meets a tensor that is stored otherwise', async () => {
    await fc.assert(
      fc.asyncProperty(permuted, fc.boolean(), async ([dims, perm], swap) => {
        const to = perm.map((axis) => dims[axis]!);
        const fn = (x: JaxArray, y: JaxArray) => (swap ? y.add(x.transpose(perm)) : np.exp(x.transpose(perm)).mul(y));
        await expectSameAsJax(gradientStep(fn, [0, 1]), [randomArray(dims), randomArray(to, 2)]);
      }),
      settings,
    );
  });

  test('reshapes of stored, transposed and repeated axes', async () => {
    await fc.assert(
      fc.asyncProperty(refactored, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }), async ([from, to], ones) => {
        const stored = from.map((dim, i) => (ones[i] ? 1 : dim));
        const fn = (x: JaxArray) => np.broadcastTo(x, from).reshape(to);
        await expectSameAsJax(gradientStep(fn, [0]), [randomArray(stored)]);
        const reversed = (x: JaxArray) => np.broadcastTo(x, from).transpose().reshape(to);
        await expectSameAsJax(gradientStep(reversed, [0]), [randomArray(stored)]);
      }),
      settings,
    );
  });

  test('reductions of any axes', async () => {
    await fc.assert(
      fc.asyncProperty(
        shape.chain((dims) =>
          fc.tuple(
            fc.constant(dims),
            fc.subarray(
              dims.map((_, i) => i),
              { minLength: 1 },
            ),
          ),
        ),
        fc.boolean(),
        async ([dims, axes], keepdims) => {
          const fn = (x: JaxArray) => [x.ref.sum(axes, { keepdims }), np.max(x, axes, { keepdims })];
          await expectSameAsJax(fn, [randomArray(dims)]);
        },
      ),
      settings,
    );
  });

  test('matrix products with batches, and their gradients', async () => {
    const dims = fc.record({ batch: broadcastPair, rows: size, inner: size, columns: size });
    await fc.assert(
      fc.asyncProperty(dims, fc.boolean(), async ({ batch, rows, inner, columns }, transposed) => {
        const left = randomArray([...batch.full.slice(0, 2), rows, inner]);
        const batchOfRight =
          batch.full.slice(0, 2).length === batch.part.slice(0, 2).length ? batch.full.slice(0, 2) : [];
        const right = transposed ? [...batchOfRight, columns, inner] : [...batchOfRight, inner, columns];
        const fn = (x: JaxArray, y: JaxArray) => np.matmul(x, transposed ? np.swapaxes(y, -1, -2) : y);
        await expectSameAsJax(gradientStep(fn, [0, 1]), [left, randomArray(right, 2)]);
      }),
      settings,
    );
  });

  test('slices, pads and concatenations along any axis', async () => {
    await fc.assert(
      fc.asyncProperty(broadcastPair, fc.nat(3), fc.nat(2), fc.nat(2), async ({ full, part }, at, before, after) => {
        const axis = at % full.length;
        const width = full.map((_, i): [number, number] => (i === axis ? [before, after] : [0, 0]));
        const fn = (x: JaxArray, y: JaxArray) => {
          const joined = np.concatenate([np.broadcastTo(x, full), y], axis);
          const cut = full.map((dim, i) => (i === axis ? [Math.min(1, dim - 1), dim + 1] : [])) as [number, number][];
          return np.pad(joined.slice(...cut), width);
        };
        await expectSameAsJax(gradientStep(fn, [0, 1]), [randomArray(part), randomArray(full, 2)]);
      }),
      settings,
    );
  });

  test('gathers along any axis of any view, and their scatters', async () => {
    await fc.assert(
      fc.asyncProperty(broadcastPair, shape, fc.nat(3), async ({ full, part }, indexShape, at) => {
        const axis = at % full.length;
        const count = indexShape.reduce((product, dim) => product * dim, 1);
        const index = intArray(
          Array.from({ length: count }, (_, i) => (i * 5 + 1) % full[axis]!),
          indexShape,
        );
        const fn = (x: JaxArray, i: JaxArray) => np.take(np.broadcastTo(x, full), i, axis);
        await expectSameAsJax(gradientStep(fn, [0]), [randomArray(part), index]);
      }),
      settings,
    );
  });

  test('gathers with an index for each of several axes, and their scatters', async () => {
    const indexed = fc.tuple(
      shape,
      fc.array(size, { minLength: 4, maxLength: 4 }),
      permutation(4),
      fc.integer({ min: 2, max: 4 }),
    );
    await fc.assert(
      fc.asyncProperty(indexed, async ([indexShape, dims, perm, numIndices]) => {
        const count = indexShape.reduce((product, dim) => product * dim, 1);
        const indexedAxes = perm.slice(0, numIndices).sort();
        const indexOf = (axis: number) =>
          intArray(
            Array.from({ length: count }, (_, i) => (i * 7 + axis) % dims[axis]!),
            indexShape,
          );
        const fn = (x: JaxArray, ...indices: JaxArray[]) => {
          let next = 0;
          return x.slice(...(dims.map((_, axis) => (indexedAxes.includes(axis) ? indices[next++]! : [])) as []));
        };
        await expectSameAsJax(gradientStep(fn, [0]), [randomArray(dims), ...indexedAxes.map(indexOf)]);
      }),
      settings,
    );
  });
});
