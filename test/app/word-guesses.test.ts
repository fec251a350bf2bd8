// A phrase is as hard as all phrases of as many words, up to its rarest one.
import { expect, test } from 'vitest';
import { wordGuesses } from '../../demo/app/my-data/word-guesses.ts';

const RANKS = new Map([
  ['to', 3],
  ['be', 10],
  ['or', 30],
  ['not', 12],
  ['thimble', 7776],
]);
const guesses = (text: string) => wordGuesses(text, (word) => RANKS.get(word));

test.each([
  ['to be or not to be', 6 * Math.log10(30)],
  ['To-Be.or_not', 4 * Math.log10(30)],
  ['thimble thimble', 2 * Math.log10(7776)],
  ['to  be!', Math.log10(100)],
  ['thimble', undefined],
  ['to xkqz', undefined],
  ['', undefined],
  ['!!!', undefined],
])('%s', (text, log10) => {
  if (log10 === undefined) expect(guesses(text)).toBe(undefined);
  else expect(guesses(text)).toBeCloseTo(log10);
});
