import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { distanceWithin, NearestWord } from '../../src/language/nearest-word.ts';

/** The optimal string alignment distance by its definition. */
function naiveDistance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const distances = [
    naiveDistance(a.slice(1), b) + 1,
    naiveDistance(a, b.slice(1)) + 1,
    naiveDistance(a.slice(1), b.slice(1)) + Number(a[0] !== b[0]),
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0])
    distances.push(naiveDistance(a.slice(2), b.slice(2)) + 1);
  return Math.min(...distances);
}

const short = fc.stringMatching(/^[abc]{0,6}$/);
const word = fc.stringMatching(/^[abcd]{3,6}$/);

function nearest(...words: (string | [word: string, weight: number])[]): NearestWord {
  const spelling = new NearestWord();
  for (const one of words) {
    if (typeof one === 'string') spelling.add(one, 1);
    else spelling.add(...one);
  }
  return spelling;
}

describe('the distance of two words', () => {
  test('is what its definition says, as far as it is asked for', () => {
    fc.assert(
      fc.property(short, short, fc.nat(3), (a, b, most) => {
        const distance = naiveDistance(a, b);
        expect(distanceWithin(a, b, most)).toBe(distance <= most ? distance : undefined);
        expect(distanceWithin(b, a, most)).toBe(distanceWithin(a, b, most));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe('the nearest word', () => {
  test('is one mistake away, and there is one where a known word with the same first letter is', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), fc.stringMatching(/^[abcd]{4,6}$/), (words, typed) => {
        const found = nearest(...words).find(typed);
        if (found !== undefined) {
          expect(words).toContain(found);
          expect(naiveDistance(typed, found)).toBeLessThanOrEqual(1);
        } else {
          const near = words.filter((one) => one[0] === typed[0] && naiveDistance(typed, one) <= 1);
          expect(near).toEqual([]);
        }
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test.each([
    ['horor', 'horror'],
    ['horrror', 'horror'],
    ['horrer', 'horror'],
    ['ohrror', 'horror'],
    ['romnatic', 'romantic'],
    ['romnatc', undefined],
    ['romnaticc', 'romantic'],
    ['wra', undefined],
    ['h0rror', undefined],
    ['borror', undefined],
  ])('of %s is %s', (typed, meant) => {
    expect(nearest('horror', 'romantic', 'war').find(typed)).toBe(meant);
  });

  test('is the heavier of two that are equally near, and a doubled letter is nearer than another one', () => {
    expect(nearest(['cart', 1], ['carb', 3]).find('card')).toBe('carb');
    expect(nearest(['carb', 3], ['cart', 1], ['cart', 4]).find('card')).toBe('cart');
    expect(nearest(['later', 5], ['letter', 1]).find('leter')).toBe('letter');
  });

  test('is known by what was added, however short', () => {
    const spelling = nearest('up', 'horror');
    expect([spelling.has('up'), spelling.has('horor')]).toEqual([true, false]);
  });
});
