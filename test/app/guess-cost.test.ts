// What guessing costs is arithmetic over two assumptions, and is said in words that nobody misreads.
import { expect, test } from 'vitest';
import { drawWords } from '../../demo/app/my-data/draw-words.ts';
import { costWords, guessCost } from '../../demo/app/my-data/guess-cost.ts';

test('an hour of one card costs 40 cents, at 8.86 billion rounds a second', () => {
  const guesses = (8.86e9 * 3600) / 600_000;
  const { dollars, seconds, level } = guessCost(Math.log10(guesses), 600_000);
  expect([dollars, seconds].map((value) => Number(value.toPrecision(6)))).toEqual([0.4, 3600]);
  expect(level).toBe(0);
  expect(guessCost(Math.log10(guesses), 1_200_000).dollars).toBeCloseTo(0.8);
});

test.each([
  [0, 'Guessed at once: it costs less than a dollar.'],
  [8.17, 'Weak: guessing it costs about 1.1 dollars, 2.8 hours on one graphics card.'],
  [8.13, 'Weak: guessing it costs about 1 dollar, 2.5 hours on one graphics card.'],
  [9.63, 'Weak: guessing it costs about 32 dollars, 3.3 days on one graphics card.'],
  [12, 'Fair: guessing it costs about 7,500 dollars, 2.1 years on one graphics card.'],
  [15, 'Good: guessing it costs about 7.5 million dollars, 2,100 years on one graphics card.'],
  [17.5, 'Beyond anybody’s means: guessing it costs about 2.4 billion dollars, 680,000 years on one graphics card.'],
  [
    23.3,
    'Beyond anybody’s means: guessing it costs more than a thousand trillion dollars, 430 billion years on one graphics card.',
  ],
])('10 ** %d guesses, in words', (guessesLog10, words) => {
  expect(costWords(guessCost(guessesLog10, 600_000))).toBe(words);
});

test('less than a thousand dollars is weak, and more rounds help', () => {
  expect(guessCost(11, 600_000).level).toBe(1);
  expect(guessCost(11, 4_000_000).level).toBe(2);
});

test('words are drawn evenly, though the list does not divide what is drawn', () => {
  const words = ['a', 'b', 'c'];
  const counts = new Map(words.map((word) => [word, 0]));
  let next = 0;
  for (const word of drawWords(words, 65_535, () => (next = (next + 1) % 65_536)))
    counts.set(word, counts.get(word)! + 1);
  expect([...counts.values()]).toEqual([21_845, 21_845, 21_845]);
  // 65,535 would make `a` likelier: it is drawn again.
  const drawn = [65_535, 65_535, 4];
  expect(drawWords(words, 1, () => drawn.shift()!)).toEqual(['b']);
  expect(drawn).toEqual([]);
});
