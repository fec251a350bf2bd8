import { expect, test } from 'vitest';
import { singular } from '../../src/language/english/singular.ts';

test.each([
  ['movies', 'movie'],
  ['zombies', 'zombie'],
  ['comedies', 'comedy'],
  ['witches', 'witch'],
  ['wolves', 'wolf'],
  ['dogs', 'dog'],
  ['series', 'series'],
  ['movie', 'movie'],
])('%s -> %s', (word, one) => {
  expect(singular(word)).toBe(one);
});
