import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CUES } from '../../src/language/english/cues.ts';
import { RANGE_WORDS } from '../../src/language/english/range-phrases.ts';
import type { Reading } from '../../src/language/reading.ts';
import { ITEMS, reader, VOCABULARY } from './small-catalog.ts';

const WORDS = [
  ...CUES.flatMap(([, phrases]) => phrases),
  ...RANGE_WORDS,
  ...VOCABULARY.phrases.flatMap(([phrases]) => phrases),
  ...ITEMS.flatMap(({ titles, people, genre }) => [...titles, ...people, ...genre]),
  ...['1980', '1995', '90', '2 hours', "70's", '1h30', 'constructor', 'toString', '__proto__', 'кино', 'فيلم'],
];
/** Words that mean something, in any order and with any mark between them. */
const sentence = fc
  .array(fc.tuple(fc.constantFrom(...WORDS), fc.constantFrom(' ', ' ', ', ', '. ', '-', '/', ' or ', '…\n')), {
    maxLength: 12,
  })
  .map((parts) => parts.flat().join(''));
const anyText = fc.oneof(
  sentence,
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.stringMatching(/^[0-9a-z .,'’/-]{0,60}$/),
);

function expectSound(reading: Reading): void {
  const { text, wishes, exactTitles, rest, unknownWords } = reading;
  for (const wish of wishes) {
    expect(wish.said).toBe(text.slice(wish.start, wish.end));
    expect(wish.said).not.toBe('');
    expect(['want', 'not', 'more', 'less']).toContain(wish.mark);
    if (wish.kind === 'range') {
      expect(Object.values(VOCABULARY.fields)).toContain(wish.field);
      const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = wish;
      expect(min).toBeLessThanOrEqual(max);
    }
    if (wish.kind === 'like' || wish.kind === 'title') expect(ITEMS[wish.itemIndex]).toBeDefined();
  }
  for (const item of exactTitles) expect(ITEMS[item]).toBeDefined();
  for (const word of unknownWords) expect(rest).toContain(word);
}

describe('any text', () => {
  test('is read without an error, the same way each time, and each wish is in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const reading = reader.read(text);
        expect(reading.text).toBe(text);
        expectSound(reading);
        expect(reader.read(text)).toEqual(reading);
      }),
      { seed: 1, numRuns: 3000 },
    );
  });

  test('can be told to another thread', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const reading = reader.read(text);
        expect(structuredClone(reading)).toEqual(reading);
      }),
      { seed: 2, numRuns: 500 },
    );
  });

  test.each([
    ['nothing', ''],
    ['spaces', ' \t\n '],
    ['marks', '?!…—-/.,;:'],
    ['10,000 characters', 'no horror or '.repeat(770)],
    ['10,000 characters of one word', 'x'.repeat(10_000)],
    ['500 digits', `${'9'.repeat(490)} minutes`],
    ['half a character', 'horror \ud83d'],
    ['text from right to left', 'فيلم رعب بدون دم, סרט אימה, horror'],
    ['emoji', '👻 horror 🧛‍♀️ no 🩸 gore 👨‍👩‍👧'],
    ['HTML', '<img src=x onerror="alert(1)"><b>no horror</b>&amp;<script>gore</script>'],
    ['combining signs', 'Zo\u0301rn O\u0308rchard horror'],
  ])('may be of %s', (_, text) => {
    expectSound(reader.read(text));
  });

  test('keeps its places beside signs that take two code units', () => {
    const [horror, gore] = reader.read('👻 horror 🧛 no 🩸 gore').wishes;
    expect(horror).toMatchObject({ said: 'horror', start: 3, mark: 'want' });
    expect(gore).toMatchObject({ said: 'gore', mark: 'not' });
  });
});
