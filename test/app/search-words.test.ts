// What a search says of its answer, and what stands on the chips of wishes.
import { describe, expect, test } from 'vitest';
import { looserSearches, missingLine, relaxedLine, searchHeading } from '../../demo/app/search/search-words.ts';
import { readWishes, wishWords } from '../../demo/app/state/wishes.ts';
import { steeringRemark } from '../../demo/app/steering/steering-words.ts';
import type { ItemSummary, ReadWish, RelaxedCondition, SearchResponse } from '../../src/sdk/index.ts';

const film = (title: string, more: Partial<ItemSummary> = {}): ItemSummary & { score: number } => ({
  itemId: title,
  itemIndex: 0,
  title,
  facets: {},
  details: {},
  score: 0,
  ...more,
});

/** A wish that the words `said` of a text express. */
function wish(text: string, said: string, more: Partial<ReadWish>): ReadWish {
  const start = text.indexOf(said);
  return { said, start, end: start + said.length, mark: 'want', kind: 'value', label: said, ...more };
}

function answer(text: string, more: Partial<SearchResponse> = {}, wishes: ReadWish[] = []): SearchResponse {
  const reading = { text, wishes, where: {}, rest: '', unknownWords: [] };
  return { items: [], source: 'semantic', requestId: '0', latencyMs: 1, reading, ...more };
}

describe('a chip says', () => {
  test.each<[Partial<ReadWish>, string]>([
    [{ label: 'Comedy' }, 'Comedy'],
    [{ label: 'not violence', mark: 'not' }, 'Not violence'],
    [{ kind: 'range', field: 'runningTime', label: 'up to 100', max: 100 }, 'Up to 100 min'],
    [{ kind: 'range', field: 'runningTime', label: 'from 120', min: 120 }, 'From 120 min'],
    [{ kind: 'range', field: 'year', label: '1970 to 1979', min: 1970, max: 1979 }, '1970 to 1979'],
    [{ kind: 'range', field: 'year', label: 'more year', mark: 'more' }, 'Newer'],
    [{ kind: 'range', field: 'runningTime', label: 'less runningTime', mark: 'less' }, 'Shorter'],
    [{ kind: 'fame', label: 'more well known', mark: 'more' }, 'Better known'],
    [{ kind: 'occasion', label: 'parents', value: 'parents' }, 'With parents'],
    [{ kind: 'like', label: 'like Alien' }, 'Like Alien'],
  ])('%j: %s', (more, words) => {
    expect(wishWords(wish('', '', more))).toBe(words);
  });
});

test('the heading says that it is a search, and of what', () => {
  expect(searchHeading({ query: 'a lost key', state: 'loading' })).toBe('Searching for “a lost key”');
  expect(searchHeading({ query: 'a lost key', state: 'ready' })).toBe('Searched for “a lost key”');
});

test('of a film that is not here no word of its title is a wish', () => {
  const missing = { title: 'Spring Breakdown', year: 2009 };
  const response = answer('spring breakdown', { missing, items: [film('A')] }, [wish('spring', 'spring', {})]);
  expect(readWishes(response)).toEqual([]);
});

test('what is missing is named with its year, where that is known', () => {
  expect(missingLine({ title: 'Zardoz', year: 1974 })).toBe('Zardoz (1974) is not among these films. Closest:');
  expect(missingLine({ title: 'the house of x' })).toBe('No exact title. Closest:');
});

