// The layout on rows of known kinds: the same bytes for the same seed, neighbours near, two groups over one another,
// outliers held in.
import { describe, expect, it } from 'vitest';
import { layOut } from '../../src/map/layout.ts';
import { mapRows } from '../../src/map/map-rows.ts';
import { nearestNeighbours, unitRows } from '../../src/map/nearest-neighbours.ts';
import { fitToSquare, MAP_SIZE } from '../../src/map/positions.ts';
import { regressionResiduals } from '../../src/map/regression-residuals.ts';
import { createRandom } from '../../src/numerics/random.ts';

const DIM = 16;
const NUM_KINDS = 6;
const kindOf = (item: number) => item % NUM_KINDS;

/**
 * Rows around the middle of their kind; `shift` is added to every second round of kinds, as a log moves what it knows.
 */
function rowsOfKinds(numItems: number, shift = 0): { rows: Float32Array; groups: Uint8Array } {
  const random = createRandom(7);
  const middles = Array.from({ length: NUM_KINDS }, () => Array.from({ length: DIM }, () => random.normal()));
  const groups = Uint8Array.from({ length: numItems }, (_, item) => Math.floor(item / NUM_KINDS) % 2);
  const rows = new Float32Array(numItems * DIM);
  for (let i = 0; i < rows.length; i++) {
    const item = Math.floor(i / DIM);
    rows[i] =
      middles[kindOf(item)]![i % DIM]! + 0.5 * random.normal() + (groups[item] === 1 && i % DIM < 4 ? shift : 0);
  }
  return { rows, groups };
}

const distance = (positions: Uint16Array, a: number, b: number) =>
  Math.hypot(positions[2 * a]! - positions[2 * b]!, positions[2 * a + 1]! - positions[2 * b + 1]!);

/** Of the k nearest on the map, the share that `isAlike` says. */
function shareNear(positions: Uint16Array, k: number, isAlike: (a: number, b: number) => boolean): number {
  const numItems = positions.length / 2;
  const items = Array.from({ length: numItems }, (_, item) => item);
  let alike = 0;
  for (const a of items) {
    const others = items.filter((b) => b !== a).sort((b, c) => distance(positions, a, b) - distance(positions, a, c));
    alike += others.slice(0, k).filter((b) => isAlike(a, b)).length;
  }
  return alike / (numItems * k);
}

describe('the layout', () => {
  const { rows, groups } = rowsOfKinds(360);
  const made = mapRows({ embeddings: rows, embeddingDim: DIM });

  it('is the same for the same seed, and another for another', async () => {
    const positions = await layOut(made, { seed: 3, epochs: 40 });
    expect(await layOut(made, { seed: 3, epochs: 40 })).toEqual(positions);
    expect(await layOut(made, { seed: 4, epochs: 40 })).not.toEqual(positions);
  });

  it('puts neighbours of the embedding near on the map, far more often than chance', async () => {
    const positions = await layOut(made, { epochs: 100 });
    const near = nearestNeighbours(made.units, made.dim, 10);
    const isNeighbour = (a: number, b: number) => near.rows.subarray(10 * a, 10 * a + 10).includes(b);
    const chance = 10 / 359;
    expect(shareNear(positions, 10, isNeighbour)).toBeGreaterThan(8 * chance);
    expect(shareNear(positions, 10, (a, b) => kindOf(a) === kindOf(b))).toBeGreaterThan(0.9);
  });

  it('lays two groups over one another where it is told that they are two', async () => {
    const shifted = rowsOfKinds(360, 4);
    const inOther = (positions: Uint16Array) => shareNear(positions, 10, (a, b) => groups[a] !== groups[b]);
    const plain = mapRows({ embeddings: shifted.rows, embeddingDim: DIM });
    expect(inOther(await layOut(plain, { epochs: 100 }))).toBeLessThan(0.1);
    const evened = mapRows({ embeddings: shifted.rows, embeddingDim: DIM, nuisances: [groups] });
    const positions = await layOut(evened, { epochs: 100, groups });
    expect(inOther(positions)).toBeGreaterThan(0.3);
    expect(shareNear(positions, 10, (a, b) => kindOf(a) === kindOf(b))).toBeGreaterThan(0.9);
  });

  it('leaves quality out and heeds content', async () => {
    const random = createRandom(2);
    const quality = rows.map((value, i) => (i % DIM >= DIM - 6 ? 1000 * random.normal() : value));
    const kinds = { embeddings: quality, embeddingDim: DIM, qualityDims: 6 };
    expect(mapRows(kinds).units).toEqual(mapRows({ ...kinds, embeddings: rows }).units);
    const noise = Float32Array.from(rows, () => random.normal());
    const content = { vectors: rows, contentDim: DIM };
    const positions = await layOut(mapRows({ embeddings: noise, embeddingDim: DIM, content }), { epochs: 100 });
    expect(shareNear(positions, 10, (a, b) => kindOf(a) === kindOf(b))).toBeGreaterThan(0.6);
  });

  it('gives items beyond the sample the place of what they are like', async () => {
    const positions = await layOut(made, { epochs: 100, sampleSize: 180 });
    const beyond = Array.from({ length: 180 }, (_, i) => 180 + i);
    const alike = beyond.filter((item) => {
      const nearest = Array.from({ length: 180 }, (_, i) => i).sort(
        (a, b) => distance(positions, item, a) - distance(positions, item, b),
      );
      return kindOf(nearest[0]!) === kindOf(item);
    });
    expect(alike.length).toBeGreaterThan(160);
  });

  it('tells how far it is, stops when asked to, and lays out what is too little for neighbours', async () => {
    const steps: number[] = [];
    await layOut(made, { epochs: 20, onProgress: (done, total) => void steps.push(done, total) });
    expect(steps.slice(-2)).toEqual([20, 20]);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(layOut(made, { signal })).rejects.toThrow('enough');
    for (const numItems of [0, 1, 2, 15]) {
      const few = { units: made.units.subarray(0, numItems * made.dim), dim: made.dim };
      expect(await layOut(few)).toHaveLength(2 * numItems);
    }
    const equal = { units: unitRows(new Float32Array(40 * 4).fill(1), 4), dim: 4 };
    expect(new Set(await layOut(equal)).size).toBeGreaterThan(10);
    await expect(layOut({ units: new Float32Array(7), dim: 4 })).rejects.toThrow('layout: 7 values');
  });
});

