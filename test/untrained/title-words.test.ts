import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashTitles } from '../../src/pipeline/untrained/title-words.ts';
import { hashWord, titleWords } from '../../src/text/hash-words.ts';

const rowsOf = (titles: string[], dim: number) => {
  const rows = hashTitles(titles, dim);
  return titles.map((_, i) => [...rows.subarray(i * dim, (i + 1) * dim)]);
};
const dot = (a: number[], b: number[]) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

describe('hashTitles', () => {
  it('gives rows of unit length or of zeros, whatever the titles', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 12 }),
        fc.integer({ min: 1, max: 40 }),
        (titles, dim) => {
          for (const row of rowsOf(titles, dim)) {
            const length = Math.hypot(...row);
            if (length !== 0) expect(length).toBeCloseTo(1, 5);
          }
        },
      ),
    );
  });

  it('brings titles together that share a rare word, more than titles that share a common one', () => {
    const many = Array.from({ length: 50 }, (_, i) => `The Film number${i}`);
    const [trek1, trek2, other] = rowsOf(['Star Trek The Wrath', 'Star Trek The Voyage', 'The Story', ...many], 64);
    expect(dot(trek1!, trek2!)).toBeGreaterThan(0.8);
    expect(Math.abs(dot(trek1!, other!))).toBeLessThan(0.3);
  });

  it('is zero for a title that shares no word', () => {
    expect(rowsOf(['Alien', 'Solaris', 'Solaris Again'], 8).map((row) => row.some((value) => value !== 0))).toEqual([
      false,
      true,
      true,
    ]);
  });
});

describe('titleWords', () => {
  it('folds case and accents, drops repeats and what is too short to say anything', () => {
    expect(titleWords('Déjà Vu: a DEJA vu 2')).toEqual(['deja', 'vu']);
    expect(titleWords('!?')).toEqual([]);
  });
});

describe('hashWord', () => {
  it('spreads words evenly over places and signs, and never changes', () => {
    const hashes = Array.from({ length: 4000 }, (_, i) => hashWord(`word${i}`));
    for (let place = 0; place < 16; place++) {
      const count = hashes.filter((hash) => hash % 16 === place).length;
      expect(Math.abs(count - 250)).toBeLessThan(75);
    }
    expect(Math.abs(hashes.filter((hash) => hash >>> 31 === 1).length - 2000)).toBeLessThan(150);
    expect(hashWord('alien')).toBe(HASH_OF_ALIEN);
  });
});

/** Catalogs that were made earlier rely on it. */
const HASH_OF_ALIEN = 1213275790;
