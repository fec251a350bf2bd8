import { describe, expect, it, test } from 'vitest';
import { createSlotReader } from '../../demo/films/language/gold-conditions.ts';
import { createJudge } from '../../demo/films/language/measure-obedience.ts';
import { repeatsIn } from '../../demo/films/language/measure-suggestions.ts';
import { firstUnmet, saysTheSame } from '../../demo/films/language/measure-written-suggestions.ts';
import { firstLines, percentile, share } from '../../demo/films/language/measures.ts';
import { meanRanking, rankingFigures } from '../../demo/films/language/search-sets.ts';

describe('conditions of labelled slots', () => {
  const slotReader = createSlotReader([
    { facets: { genre: ['Comedy', 'Horror'], people: ['Maggie Smith', 'Judi Dench'] } },
    { facets: { genre: ['Western'], country: ['Sweden'] } },
    { facets: { country: ['Denmark'] } },
  ]);
  const conditions = (text: string, ...slots: string[]) => slotReader.conditions({ text, slots });

  it.each([
    ['a value', 'westerns', ['genre=Western'], { genre: { any: ['Western'] } }],
    ['a value that others satisfy', 'for my kids', ['audience=family'], { audience: { any: ['family', 'kids'] } }],
    ['what is not wanted', 'nothing bloody', ['!caution=gore'], { cautions: { none: ['gore'] } }],
    ['a person', 'no hanks', ['!person=Tom Hanks'], { people: { none: ['Tom Hanks'] } }],
    ['a series', 'no batman', ['!series=Batman'], { franchise: { none: ['Batman'] } }],
    ['years', '70s', ['year=1970..1979'], { year: { min: 1970, max: 1979 } }],
    ['a length', 'under 100 min', ['minutes=..100'], { runningTime: { max: 100 } }],
    ['a length that is not wanted', 'nothing over 2 hours', ['!minutes=120..'], { runningTime: { max: 120 } }],
    ['years that are not wanted', 'not before 1980', ['!year=..1979'], { year: { min: 1980 } }],
    ['alternatives', 'comedy or horror', ['genre=Comedy', 'genre=Horror'], { genre: { any: ['Comedy', 'Horror'] } }],
    [
      'two that one film has',
      'horror comedy',
      ['genre=Comedy', 'genre=Horror'],
      { genre: { all: ['Comedy', 'Horror'] } },
    ],
    [
      'two that no film has both',
      'scandinavian',
      ['country=Sweden', 'country=Denmark'],
      { country: { any: ['Sweden', 'Denmark'] } },
    ],
    ['two decades', '70s or 80s', ['year=1970..1979', 'year=1980..1989'], { year: { min: 1970, max: 1989 } }],
  ])('%s', (_, text, slots, where) => {
    expect(conditions(text, ...slots)).toEqual([{ slots, where }]);
  });

  it.each([
    ['feelings', ['mood=sad', 'pace=slow', 'theme=crime', 'more mood=funny', 'less caution=gore']],
    ['degrees and directions', ['more fame', 'less acclaim', 'less minutes', 'more year', 'less country=France']],
    ['examples, titles and company', ['like=jaws-1975', 'title=jaws-1975', 'with=parents', 'surprise', 'always']],
  ])('%s are none', (_, slots) => {
    expect(conditions('', ...slots)).toEqual([]);
  });

  it('are one a field, each with the slots that ask for it, and the film that is not wanted itself', () => {
    const slots = ['mood=sad', '!genre=Horror', 'genre=Western', '!title=shane-1953', 'minutes=..100'];
    expect(conditions('', ...slots)).toEqual([
      { slots: ['!genre=Horror', 'genre=Western'], where: { genre: { any: ['Western'], none: ['Horror'] } } },
      { slots: ['minutes=..100'], where: { runningTime: { max: 100 } } },
      { slots: ['!title=shane-1953'], where: {}, without: 'shane-1953' },
    ]);
  });

  it('leave what is softly wished for', () => {
    const slots = ['mood=sad', '!mood=scary', 'more pace=fast', 'less theme=war', 'genre=Western', 'caution=gore'];
    expect(slotReader.softValues({ text: '', slots })).toEqual([
      { slot: 'mood=sad', facet: 'mood', value: 'sad' },
      { slot: 'more pace=fast', facet: 'pace', value: 'fast' },
      { slot: 'caution=gore', facet: 'cautions', value: 'gore' },
    ]);
  });
});

