import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCentroidTable } from '../../src/semantic-ids/nearest-centroid.ts';
import { createPreferences } from '../../src/semantic-ids/preferences.ts';

const DIM = 2;
const point = fc.tuple(fc.integer({ min: -4, max: 4 }), fc.integer({ min: -4, max: 4 }));

test('preferences go through all centroids from the nearest to the farthest, the lower first on a tie', () => {
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 40 }),
      fc.array(point, { minLength: 1 }),
      (centroids, rows) => {
        const table = createCentroidTable(Float32Array.from(centroids.flat()), DIM);
        const preferences = createPreferences(rows.length, (row, into) => into.set(rows[row]!), table);
        for (const [row, values] of rows.entries()) {
          const distances = centroids.map(
            (centroid) => (centroid[0] - values[0]) ** 2 + (centroid[1] - values[1]) ** 2,
          );
          const order = distances.map((_, c) => c).sort((a, b) => distances[a]! - distances[b]! || a - b);
          for (const [place, centroid] of order.entries()) {
            if (place > 0) preferences.advance(row);
            expect(preferences.current(row)).toBe(centroid);
            const next = order[place + 1];
            const loss = next === undefined ? Number.POSITIVE_INFINITY : (distances[next]! - distances[centroid]!) / 2;
            expect(preferences.loss(row)).toBe(loss);
          }
        }
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});
