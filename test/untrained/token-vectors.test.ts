import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemTextFields } from '../../src/text/item-text.ts';
import { itemTokens } from '../../src/untrained/item-tokens.ts';
import { HASHED_DIM, hashTokens, tokenVectors } from '../../src/untrained/token-vectors.ts';

const DIM = 24;
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i]!, 0);
const rowsOf = (items: ItemTextFields[], dim = DIM) => {
  const rows = tokenVectors(items.map(itemTokens), dim, 1);
  return items.map((_, i) => rows.subarray(i * dim, (i + 1) * dim));
};
const hashedRows = (items: ItemTextFields[]) => {
  const rows = hashTokens(items.map(itemTokens));
  return items.map((_, i) => rows.subarray(i * HASHED_DIM, (i + 1) * HASHED_DIM));
};

const anyItem = fc.record(
  { title: fc.string({ unit: 'grapheme' }), year: fc.integer(), genres: fc.array(fc.constantFrom('A', 'B', 'C')) },
  { requiredKeys: ['title'] },
);

describe('itemTokens', () => {
  it('gives one list a known column, values folded and once, and leaves prose alone', () => {
    const columns = itemTokens({
      title: 'Big Fish',
      genres: ['Drama', ' drama '],
      description: 'Long prose.',
      tags: [],
    });
    expect(columns).toEqual([
      [
        'title',
        [
          ['title=big', 1],
          ['title=fish', 1],
        ],
      ],
      ['genres', [['genres=drama', 1]]],
    ]);
  });

  it('shares neighbouring years, the nearest most', () => {
    const [column] = itemTokens({ title: '', year: 1999 });
    const weights = new Map(column![1]);
    expect(weights.get('year=1999')).toBe(1);
    expect(weights.get('year=2001')).toBeCloseTo(Math.exp(-0.5), 6);
    expect(weights.get('year=1997')).toBe(weights.get('year=2001'));
    expect(weights.has('year=2004')).toBe(false);
  });
});

describe('hashTokens', () => {
  it('gives an item no more than the length of its columns, whatever the items', () => {
    fc.assert(
      fc.property(fc.array(anyItem, { maxLength: 12 }), (items) => {
        for (const [i, row] of hashedRows(items).entries()) {
          expect(Math.hypot(...row)).toBeLessThan(itemTokens(items[i]!).length + 1e-4);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('brings titles together that share a rare word, more than titles that share a common one', () => {
    const many = Array.from({ length: 50 }, (_, i) => ({ title: `The Film number${i}` }));
    const titles = ['Star Trek The Wrath', 'Star Trek The Voyage', 'The Story'].map((title) => ({ title }));
    const [trek1, trek2, other] = hashedRows([...titles, ...many]);
    expect(dot(trek1!, trek2!)).toBeGreaterThan(0.8);
    expect(Math.abs(dot(trek1!, other!))).toBeLessThan(0.3);
  });

  it('leaves out what only one item has', () => {
    const rows = hashedRows(['Alien', 'Solaris', 'Solaris Again'].map((title) => ({ title })));
    expect(rows.map((row) => row.some((value) => value !== 0))).toEqual([false, true, true]);
  });
});

describe('tokenVectors', () => {
  /** Sixty items in six kinds, each kind with a genre, a title word and years of its own. */
  const items = Array.from({ length: 60 }, (_, i) => ({
    title: `Kind${i % 6} number${i}`,
    year: 1940 + 10 * (i % 6),
    genres: [`g${i % 6}`],
  }));

  it('is nearest to items that share values, and never longer than the hashed tokens', () => {
    const rows = rowsOf(items);
    const hashed = hashedRows(items);
    expect(dot(rows[0]!, rows[6]!)).toBeGreaterThan(dot(rows[0]!, rows[1]!) + 1);
    for (const [i, row] of rows.entries()) expect(Math.hypot(...row)).toBeLessThan(Math.hypot(...hashed[i]!) + 1e-4);
  });

  it('is the same for the same items, and zeros where there is nothing to tell', () => {
    expect(rowsOf(items)).toEqual(rowsOf(items));
    for (const row of rowsOf([{ title: 'One' }, { title: 'Two' }])) expect([...row].every((v) => v === 0)).toBe(true);
    expect(rowsOf([])).toEqual([]);
  });
});
