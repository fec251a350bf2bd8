import { describe, expect, it } from 'vitest';
import { createTextIndex } from '../../src/engine/search/text-index.ts';
import { STOP_WORDS } from '../../src/language/english/stop-words.ts';

const TEXTS = [
  'Solaris (1972). Directed by Andrei Tarkovsky. A psychologist on a space station meets his dead wife.',
  'Alien (1979). Directed by Ridley Scott. The crew of a freighter in space meets what it should not have let in.',
  'Amélie (2001). Directed by Jean-Pierre Jeunet. A waitress in Paris mends the lives of others in secret.',
];
const stopWords = new Set([...STOP_WORDS, 'film']);
const index = createTextIndex(stopWords);
await index.add(0, TEXTS);

describe('the text index', () => {
  it('finds texts with every word that says something', () => {
    expect(index.search('a film by tarkovsky in space', 'AND')).toEqual([0]);
    expect(index.search('space crew', 'AND')).toEqual([1]);
    expect(index.search('space waitress', 'AND')).toEqual([]);
  });

  it('finds texts with some of the words, rarer words first', () => {
    expect(index.search('scott space', 'OR')).toEqual([1, 0]);
    expect(index.search('space waitress', 'OR')[0]).toBe(2);
  });

  it('does not guess: a misspelt or unfinished word is another word', () => {
    expect(index.search('waitres', 'OR')).toEqual([]);
    expect(index.search('AMELIE', 'OR')).toEqual([2]);
  });

  it.each(['', ' ', '?!', 'the film of the', 'x'.repeat(100_000)])(
    'finds nothing for a query that says nothing',
    (query) => {
      expect(index.search(query, 'OR')).toEqual([]);
    },
  );

  it('grows by what comes later, and takes nothing twice', async () => {
    const growing = createTextIndex(stopWords);
    await growing.add(2, TEXTS.slice(2));
    await growing.add(0, TEXTS);
    expect(growing.search('space', 'AND').sort()).toEqual([0, 1]);
    expect(growing.search('waitress', 'AND')).toEqual([2]);
  });
});
