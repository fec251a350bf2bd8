import { describe, expect, test } from 'vitest';
import { TitleMatcher } from '../../src/text/title-matcher.ts';

const films: [title: string, year: number | undefined, ...others: string[]][] = [
  ['Alien', 1979],
  ['Aliens', 1986],
  ['Dune', 1984],
  ['Dune', 2021],
  ['Kill Bill: Volume 1', 2003],
  ['Kill Bill: Volume 2', 2004],
  ['Per qualche dollaro in più', 1967, 'For a Few Dollars More'],
  ['Terminator Salvation: The Future Begins', 2009],
  ['Léon', 1994],
  ['The Lost City', 2005],
  ['The Lost City', 2006],
  ['Sea Rex: Journey to a Prehistoric World', undefined],
  ['Crash', 2005],
  ['Crash', 1996],
];
const matcher = new TitleMatcher(
  films.map(([title, year, ...others], itemIndex) => ({
    itemIndex,
    titles: [title, ...others],
    ...(year && { year }),
  })),
);
const match = (title: string, year?: number) => matcher.match({ titles: [title], ...(year && { year }) });
const names = (title: string, year?: number) =>
  match(title, year).itemIndices.map((i) => films[i]!.slice(0, 2).join(' '));

describe('a title', () => {
  test.each([
    ['ALIEN', 1979, 'Alien 1979'],
    ['Alien', 1980, 'Alien 1979'],
    ['Dune', 2020, 'Dune 2021'],
    ['Kill Bill: Vol. 2', 2004, 'Kill Bill: Volume 2 2004'],
    ['Kill Bill', 2003, 'Kill Bill: Volume 1 2003'],
    ['For a Few Dollars More', 1965, 'Per qualche dollaro in più 1967'],
    ['Terminator Salvation', 2009, 'Terminator Salvation: The Future Begins 2009'],
    ['Sea Rex: Journey to a Prehistoric World', 2010, 'Sea Rex: Journey to a Prehistoric World '],
    ['Aliens', undefined, 'Aliens 1986'],
  ])('%s (%s) is %s for certain', (title, year, found) => {
    expect(match(title, year).confidence).toBe('certain');
    expect(names(title, year)).toEqual([found]);
  });

  test.each([
    ['Léon: The Professional', 1994, 'Léon 1994'],
    ['Allien', 1979, 'Alien 1979'],
    ['Alien', 1982, 'Alien 1979'],
  ])('%s (%s) is %s perhaps: somebody has to look', (title, year, found) => {
    expect(match(title, year).confidence).toBe('likely');
    expect(names(title, year)[0]).toBe(found);
  });

  test('that two films have is a question', () => {
    expect(match('Crash')).toMatchObject({ confidence: 'likely' });
    expect(names('Crash').toSorted()).toEqual(['Crash 1996', 'Crash 2005']);
    expect(match('The Lost City', 2005).confidence).toBe('certain');
  });

  test.each([
    ['Alien', 2017],
    ['The Lantern Keepers', 1979],
    ['', 1979],
    ['!!!', 2021],
    ['Nothing Like It', undefined],
  ])('%s (%s) is none of them', (title, year) => {
    expect(match(title, year)).toEqual({ confidence: 'none', itemIndices: [] });
  });

  test('may be given under several names', () => {
    expect(matcher.match({ titles: ['Le huitième passager', 'Alien'], year: 1979 }).confidence).toBe('certain');
  });
});
