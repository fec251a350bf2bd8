import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseTerms } from '../../src/semantic-ids/label-terms.ts';

const common = (...terms: string[]) => terms.map((term) => ({ term, isCommon: true }));
const rare = (...terms: string[]) => terms.map((term) => ({ term, isCommon: false }));

describe('the terms of labels', () => {
  test('are the first three; rare ones only fill up to two', () => {
    const chosen = chooseTerms([
      common('war', 'courage', 'loyalty', 'grief'),
      [...common('toys'), ...rare('robots', 'kites')],
      [...common('law', 'order'), ...rare('courtroom')],
      common('music'),
      [],
    ]);
    expect(chosen).toEqual([['war', 'courage', 'loyalty'], ['toys', 'robots'], ['law', 'order'], ['music'], []]);
  });

  test.each([
    ['a shared word', ['Romantic Comedy', 'Comedy', 'romantic', 'charming', 'weddings']],
    ['another form', ['superheroes', 'Super Hero', 'charming', 'weddings']],
    ['other letter case', ['COZY', 'cozy', 'charming', 'weddings']],
  ])('do not repeat %s', (_, terms) => {
    expect(chooseTerms([common(...terms)])).toEqual([[terms[0], 'charming', 'weddings']]);
  });

  test('short beginnings are other words', () => {
    expect(chooseTerms([common('art', 'artificial life', 'war')])).toEqual([['art', 'artificial life', 'war']]);
  });

  test('a label shares at most one term with those before, if common terms are left for that', () => {
    const chosen = chooseTerms([
      common('a', 'b', 'c'),
      common('c', 'b', 'a', 'd'),
      common('a', 'b', 'd', 'e', 'f'),
      [...common('a', 'b', 'c'), ...rare('x', 'y')],
    ]);
    expect(chosen).toEqual([
      ['a', 'b', 'c'],
      ['c', 'd'],
      ['a', 'd', 'e'],
      ['a', 'b', 'x'],
    ]);
  });

  test('and is at least not the same, whatever the order, if any terms are left', () => {
    const chosen = chooseTerms([common('a', 'b'), common('b', 'a'), common('a', 'b'), common('a', 'b')]);
    expect(chosen).toEqual([['a', 'b'], ['b'], ['a'], ['a', 'b']]);
  });

  test('no two siblings are alike while one of them has a choice left', () => {
    const words = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { maxLength: 5 });
    fc.assert(
      fc.property(fc.array(words, { maxLength: 6 }), (siblings) => {
        const chosen = chooseTerms(siblings.map((terms) => common(...terms)));
        const keys = chosen.map((terms) => terms.toSorted().join());
        for (const [i, terms] of siblings.entries()) {
          expect(chosen[i]!.length > 0).toBe(terms.length > 0);
          expect(terms).toEqual(expect.arrayContaining(chosen[i]!));
          if (keys.indexOf(keys[i]!) === i) continue;
          // An earlier sibling has the same: then the first two and the first alone are taken as well.
          for (const length of [1, 2, 3]) {
            const prefix = terms.slice(0, length).toSorted().join();
            expect(keys.slice(0, i)).toContain(prefix);
          }
        }
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});