describe('exact neighbours', () => {
  it('are those of a plain sort, with and without groups', () => {
    const { rows, groups } = rowsOfKinds(90, 1);
    const units = unitRows(rows, DIM);
    const cosine = (a: number, b: number) =>
      units.subarray(a * DIM, a * DIM + DIM).reduce((sum, value, d) => sum + value * units[b * DIM + d]!, 0);
    const sorted = (a: number, fits: (b: number) => boolean) =>
      Array.from({ length: 90 }, (_, b) => b)
        .filter((b) => b !== a && fits(b))
        .sort((b, c) => cosine(a, c) - cosine(a, b));
    const all = nearestNeighbours(units, DIM, 7);
    const grouped = nearestNeighbours(units, DIM, 7, groups);
    for (let a = 0; a < 90; a++) {
      expect([...all.rows.subarray(7 * a, 7 * a + 7)]).toEqual(sorted(a, () => true).slice(0, 7));
      const own = sorted(a, (b) => groups[a] === groups[b]).slice(0, 4);
      const other = sorted(a, (b) => groups[a] !== groups[b]).slice(0, 3);
      expect([...grouped.rows.subarray(7 * a, 7 * a + 7)].sort()).toEqual([...own, ...other].sort());
      const distances = [...grouped.distances.subarray(7 * a, 7 * a + 7)];
      expect(distances).toEqual(distances.toSorted((x, y) => x - y));
    }
  });
});

describe('what columns explain', () => {
  it('is taken out, and nothing else', () => {
    const random = createRandom(5);
    const column = Float64Array.from({ length: 200 }, () => random.normal());
    const noise = Float64Array.from({ length: 400 }, () => random.normal());
    const rows = Float32Array.from({ length: 400 }, (_, i) => 3 + 5 * column[Math.floor(i / 2)]! + noise[i]!);
    const left = regressionResiduals(rows, 2, [column, column, new Float64Array(200).fill(4)]);
    const correlation = left.reduce((sum, value, i) => sum + value * column[Math.floor(i / 2)]!, 0) / 400;
    expect(Math.abs(correlation)).toBeLessThan(0.01);
    expect(left.reduce((sum, value) => sum + value, 0) / 400).toBeCloseTo(0, 2);
    expect(left.reduce((sum, value, i) => sum + value * noise[i]!, 0) / 400).toBeGreaterThan(0.8);
  });
});

describe('positions', () => {
  it('fill the square in width and lie evenly in it, whatever the picture was', () => {
    const tall = Float64Array.from({ length: 200 }, (_, i) => (i % 2 === 0 ? Math.sin(i) : i));
    const positions = fitToSquare(tall);
    const xs = positions.filter((_, i) => i % 2 === 0);
    const ys = positions.filter((_, i) => i % 2 === 1);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(0.9 * MAP_SIZE);
    expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(0.1 * MAP_SIZE);
    expect(Math.min(...positions)).toBeGreaterThan(0);
  });

  it('do not shrink to a heap because of one outlier', () => {
    const random = createRandom(3);
    const places = Float64Array.from({ length: 400 }, () => random.normal());
    places[0] = 1e6;
    const xs = fitToSquare(places).filter((_, i) => i % 2 === 0 && i > 0);
    expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(0.3 * MAP_SIZE);
  });
});
