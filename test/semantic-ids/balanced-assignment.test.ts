import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRandom } from '../../src/numerics/random.ts';
import { assignBalanced } from '../../src/semantic-ids/balanced-assignment.ts';
import { createCentroidTable } from '../../src/semantic-ids/nearest-centroid.ts';

const DIM = 2;
const point = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }));
const cases = fc.record({
  rows: fc.array(point, { maxLength: 60 }),
  centroids: fc.array(point, { minLength: 1, maxLength: 20 }),
  spare: fc.integer({ min: 0, max: 3 }),
});

function assign(rows: number[][], centroids: number[][], capacity: number): number[] {
  const table = createCentroidTable(Float32Array.from(centroids.flat()), DIM);
  return [...assignBalanced(rows.length, (row, into) => into.set(rows[row]!), table, capacity)];
}

const squaredDistance = (a: number[], b: number[]) => (a[0]! - b[0]!) ** 2 + (a[1]! - b[1]!) ** 2;

describe('balanced assignment', () => {
  test('no centroid takes more than its share, and none refuses a row that would lose more elsewhere', () => {
    fc.assert(
      fc.property(cases, ({ rows, centroids, spare }) => {
        const capacity = Math.ceil(rows.length / centroids.length) + spare;
        const assigned = assign(rows, centroids, capacity);
        const orders = rows.map((row) => {
          const distances = centroids.map((centroid) => squaredDistance(row, centroid));
          const order = distances.map((_, c) => c).sort((a, b) => distances[a]! - distances[b]! || a - b);
          return { distances, order };
        });
        const lossAt = (row: number, centroid: number) => {
          const { distances, order } = orders[row]!;
          const next = order[order.indexOf(centroid) + 1];
          return next === undefined ? Number.POSITIVE_INFINITY : distances[next]! - distances[centroid]!;
        };
        const membersOf = (centroid: number) => assigned.flatMap((c, row) => (c === centroid ? [row] : []));
        for (const centroid of centroids.keys()) expect(membersOf(centroid).length).toBeLessThanOrEqual(capacity);
        for (const row of rows.keys()) {
          const { order } = orders[row]!;
          for (const nearer of order.slice(0, order.indexOf(assigned[row]!))) {
            const members = membersOf(nearer);
            expect(members).toHaveLength(capacity);
            for (const member of members) {
              const [kept, refused] = [lossAt(member, nearer), lossAt(row, nearer)];
              expect(kept > refused || (kept === refused && member < row)).toBe(true);
            }
          }
        }
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('the rows’ order changes nothing where no two lose the same', () => {
    const random = createRandom(4);
    const points = (count: number) => Array.from({ length: count }, () => [random.normal(), random.normal()]);
    const [rows, centroids] = [points(100), points(25)];
    const order = rows.map((_, row) => row);
    random.shuffle(order);
    const shuffled = assign(
      order.map((row) => rows[row]!),
      centroids,
      4,
    );
    const assigned = assign(rows, centroids, 4);
    expect(shuffled).toEqual(order.map((row) => assigned[row]));
  });

  test('refuses more rows than there is room for', () => {
    expect(() =>
      assign(
        [
          [0, 0],
          [1, 1],
          [2, 2],
        ],
        [[0, 0]],
        2,
      ),
    ).toThrow('balanced assignment: 1 centroids take 2 rows, expected room for 3');
  });
});
