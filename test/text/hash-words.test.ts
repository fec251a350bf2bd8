import { describe, expect, it } from 'vitest';
import { hashWord, titleWords } from '../../src/text/hash-words.ts';

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
