import { describe, expect, it } from 'vitest';
import { matchFilms, titleKeys } from '../../demo/films/cleaning/match-films.ts';

const films = [
  { title: 'The Matrix', year: 1999 },
  { title: 'Amélie', year: 2001 },
  { title: 'Fast & Furious', year: 2009 },
  { title: 'Alice in Wonderland', year: 1951 },
  { title: 'Alice in Wonderland', year: 2010 },
  { title: 'Twin', year: 2011 },
  { title: 'Twin', year: 2013 },
  { title: 'No Year' },
];
const match = (title: string, year?: number) => matchFilms(films, [{ title, ...(year !== undefined && { year }) }])[0];

describe('matchFilms', () => {
  it.each([
    ['Matrix, The', 1999, 0],
    ['The Matrix', 1998, 0],
    ['Amelie (Fabuleux destin d’Amélie Poulain, Le)', 2001, 1],
    ['Something Else (a.k.a. Amelie)', 2001, 1],
    ['Fast and Furious', 2009, 2],
    ['Alice in Wonderland', 2010, 4],
    ['Twin', 2013, 6],
  ])('finds %s (%i)', (title, year, place) => {
    expect(match(title, year)).toBe(place);
  });

  it.each([
    ['a year too far away', 'The Matrix', 2003],
    ['another title', 'The Matrix Reloaded', 1999],
    ['two films equally near', 'Twin', 2012],
    ['a film whose year is unknown', 'No Year', 2000],
    ['no year', 'The Matrix', undefined],
  ])('leaves %s', (_, title, year) => {
    expect(match(title, year)).toBeUndefined();
  });
});

it('looks a title up by its parts', () => {
  expect(titleKeys('Lives of Others, The (Das leben der Anderen)')).toEqual([
    'lives-of-others-the-das-leben-der-anderen',
    'lives-of-others',
    'leben-der-anderen',
  ]);
});
