import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../../src/language/english/pack.ts';
import { readRange } from '../../src/language/english/ranges.ts';
import { tokenize } from '../../src/language/tokens.ts';

const THIS_YEAR = 2026;

/** What a text begins with: `year 1970..1979`, and how many of its words that takes. */
function said(text: string): { range: string | undefined; isWhole: boolean } {
  const tokens = tokenize(text, ENGLISH.stem);
  const found = readRange(tokens, 0, THIS_YEAR, new Set());
  if (!found) return { range: undefined, isWhole: false };
  const { quantity, min, max, direction, end } = found;
  return { range: `${quantity} ${direction ?? `${min ?? ''}..${max ?? ''}`}`, isWhole: end === tokens.length };
}

describe('years', () => {
  test.each([
    ['1994', '1994..1994'],
    ['from 1994', '1994..1994'],
    ['the 70s', '1970..1979'],
    ["70's", '1970..1979'],
    ['1970s', '1970..1979'],
    ['Seventies', '1970..1979'],
    ['the nineteen seventies', '1970..1979'],
    ['twenty twenties', '2020..2029'],
    ['the noughties', '2000..2009'],
    ['2010s', '2010..2019'],
    ['early 90s', '1990..1993'],
    ['mid 90s', '1994..1996'],
    ['mid-90s', '1994..1996'],
    ['the middle of the 90s', '1994..1996'],
    ['late nineties', '1997..1999'],
    ['before 1960', '..1959'],
    ['pre-1960', '..1959'],
    ['until 1990', '..1990'],
    ['up to 1990', '..1990'],
    ['1990 or earlier', '..1990'],
    ['nothing after 2000', '..2000'],
    ['after 2010', '2011..'],
    ['post 2010', '2011..'],
    ['since 2015', '2015..'],
    ['from 2015 on', '2015..'],
    ['2015 onwards', '2015..'],
    ['1990 or later', '1990..'],
    ['1990 to now', '1990..'],
    ['from the 90s onwards', '1990..'],
    ['at least 2000', '2000..'],
    ['no older than 2000', '2000..'],
    ['nothing before 1990', '1990..'],
    ['between 1950 and 1960', '1950..1960'],
    ['1950-1960', '1950..1960'],
    ['from 1950 to 1960', '1950..1960'],
    ['60s to 80s', '1960..1989'],
    ['between the 60s and the 80s', '1960..1989'],
    ['around 1980', '1978..1982'],
    ['around the 80s', '1980..1989'],
    ['the last ten years', '2017..'],
    ['past 5 years', '2022..'],
    ['the last two decades', '2007..'],
    ['the last decade', '2017..'],
    ['last year', '2025..2025'],
    ['this year', '2026..2026'],
    ['recent years', '2022..'],
    ['21st century', '2000..'],
    ['before the 21st century', '..1999'],
    ['last century', '..1999'],
    ['the silent era', '..1929'],
    ['silent films', '..1929'],
    ['classic', '..1979'],
    ['new', '2022..'],
    ['newer', 'more'],
    ['more recent', 'more'],
    ['older', 'less'],
  ])('%s: %s', (text, range) => {
    expect(said(text)).toEqual({ range: `year ${range}`, isWhole: true });
  });

  test.each([
    '1879',
    '2100',
    'early 1994',
    'old man',
    'new york',
    'new family',
    'new friends in town',
    'modern love',
    'between 1990 and 1980',
    'between two hours and 1990',
    'constructor',
  ])('%s says none', (text) => {
    expect(said(text).range).toBeUndefined();
  });

  test.each(['new films', 'new family films', 'modern love stories', 'new friends movies'])('%s are new', (text) => {
    expect(said(text).range).toBe('year 2022..');
  });
});

