// The film catalog: rows of the source, cleaned, and the films that only the records have; each with a stable id, the
// text for the encoder, facets, details and features.

import { InputError } from '../../../src/errors.ts';
import { scaleFreshness, withKnownFlags } from '../../../src/items/feature-scaling.ts';
import { slug } from '../../../src/items/slug.ts';
import type { ItemTextFields } from '../../../src/text/item-text.ts';
import { type FilmFacts, LARGEST_DEGREE } from '../records/film-facts.ts';
import type { AddedFilm, FilmRecord } from '../records/film-record.ts';
import { type FilmMentions, readMentions, renown } from '../records/mentions.ts';
import { type FilmRecords, type Placed, readFilmRecords } from '../records/read-records.ts';
import { recordText } from '../records/record-text.ts';
import { cleanFilms, type FilmReport } from './clean-films.ts';
import { filmDetails, filmFacets, type WrittenOfFilm } from './film-facets.ts';
import { type FilmRow, readFilmRows } from './film-row.ts';
import { usualSpellings } from './people-spellings.ts';

export interface Film {
  /** Slug of title and year, for example `the-land-girls-1998`; unique and stable. */
  itemId: string;
  /** Rows of the source file that are this film; none for a film that only the records have. */
  sourceRows: number[];
  title: string;
  year?: number;
  /** Whether a record tells of it. Those films are the better known ones, so this is no fact to learn from. */
  hasRecord: boolean;
  /** Further ones, such as the original title. */
  titles: readonly string[];
  franchise?: string;
  /** How widely known today, and how loved by those who know it: 1 to 5; 0 where the facts are silent. */
  fame: number;
  loved: number;
  /** ISO date from which the catalog has it. */
  since: string;
  textFields: ItemTextFields;
  facets: Record<string, string[]>;
  details: Record<string, string>;
  /** f32 [6], in the order of FEATURES. */
  features: Float32Array;
}

/** From when on the catalog has the films of the source. */
const SOURCE_SINCE = '2026-11-24';
/** Share of the largest degree that a film is loved at most which the writer of the facts does not know. */
const MOST_LOVED_UNKNOWN = 0.7;

interface ReadFilmsOptions {
  /** Rows as read (default: those of the installed package). */
  rows?: readonly FilmRow[];
  /** Default: those of the repository. */
  records?: FilmRecords;
  /** How often what was written names a film (default: those of the repository). */
  mentions?: FilmMentions;
}

/**
 * Reads and cleans the catalog: the source's films in the order of its file, then the added ones by id.
 *
 * @throws InputError for the first thing that is wrong with a record
 */
