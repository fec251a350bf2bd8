// Cleaning rules for IMDB ratings that belong to another film. The file's makers joined the ratings by title: a remake
// and its original carry the same rating and the same number of votes, and some well-known films carry those of an
// obscure namesake (The Sound of Music: 45 votes). A rating that is surely wrong for one of them is unknown there.
import { slug } from '../../../src/items/slug.ts';
import type { FilmRow } from './film-row.ts';
import type { CatalogRule, Change, RowRule } from './rule.ts';

/** Films below this gross may well have few votes. */
const MIN_GROSS_DOLLARS = 20_000_000;
/**
 * Votes per million dollars that even a little-loved film has: the median is 300, a twentieth of the films lies below
 * 20.
 */
const MIN_VOTES_PER_MILLION = 25;
/** The same for films that were new when the votes were counted. */
const MIN_VOTES_PER_MILLION_NEW = 5;
const YEAR_OF_COUNT = 2010;
/** Below this, two films may have the same number of votes and the same rating by chance. */
const MIN_SHARED_VOTES = 1000;

/**
 * Namesakes whose shared rating is the older film's, or neither's, by their true vote counts (both films of Crash, both
 * of Twilight; The Calling is a third film's). Everywhere else the newer film has it.
 */
const NEWER_FILM_LACKS_RATING = new Set(['crash', 'twilight', 'the-calling']);
const OLDER_FILM_LACKS_RATING_TOO = new Set(['the-calling']);

const unknownRating: Change = { imdbRating: null, imdbVotes: null };
const unknownBoard: Change = { board: null, runningTimeMin: null };

export const votesOfAnotherFilm: RowRule = {
  name: 'votesOfAnotherFilm',
  why: `Grossed over $${MIN_GROSS_DOLLARS / 1e6} million with under ${MIN_VOTES_PER_MILLION} votes a million (${MIN_VOTES_PER_MILLION_NEW} for films of ${YEAR_OF_COUNT} on): the rating is a namesake’s, unknown.`,
  apply: ({ worldwideGrossDollars, imdbVotes, releaseYear }) => {
    if (imdbVotes === null || worldwideGrossDollars === null || worldwideGrossDollars < MIN_GROSS_DOLLARS)
      return undefined;
    const isNew = releaseYear !== null && releaseYear >= YEAR_OF_COUNT;
    const least = isNew ? MIN_VOTES_PER_MILLION_NEW : MIN_VOTES_PER_MILLION;
    return imdbVotes < least * (worldwideGrossDollars / 1e6) ? unknownRating : undefined;
  },
};

export const ratingSharedWithRemake: CatalogRule = {
  name: 'ratingSharedWithRemake',
  why: 'Two films of one title share rating and votes: they are the newer film’s (exceptions are listed), unknown for the other.',
  applyAll: (rows) =>
    changesInPairs(rows, (older, newer) => {
      if (!haveSameTitle(older, newer)) return [];
      const title = slug(String(older.title));
      if (!NEWER_FILM_LACKS_RATING.has(title)) return [older];
      return OLDER_FILM_LACKS_RATING_TOO.has(title) ? [older, newer] : [newer];
    }),
};

export const ratingSharedWithSequel: CatalogRule = {
  name: 'ratingSharedWithSequel',
  why: 'Films of which one title begins the other (Monster, Monsters, Inc.) share rating and votes: they are the shorter title’s; sequels without the first film: nobody’s.',
  applyAll: (rows) =>
    changesInPairs(rows, (one, other) => {
      const [a, b] = [slug(String(one.title)), slug(String(other.title))];
      if (a === b) return [];
      if (b.startsWith(a)) return [other];
      if (a.startsWith(b)) return [one];
      return withoutPartNumber(a) === withoutPartNumber(b) ? [one, other] : [];
    }),
};

/**
 * The rating board of today's kind began in November 1968, PG-13 came in 1984. Older films were rated later, so an
 * early board alone is no error; the same board on a remake that already shared its rating is.
 */
export const boardSharedWithRemake: CatalogRule = {
  name: 'boardSharedWithRemake',
  why: 'An older film carries its remake’s board, which did not exist in its year, and then its running time too is not its own: unknown.',
  applyAll: (rows) =>
    changesInPairs(rows, (older, newer) => (carriesBoardOf(newer, older) ? [older] : []), unknownBoard),
};

/** Boards first: the other rules take away the shared ratings by which the pairs are found. */
export const RATING_RULES = [
  boardSharedWithRemake,
  ratingSharedWithRemake,
  ratingSharedWithSequel,
  votesOfAnotherFilm,
] as const;

const withoutPartNumber = (titleSlug: string): string => titleSlug.replace(/(-part)?-\d+$/, '');

const haveSameTitle = (a: FilmRow, b: FilmRow): boolean => slug(String(a.title)) === slug(String(b.title));

/** True where the two boards are equal and the older film is from before that board. */
function carriesBoardOf(newer: FilmRow, older: FilmRow): boolean {
  const year = older.releaseYear;
  if (year === null || older.board === null || older.board !== newer.board) return false;
  return haveSameTitle(older, newer) && (year < 1968 || (year < 1984 && older.board === 'PG-13'));
}

/** Gives `change` to the rows that `pick` names among the pairs (older, newer) that share rating and votes. */
function changesInPairs(
  rows: readonly FilmRow[],
  pick: (older: FilmRow, newer: FilmRow) => FilmRow[],
  change: Change = unknownRating,
): Map<FilmRow, Change> {
  const changes = new Map<FilmRow, Change>();
  for (const group of groupByRating(rows)) {
    for (const [i, older] of group.entries()) {
      for (const newer of group.slice(i + 1)) for (const row of pick(older, newer)) changes.set(row, change);
    }
  }
  return changes;
}

/** Groups of rows with the same rating and number of votes, oldest first. */
function groupByRating(rows: readonly FilmRow[]): FilmRow[][] {
  const groups = new Map<string, FilmRow[]>();
  for (const row of rows) {
    if (row.imdbRating === null || row.imdbVotes === null || row.imdbVotes < MIN_SHARED_VOTES) continue;
    const key = `${row.imdbRating}/${row.imdbVotes}`;
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  const byAge = (a: FilmRow, b: FilmRow): number => (a.releaseYear ?? 0) - (b.releaseYear ?? 0);
  return [...groups.values()].filter((group) => group.length > 1).map((group) => group.sort(byAge));
}