describe('what gave way', () => {
  test.each<[RelaxedCondition[], string]>([
    [
      [{ field: 'runningTime', asked: { max: 80 }, instead: { max: 100 } }],
      'Nothing under 80 minutes has all of that; here are films up to 100 minutes.',
    ],
    [
      [{ field: 'country', asked: { any: ['Norway', 'United Kingdom'] } }],
      'Nothing from Norway or the United Kingdom has all of that; here are films from any country.',
    ],
    [
      [
        { field: 'runningTime', asked: { min: 100, max: 110 } },
        { field: 'year', asked: { min: 1970, max: 1979 }, instead: { min: 1965, max: 1984 } },
      ],
      'Nothing of 100 to 110 minutes and from 1970 to 1979 has all of that; here are films of any length and from 1965 to 1984.',
    ],
    [
      [{ field: 'year', asked: { max: 1949 } }],
      'Nothing from before 1950 has all of that; here are films from any year.',
    ],
  ])('%j is said', (relaxed, line) => {
    expect(relaxedLine(relaxed, [film('A', { facets: { country: ['France'] } })])).toBe(line);
  });

  test('is not said to be nothing where some films are all of that', () => {
    const relaxed = [{ field: 'runningTime', asked: { max: 80 }, instead: { max: 100 } }];
    const short = film('A', { details: { runningTime: '79 min' } });
    const long = film('B', { details: { runningTime: '96 min' } });
    expect(relaxedLine(relaxed, [short, long])).toBe(
      'Only 1 film under 80 minutes has all of that; after them come films up to 100 minutes.',
    );
  });
});

describe('where nothing is found', () => {
  test('each condition can be given up, with its words and those that lead to it', () => {
    const text = 'comedy from Norway under 60 minutes with nothing violent';
    const response = answer(
      text,
      {
        loosen: [
          { field: 'country', count: 12 },
          { field: 'runningTime', count: 1 },
          { field: 'cautions', count: 3 },
        ],
      },
      [
        wish(text, 'comedy', { label: 'Comedy', facet: 'genre', value: 'Comedy' }),
        wish(text, 'Norway', { label: 'Norway', facet: 'country', value: 'Norway' }),
        wish(text, 'under 60 minutes', { kind: 'range', field: 'runningTime', max: 60, label: 'up to 60' }),
        wish(text, 'violent', { mark: 'not', facet: 'cautions', value: 'violence', label: 'not violence' }),
      ],
    );
    expect(looserSearches(response)).toEqual([
      { words: 'Without Norway: 12 films', query: 'comedy under 60 minutes with nothing violent' },
      { words: 'Of any length: 1 film', query: 'comedy from Norway with nothing violent' },
      { words: 'Even with violence: 3 films', query: 'comedy from Norway under 60 minutes' },
    ]);
  });

  test('a search for nothing at all is not offered', () => {
    const only = wish('from Norway', 'Norway', { label: 'Norway', facet: 'country', value: 'Norway' });
    expect(looserSearches(answer('from Norway', { loosen: [{ field: 'country', count: 9 }] }, [only]))).toEqual([]);
  });
});

test('steering says when few films are left and what was not understood', () => {
  const wishes = [{ ...wish('', '', {}), id: '0.0', text: '', words: '', isAlways: false }];
  expect(steeringRemark({ wishes, numItems: 2836 })).toBe('');
  expect(steeringRemark({ wishes, numItems: 7 })).toBe('Only 7 films fit all of that.');
  expect(steeringRemark({ wishes, numItems: 1 })).toBe('Only 1 film fits all of that.');
  expect(steeringRemark({ wishes, numItems: 0, lost: { words: 'blorp', isAll: false } })).toBe(
    'No film fits all of that. Not understood: blorp.',
  );
  expect(steeringRemark({ wishes: [], lost: { words: 'blorp', isAll: true } })).toMatch(/^The list cannot follow that/);
});

test('steering says how a wish is said differently, until what was said is not understood', () => {
  const edited = { ...wish('', '', { label: 'less dark' }), id: '0.0', text: '', words: '', isAlways: false };
  expect(steeringRemark({ wishes: [edited], numItems: 7, edited })).toBe(
    'Say “Less dark” differently in the field above, or press Escape to keep it.',
  );
  const lost = { words: 'blorp', isAll: true };
  expect(steeringRemark({ wishes: [edited], lost, edited })).toMatch(/^The list cannot follow that/);
});
