// Likely queries and suggestions mean what was written of them; all other texts are none of them.
import { describe, expect, it } from 'vitest';
import { EMPTY_LANGUAGE, fitLanguage } from '../../src/language/vocabulary.ts';
import { indexWritten } from '../../src/language/written-readings.ts';

const language = {
  ...EMPTY_LANGUAGE,
  fields: { year: 'year', minutes: 'runningTime' },
  queries: [
    { text: 'scary movies', meanings: ['mood=scary'], synonym: 'frightening films' },
    { text: 'short westerns', meanings: ['genre=Western', 'minutes=..90'] },
    { text: 'frightening films', meanings: ['genre=Horror'] },
    { text: 'cold war', meanings: [] },
  ],
  suggestions: [
    { text: 'Horror that never needs the gore', meanings: ['genre=Horror', '!cautions=gore', 'less fame'] },
  ],
};

describe('written readings', () => {
  const read = indexWritten(language);

  it('are found by their words, in any case and with any signs', () => {
    expect(read('  Scary movies!')?.wishes).toEqual([
      { kind: 'value', facet: 'mood', value: 'scary', mark: 'want', said: 'scary', start: 0, end: 0 },
    ]);
    expect(read('horror, that never needs the GORE')?.wishes).toMatchObject([
      { kind: 'value', facet: 'genre', value: 'Horror', mark: 'want' },
      { kind: 'value', facet: 'cautions', value: 'gore', mark: 'not' },
      { kind: 'fame', mark: 'less' },
    ]);
    expect(read('short westerns')).toMatchObject({
      text: 'short westerns',
      wishes: [{ value: 'Western' }, { kind: 'range', field: 'runningTime', max: 90 }],
      rest: '',
      unknownWords: [],
      exactTitles: [],
    });
  });

  it('of a synonym are those of its query, unless it is a query itself', () => {
    expect(read('frightening films')?.wishes).toMatchObject([{ value: 'Horror' }]);
  });

  it('are none of other texts, nor of a query that means nothing', () => {
    for (const text of ['scary', 'scary movies please', '', 'cold war', '__proto__'])
      expect(read(text)).toBeUndefined();
  });

  it('speak of facets that the catalog has', () => {
    const fitted = fitLanguage(language, (name) => name === 'mood' || name === 'genre');
    expect(fitted.queries.map(({ text }) => text)).toEqual([
      'scary movies',
      'short westerns',
      'frightening films',
      'cold war',
    ]);
    expect(fitted.suggestions).toEqual([]);
    expect(fitLanguage(language, () => false).queries.map(({ text }) => text)).toEqual(['cold war']);
  });
});