describe('a judge of lists', () => {
  const asked: object[] = [];
  const brokenBy = createJudge({
    matching: async (where) => {
      asked.push(where);
      return Uint32Array.from('genre' in where ? [0, 1] : [0, 1, 2]);
    },
  });
  const item = (itemIndex: number) => ({ itemIndex, itemId: `f${itemIndex}`, title: `F${itemIndex}` });
  const western = { slots: ['genre=Western'], where: { genre: ['Western'] } };

  it('names the first condition that is broken', async () => {
    expect(await brokenBy([item(0), item(1)], [western])).toBeUndefined();
    expect(await brokenBy([], [western])).toBeUndefined();
    expect(await brokenBy([item(0), item(2)], [western])).toBe('genre=Western (1 of 2, first F2)');
    const notOne = { slots: ['!title=f1'], where: {}, without: 'f1' };
    expect(await brokenBy([item(0), item(1)], [western, notOne])).toBe('!title=f1 (1 of 2, first F1)');
  });

  it('looks each up once', () => expect(asked).toEqual([{ genre: ['Western'] }, {}]));
});

describe('suggestions', () => {
  it('that come again are found whatever their signs', () => {
    expect(
      repeatsIn([
        ['Slow horror', 'Old westerns'],
        ['slow-horror!', 'New westerns'],
      ]),
    ).toEqual(['slow-horror!']);
    expect(repeatsIn([['a'], [], ['b']])).toEqual([]);
  });

  it('say the same in any order, and where a bound is said the other way round', () => {
    expect(saysTheSame(['mood=sad', 'minutes=..120'], ['!minutes=120..', 'mood=sad'])).toBe(true);
    expect(saysTheSame(['mood=sad'], ['mood=sad', 'genre=Drama'])).toBe(false);
  });

  it('find what is wished for in six of ten', () => {
    const page = Array.from({ length: 10 }, (_, i) => ({ facets: { mood: i < 6 ? ['sad'] : [], pace: ['slow'] } }));
    const wish = (facet: string, value: string) => ({ slot: `${facet}=${value}`, facet, value });
    expect(firstUnmet(page, [wish('mood', 'sad'), wish('pace', 'slow')])).toBeUndefined();
    expect(firstUnmet(page.slice(1), [wish('pace', 'slow'), wish('mood', 'sad')])).toBe('mood=sad (5 of 9)');
    expect(firstUnmet([], [])).toBeUndefined();
  });
});

test('rankings are measured at ten and at twenty', () => {
  const first = rankingFigures(['a', 'b', 'c'], new Set(['a', 'c']));
  expect(first.recall).toBe(1);
  expect(first.ndcg).toBeCloseTo((1 + 1 / 2) / (1 + 1 / Math.log2(3)), 10);
  const none = rankingFigures([], new Set(['a']));
  expect(none).toEqual({ recall: 0, ndcg: 0 });
  expect(meanRanking([first, none]).recall).toBe(0.5);
});

test('figures are printed', () => {
  expect([share(1, 3), share(0, 0)]).toEqual(['0.333', '-']);
  expect([percentile([3, 1, 2], 0.5), percentile([1, 2], 1), percentile([], 0.5)]).toEqual([2, 2, Number.NaN]);
  expect(firstLines(['a', 'b', 'c'], 2)).toEqual(['  a', '  b', '  … and 1 more']);
});
