// Why a film was left out, in words: as much as the engine found to hold.
import { expect, test } from 'vitest';
import { matchWords } from '../../demo/app/list/match-words.ts';

const facet = (name: string, value: string) => matchWords({ kind: 'facet', facet: name, value });
const RARE = 'unlike anything that you like';

test.each([
  [{ kind: 'wished' }, 'Not what you asked for tonight'],
  [{ kind: 'later-part' }, 'A later part of a series that you have not begun here'],
  [{ kind: 'disliked', title: 'The Room' }, 'Similar to The Room, which you turned down'],
  [{ kind: 'older', age: 16 }, 'For age 16 and up: all that you like suits younger people as well'],
  [{ kind: 'younger', age: 6 }, 'For age 6 and up: all that you like is for older people'],
  [{ kind: 'fame' }, 'Very well known, but near nothing that you like'],
  [{ kind: 'far' }, 'Far from everything that you like'],
  [{ kind: 'unlikely' }, 'All in all, little speaks for it'],
] as const)('%o', (reason, words) => {
  expect(matchWords(reason)).toBe(words);
});

test.each([
  ['genre', 'Horror', 'Horror'],
  ['mood', 'bleak', 'Bleak'],
  ['theme', 'grief', 'About grief'],
  ['pace', 'slow', 'Slow pace'],
  ['audience', 'kids', 'For kids'],
  ['cautions', 'gore', 'With gore'],
  ['cautions', 'nothing of these', 'With nothing to be warned of'],
  ['country', 'United Kingdom', 'From the United Kingdom'],
  ['language', 'French', 'In French'],
  ['era', '19th century', 'Set in the 19th century'],
  ['decade', '1940s', 'From the 1940s'],
  ['source', 'Based on Play', 'Based on Play'],
])('a value of %s: %s', (name, value, words) => {
  expect(facet(name, value)).toBe(`${words}, ${RARE}`);
});
