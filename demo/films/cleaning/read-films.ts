// The film catalog: rows of the source, cleaned, and the films that only the records have; each with a stable id, the
// text for the encoder, facets, details and features.

import { InputError } from '../../../src/errors.ts';
import { NUM_FEATURES, scaleFeatures } from '../../../src/items/feature-scaling.ts';
import { slug } from '../../../src/items/slug.ts';
import type { ItemTextFields } from '../../../src/text/item-text.ts';
import type { FilmRecord, NewerFilm } from '../records/film-record.ts';
import { type FilmRecords, type Placed, readFilmRecords } from '../records/read-records.ts';
import { recordText } from '../records/record-text.ts';
import { cleanFilms, type FilmReport } from './clean-films.ts';
import { filmDetails, filmFacets } from './film-facets.ts';
import { type FilmRow, readFilmRows } from './film-row.ts';

export interface Film {
  /** Slug of title and year, for example `the-land-girls-1998`; unique and stable. */
  itemId: string;
  /** Rows of the source file that are this film; none for a film that only the records have. */
  sourceRows: number[];
  title: string;
  year?: number;
  /** Whether a record tells of it. Those films are the better known ones, so this is no fact to learn from. */
  hasRecord: boolean;
  textFields: ItemTextFields;
  facets: Record<string, string[]>;
  details: Record<string, string>;
  /** f32 [6], in the order of FEATURES. */
  features: Float32Array;
}

export interface ReadFilmsOptions {
  /** Rows as read (default: those of the installed package). */
  rows?: readonly FilmRow[];
  /** Default: those of the repository. */
  records?: FilmRecords;
  /** False: the same films without what the records tell of them, to see what that is worth (default true). */
  useRecords?: boolean;
  /** Whether the newer films join the catalog (default true). */
  includeNewer?: boolean;
}

/**
 * Reads and cleans the catalog: the source's films in the order of its file, then the newer ones by id.
 *
 * @throws InputError for the first thing that is wrong with a record
 */
export function readFilms({
  rows = readFilmRows(),
  records = readFilmRecords(),
  useRecords = true,
  includeNewer = true,
}: ReadFilmsOptions = {}): {
  films: Film[];
  report: FilmReport;
} {
  const cleaned = cleanFilms(rows);
  const ids = filmIds(cleaned.rows);
  const [problem] = [...records.problems, ...misplacedRecords(records, new Set(ids))];
  if (problem) throw problem;
  const newer = includeNewer ? [...records.newer.values()].map(({ record }) => record) : [];
  newer.sort((a, b) => (a.id < b.id ? -1 : 1));
  const sources = [
    ...cleaned.rows.map((row, i) => ({ id: ids[i]!, row, record: records.records.get(ids[i]!)?.record })),
    ...newer.map((record) => ({ id: record.id, row: rowOf(record), record })),
  ].map(({ id, row, record }) => ({ id, row: completed(row, record), record: useRecords ? record : undefined }));
  const features = scaleFeatures(sources.map(({ row }) => rawFeatures(row)));
  const films = sources.map(({ id, row, record }, i) => ({
    ...toFilm(id, row, record),
    features: features.slice(i * NUM_FEATURES, (i + 1) * NUM_FEATURES),
  }));
  return { films, report: cleaned.report };
}

/** One id a row: title and year as a slug; a second film with the same slug gets `-2` in file order, and so on. */
export function filmIds(rows: readonly FilmRow[]): string[] {
  const taken = new Set<string>();
  return rows.map((row) => {
    const base = [slug(String(row.title)) || 'film', ...(row.releaseYear === null ? [] : [row.releaseYear])].join('-');
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
    taken.add(id);
    return id;
  });
}

/** Records of films that the source does not have, and newer films that it does. */
export function misplacedRecords({ records, newer }: FilmRecords, ids: ReadonlySet<string>): InputError[] {
  const problem = ({ record, file, line }: Placed<{ id: string }>, expected: string) =>
    new InputError({ file, line, found: `id '${record.id}'`, expected });
  return [
    ...[...records.values()]
      .filter(({ record }) => !ids.has(record.id))
      .map((placed) => problem(placed, 'the id of a film of the source (a newer film goes to a file newer-*.jsonl)')),
    ...[...newer.values()]
      .filter(({ record }) => ids.has(record.id))
      .map((placed) => problem(placed, 'a film that the source does not have')),
  ];
}

/** What the source would have told of a newer film; its votes, ratings and gross are unknown. */
export function rowOf({ title, year, genre, creativeType, source, board }: NewerFilm): FilmRow {
  return {
    vegaIndex: -1,
    mergedVegaIndices: [],
    title,
    releaseYear: year,
    releaseDay: null,
    board: board ?? null,
    runningTimeMin: null,
    distributor: null,
    source: source ?? null,
    genre,
    creativeType: creativeType ?? null,
    director: null,
    usGrossDollars: null,
    worldwideGrossDollars: null,
    imdbRating: null,
    imdbVotes: null,
    rottenTomatoesPercent: null,
  };
}

/** The source's word counts; a record fills what it lacks. */
function completed(row: FilmRow, record: FilmRecord | undefined): FilmRow {
  return {
    ...row,
    director: row.director ?? record?.director ?? null,
    runningTimeMin: row.runningTimeMin ?? record?.runningTime ?? null,
  };
}

function toFilm(itemId: string, row: FilmRow, record: FilmRecord | undefined): Omit<Film, 'features'> {
  const title = String(row.title);
  return {
    itemId,
    sourceRows: row.vegaIndex < 0 ? [] : [row.vegaIndex, ...row.mergedVegaIndices],
    title,
    ...(row.releaseYear === null ? {} : { year: row.releaseYear }),
    hasRecord: record !== undefined,
    textFields: {
      title,
      year: row.releaseYear ?? undefined,
      genres: row.genre === null ? undefined : [row.genre],
      creativeType: row.creativeType ?? undefined,
      source: row.source ?? undefined,
      director: row.director ?? undefined,
      ...(record && recordText(record)),
    },
    facets: filmFacets(row, record),
    details: filmDetails(row, record),
  };
}

const rawFeatures = (row: FilmRow) => ({
  rating: row.imdbRating ?? undefined,
  votes: row.imdbVotes ?? undefined,
  gross: row.worldwideGrossDollars ?? undefined,
  year: row.releaseYear ?? undefined,
});