export function readFilms({
  rows = readFilmRows(),
  records = readFilmRecords(),
  mentions = readMentions(),
}: ReadFilmsOptions = {}): {
  films: Film[];
  report: FilmReport;
} {
  const cleaned = cleanFilms(rows);
  const ids = filmIds(cleaned.rows);
  const [problem] = [...records.problems, ...misplacedRecords(records, new Set(ids))];
  if (problem) throw problem;
  const added = [...records.added.values()];
  added.sort((a, b) => (a.record.id < b.record.id ? -1 : 1));
  const factsOf = (id: string) => records.facts.get(id)?.record;
  const formsOf = (id: string) => records.forms.get(id)?.record;
  const askedOf = (id: string) => records.asked.get(id)?.record;
  const prizesOf = (id: string) => records.prizes.get(id)?.record;
  const sources = [
    ...cleaned.rows.map((row, i) => {
      return { id: ids[i]!, row, record: records.records.get(ids[i]!)?.record, since: SOURCE_SINCE };
    }),
    ...added.map(({ record, written }) => ({ id: record.id, row: rowOf(record), record, since: written })),
  ].map(({ id, row, record, since }) => {
    const facts = factsOf(id);
    const written = { record, facts, asked: askedOf(id), forms: formsOf(id), prizes: prizesOf(id) };
    return { id, row: completed(row, record, facts), since, ...written };
  });
  const films = sources.map((source) => ({ ...toFilm(source), features: filmFeatures(source, mentions) }));
  const spell = usualSpellings(films.flatMap(({ facets }) => facets.people ?? []));
  for (const { facets } of films) if (facets.people) facets.people = [...new Set(facets.people.map(spell))];
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

/** Records, facts and forms of films that there are none of, and added films that the source has. */
export function misplacedRecords(
  { records, added, facts, asked, forms, prizes }: FilmRecords,
  ids: ReadonlySet<string>,
): InputError[] {
  const problem = ({ record, file, line }: Placed<{ id: string }>, expected: string) =>
    new InputError({ file, line, found: `id '${record.id}'`, expected });
  return [
    ...[...records.values()]
      .filter(({ record }) => !ids.has(record.id))
      .map((placed) => problem(placed, 'the id of a film of the source (another film goes to a file added-*.jsonl)')),
    ...[...added.values()]
      .filter(({ record }) => ids.has(record.id))
      .map((placed) => problem(placed, 'a film that the source does not have')),
    ...[...facts.values(), ...asked.values(), ...forms.values(), ...prizes.values()]
      .filter(({ record }) => !ids.has(record.id) && !added.has(record.id))
      .map((placed) => problem(placed, 'the id of a film of the catalog')),
  ];
}

/** What the source would have told of an added film; its votes, ratings and gross are unknown. */
export function rowOf({ title, year, genre, creativeType, source, board }: AddedFilm): FilmRow {
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

/** The source's word counts, but for what facts put right; a record fills what it lacks. */
function completed(row: FilmRow, record: FilmRecord | undefined, facts: FilmFacts | undefined): FilmRow {
  return {
    ...row,
    title: facts?.title ?? row.title,
    releaseYear: facts?.year ?? row.releaseYear,
    genre: facts?.genre ?? row.genre,
    director: facts?.director ?? row.director ?? record?.director ?? null,
    runningTimeMin: row.runningTimeMin ?? record?.runningTime ?? null,
  };
}

interface FilmSource extends WrittenOfFilm {
  id: string;
  row: FilmRow;
  since: string;
}

function toFilm({ id, row, since, ...written }: FilmSource): Omit<Film, 'features'> {
  const { record, facts } = written;
  const title = String(row.title);
  return {
    itemId: id,
    sourceRows: row.vegaIndex < 0 ? [] : [row.vegaIndex, ...row.mergedVegaIndices],
    title,
    ...(row.releaseYear === null ? {} : { year: row.releaseYear }),
    hasRecord: record !== undefined,
    titles: facts?.titles ?? [],
    ...(facts?.franchise !== undefined && { franchise: facts.franchise }),
    fame: facts?.fame ?? 0,
    loved: facts?.loved ?? 0,
    since,
    textFields: {
      title,
      year: row.releaseYear ?? undefined,
      genres: row.genre === null ? undefined : [row.genre],
      creativeType: row.creativeType ?? undefined,
      source: row.source ?? undefined,
      director: row.director ?? undefined,
      ...(record && recordText(record)),
    },
    facets: filmFacets(row, written),
    details: filmDetails(row, written),
  };
}

/**
 * Features in the order of FEATURES, f32 [6]. How loved and how known a film is today is what its facts and what was
 * written say; of the source's ratings and votes, which end in 2010, only the rating of a film that the writer of the
 * facts does not know.
 */
function filmFeatures({ id, row, facts }: FilmSource, mentions: FilmMentions): Float32Array {
  const values = [
    facts?.loved === undefined ? unknownsRating(row.imdbRating) : facts.loved / LARGEST_DEGREE,
    facts && renown(facts.fame, mentions.get(id)),
    scaleFreshness(row.releaseYear ?? undefined),
  ];
  return Float32Array.from(withKnownFlags(values));
}

/** What hardly anybody knows is loved by some: the source's scale of 10, without its ends. */
function unknownsRating(imdbRating: number | null): number | undefined {
  return imdbRating === null ? undefined : Math.min(MOST_LOVED_UNKNOWN, imdbRating / 10);
}
