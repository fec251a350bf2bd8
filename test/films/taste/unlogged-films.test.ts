import { expect, test } from 'vitest';
import { readFilms } from '../../../demo/films/cleaning/read-films.ts';
import { loggedFilms, MIN_FILM_EVENTS, unloggedFigures } from '../../../demo/films/taste/unlogged-films.ts';
import type { FilmLog } from '../../../demo/films/training/film-training-data.ts';

const films = readFilms().films.slice(0, 4);
const [first, second, third, fourth] = films.map(({ itemId }) => itemId);

function logOf(items: number[], isReal: boolean): FilmLog {
  const log = {
    ...{ name: 'made up', numUsers: 1, unordered: true, passes: 1, items: Uint32Array.from(items) },
    ...{ offsets: Uint32Array.of(0, items.length), eventTypes: new Uint8Array(items.length) },
    candidates: Uint32Array.from(new Set(items)),
  };
  return { log, isReal };
}

test('a film is known from enough events of real people, over all logs', () => {
  const enough = Array<number>(MIN_FILM_EVENTS).fill(0);
  const tooFew = Array<number>(MIN_FILM_EVENTS - 1).fill(1);
  const logs = [logOf([...enough, ...tooFew], true), logOf([2, 2], true), logOf([2, 2, 2], true)];
  expect([...loggedFilms([...logs, logOf([1, 3, 3, 3, 3, 3], false)], films)]).toEqual([first, third]);
});

test('lists are counted apart for films that a log knows and for the others', () => {
  const lists = [
    [first!, second!, third!],
    [second!, fourth!],
  ];
  const wanted = [new Set([first!, second!]), new Set([third!])];
  const figures = unloggedFigures({ maker: 'm', lists }, wanted, new Set([first!, third!]));
  expect(figures.logged).toEqual({ numListed: 2, hitShare: 1 / 2, numWanted: 2, recall: 1 / 2 });
  expect(figures.unlogged).toEqual({ numListed: 3, hitShare: 1 / 3, numWanted: 1, recall: 1 });
});
