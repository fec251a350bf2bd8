import { expect, it } from 'vitest';
import { similarLoglines } from '../../../demo/films/records/similar-loglines.ts';

it('finds loglines that share most of their words, and only those', () => {
  const pairs = similarLoglines(
    new Map([
      ['a', 'A retired thief takes one last job to save his daughter from a mob boss in Marseille'],
      ['b', 'A retired thief takes one final job to save his son from a mob boss in Marseille'],
      ['c', 'Two sisters inherit a vineyard and learn to speak with each other again during the harvest'],
      ['d', 'A mob boss in Marseille opens a bakery'],
    ]),
  );
  expect(pairs.map(({ ids }) => ids)).toEqual([['a', 'b']]);
  expect(pairs[0]!.similarity).toBeGreaterThan(0.5);
});

it('puts the most similar pair first', () => {
  const same = 'Stranded sailors build a raft of barrels';
  const pairs = similarLoglines(
    new Map([
      ['a', same],
      ['b', 'Stranded sailors build a raft of driftwood and hope'],
      ['c', same],
    ]),
  );
  expect(pairs[0]).toEqual({ ids: ['a', 'c'], similarity: 1 });
});