describe('lengths', () => {
  test.each([
    ['90 minutes', '80..100'],
    ['90 min', '80..100'],
    ['ninety minutes', '80..100'],
    ['two hours', '110..130'],
    ['2h', '110..130'],
    ['1h30', '80..100'],
    ['1 hour 40', '90..110'],
    ['1 hour 40 minutes', '90..110'],
    ['an hour and a half', '80..100'],
    ['one and a half hours', '80..100'],
    ['half an hour', '20..40'],
    ['an hour and twenty minutes', '70..90'],
    ['two hours and a quarter', '125..145'],
    ['1,5 hours', '80..100'],
    ['a hundred minutes', '90..110'],
    ['a hundred and twenty minutes', '110..130'],
    ['about 90 minutes', '80..100'],
    ['90 minutes or so', '80..100'],
    ['two hours long', '110..130'],
    ['about 2 hours long', '110..130'],
    ['under 2 hours long', '..120'],
    ['90 minutes long or less', '..90'],
    ['under 100 minutes', '..100'],
    ['under two hours', '..120'],
    ['less than 90', '..90'],
    ['no longer than 100 min', '..100'],
    ['nothing over two hours', '..120'],
    ['at most 2 hours', '..120'],
    ['100 min max', '..100'],
    ['max 100', '..100'],
    ['two hours tops', '..120'],
    ['90 minutes or less', '..90'],
    ['over two hours', '120..'],
    ['more than 2 hours', '120..'],
    ['at least 90 minutes', '90..'],
    ['2 hours or more', '120..'],
    ['90 minutes plus', '90..'],
    ['between 80 and 100 minutes', '80..100'],
    ['80 to 100 minutes', '80..100'],
    ['80-100 min', '80..100'],
    ['an hour to two hours', '60..120'],
    ['short', '..90'],
    ['quick watch', '..90'],
    ['long', '150..'],
    ['not too long', '..120'],
    ['nothing too long', '..120'],
    ['too long', 'less'],
    ['shorter', 'less'],
    ['longer', 'more'],
  ])('%s: %s', (text, range) => {
    expect(said(text)).toEqual({ range: `minutes ${range}`, isWhole: true });
  });

  test.each(['under 5', 'under 90 people', 'short story', 'long time ago', 'between 100 and 80 minutes', '50 to 1960'])(
    '%s says none',
    (text) => {
      expect(said(text).range).toBeUndefined();
    },
  );
});

describe('ages', () => {
  test.each([
    ['7 year old', 7],
    ['7yo', 7],
    ['7 y o', 7],
    ['seven years old', 7],
    ['aged 9', 9],
    ['is 15', 15],
    ['70 year old', 70],
  ])('%s: %i', (text, age) => {
    expect(said(text)).toEqual({ range: `age ${age}..${age}`, isWhole: true });
  });

  test.each(['is 30', 'of 3 friends', 'for 5', '0 years old', '200 years old'])('%s says none', (text) => {
    expect(said(text).range).toBeUndefined();
  });
});

/** Of a catalog with people's ratings and critics'. */
function rated(text: string): string | undefined {
  const tokens = tokenize(text, ENGLISH.stem);
  const found = readRange(tokens, 0, THIS_YEAR, new Set(['rating', 'critics']));
  return found && `${found.quantity} ${found.min ?? ''}..${found.max ?? ''}, ${found.end} of ${tokens.length}`;
}

describe('ratings', () => {
  test.each([
    ['rated at least 8 on imdb', 'rating 8.., 6 of 6'],
    ['imdb score of 8 or more', 'rating 8.., 6 of 6'],
    ['7+ on imdb please', 'rating 7.., 3 of 4'],
    ['rated above 7.5', 'rating 7.5.., 3 of 3'],
    ['rated 8 out of 10', 'rating 8.., 5 of 5'],
    ['imdb 6 or less', 'rating ..6, 4 of 4'],
    ['over 90 percent on rotten tomatoes', 'critics 90.., 6 of 6'],
    ['rotten tomatoes score above 90', 'critics 90.., 5 of 5'],
    ['below 20 on the tomatometer', 'critics ..20, 5 of 5'],
  ])('%s', (text, range) => {
    expect(rated(text)).toBe(range);
  });

  test.each(['rated', 'imdb', 'above 7', 'rated above 300', '8 people', 'rotten tomatoes above 5'])(
    'none in "%s"',
    (text) => {
      expect(rated(text) ?? '').not.toMatch(/^(rating|critics)/);
    },
  );
});

describe('years of one’s own', () => {
  test.each([
    ['older than me, I was born in 1985', 'year ..1984'],
    ['before i was born in 1990', 'year ..1989'],
    ['the year i was born, 1979', 'year 1979..1979'],
    ['older than me and i’m 38', 'year ..1987'],
    ['younger than my daughter who is 12', 'year 2014..'],
    ['older than my dad, he’s 70', 'year ..1955'],
    ['not older than ten years', 'year 2016..'],
    ['older than 50 years', 'year ..1975'],
    ['more than 30 years ago', 'year ..1995'],
  ])('%s', (text, range) => {
    expect(said(text).range).toBe(range);
  });

  test('are unknown where nobody says when that was', () => {
    expect(said('before i was born').range).toBeUndefined();
    expect(said('older than me').range).toBe('year less');
  });
});
