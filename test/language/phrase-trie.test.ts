import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PhraseTrie } from '../../src/language/phrase-trie.ts';

const word = fc.constantFrom('a', 'b', 'c', 'constructor');
const phrase = fc.array(word, { minLength: 1, maxLength: 4 });

describe('a phrase trie', () => {
  test('finds the longest phrase, as a search through all of them does', () => {
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 10 }), fc.array(word, { maxLength: 8 }), (phrases, words) => {
        const trie = new PhraseTrie<number>();
        for (const [i, one] of phrases.entries()) trie.add(one, i);
        for (let from = 0; from <= words.length; from++) {
          const fits = phrases.filter((one) => one.every((part, i) => words[from + i] === part));
          const length = Math.max(0, ...fits.map((one) => one.length));
          const value = phrases.findIndex((one) => one.join(' ') === words.slice(from, from + length).join(' '));
          expect(trie.longest(words, from)).toEqual(length === 0 ? undefined : { value, length });
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('keeps what was added first', () => {
    const trie = new PhraseTrie<string>();
    trie.add(['red', 'car'], 'first');
    trie.add(['red', 'car'], 'second');
    expect(trie.get(['red', 'car'])).toBe('first');
    expect(trie.get(['red'])).toBeUndefined();
  });

  test('knows the words of its phrases', () => {
    const trie = new PhraseTrie<number>();
    trie.add(['red', 'car'], 0);
    expect([...trie.words()]).toEqual(['red', 'car']);
    expect([trie.hasWord('car'), trie.hasWord('bus')]).toEqual([true, false]);
  });
});
