import { expect, test } from 'vitest';
import { readerOf } from './readers.ts';

const read = readerOf({
  vocabulary: {
    phrases: [
      [['harbour saga'], ['theme=harbour']],
      [['holiday films'], []],
      [['sad'], ['mood=sad']],
    ],
    attributes: [
      [['harbour'], ['audience=sailors'], ['genre']],
      [['true'], ['source=life'], ['theme']],
    ],
  },
  facets: { genre: { Horror: 9 }, theme: { harbour: 9, spies: 9 } },
});

test.each([
  ['harbour horror', ['audience=sailors', 'genre=Horror']],
  ['harbour', ['theme=harbour']],
  ['films about a harbour', ['theme=harbour']],
  ['harbour films', ['theme=harbour']],
  ['harbour saga horror', ['theme=harbour', 'genre=Horror']],
  ['harbour, horror', ['theme=harbour', 'genre=Horror']],
  ['horror harbour', ['genre=Horror', 'theme=harbour']],
  ['no harbour horror', ['!audience=sailors', '!genre=Horror']],
  // Before what describes films as well.
  ['harbour sad films', ['audience=sailors', 'mood=sad']],
  ['harbour 90s films', ['audience=sailors', 'year=1990..1999']],
  ['harbour holiday films', ['audience=sailors']],
  ['harbour sad', ['theme=harbour', 'mood=sad']],
  // A word that says nothing by itself.
  ['true spies stories', ['source=life', 'theme=spies']],
  ['true horror', ['genre=Horror', '| true']],
  ['true', ['| true']],
])('%s', (text, wishes) => {
  expect(read(text)).toEqual(wishes);
});
