// Reads `movies.json` of the installed vega-datasets package into typed rows, as they are: cleaning comes after. The
// package is pinned, so a shape that differs means a wrong version and stops here.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import * as v from 'valibot';

/** One film while it is cleaned. `null` = unknown. */
export interface FilmRow {
  /** Row in the source file. */
  vegaIndex: number;
  /** Rows of the source file that were merged into this one. */
  mergedVegaIndices: number[];
  title: string | number | null;
  releaseYear: number | null;
  /** Month and day as in the source, for example `Dec 31`. */
  releaseDay: string | null;
  /** Rating board's category, for example `PG-13`. */
  board: string | null;
  runningTimeMin: number | null;
  distributor: string | null;
  source: string | null;
  genre: string | null;
  creativeType: string | null;
  director: string | null;
  usGrossDollars: number | null;
  worldwideGrossDollars: number | null;
  /** 0 to 10. */
  imdbRating: number | null;
  imdbVotes: number | null;
  /** Share of favourable reviews, 0 to 100. */
  rottenTomatoesPercent: number | null;
}

const text = v.nullable(v.string());
const number = v.nullable(v.number());
const RawFilms = v.array(
  v.object({
    Title: v.nullable(v.union([v.string(), v.number()])),
    'Release Date': v.pipe(v.string(), v.regex(/^[A-Z][a-z]{2} \d{2} \d{4}$/)),
    'MPAA Rating': text,
    'Running Time min': number,
    Distributor: text,
    Source: text,
    'Major Genre': text,
    'Creative Type': text,
    Director: text,
    'US Gross': number,
    'Worldwide Gross': number,
    'IMDB Rating': number,
    'IMDB Votes': number,
    'Rotten Tomatoes Rating': number,
  }),
);
type RawFilm = v.InferOutput<typeof RawFilms>[number];

/** Where the source lies and which version of the package it belongs to. */
export function locateMovies(): { path: string; packageName: string; version: string } {
  const entry = pathToFileURL(createRequire(import.meta.url).resolve('vega-datasets'));
  const manifest = JSON.parse(readFileSync(new URL('../package.json', entry), 'utf8')) as { version: string };
  const path = fileURLToPath(new URL('../data/movies.json', entry));
  return { path, packageName: 'vega-datasets', version: manifest.version };
}

/** The rows of `movies.json` in file order. Throws where a row has another shape than version 3.2.1 has. */
export function readFilmRows(path = locateMovies().path): FilmRow[] {
  const parsed = v.safeParse(RawFilms, JSON.parse(readFileSync(path, 'utf8')));
  if (parsed.success) return parsed.output.map(toRow);
  const issue = parsed.issues[0];
  throw new Error(`films: ${path}: ${v.getDotPath(issue)} is ${issue.received}, expected ${issue.expected}`);
}

function toRow(raw: RawFilm, vegaIndex: number): FilmRow {
  const date = raw['Release Date'];
  return {
    vegaIndex,
    mergedVegaIndices: [],
    title: raw.Title,
    releaseYear: Number(date.slice(-4)),
    releaseDay: date.slice(0, -5),
    board: raw['MPAA Rating'],
    runningTimeMin: raw['Running Time min'],
    distributor: raw.Distributor,
    source: raw.Source,
    genre: raw['Major Genre'],
    creativeType: raw['Creative Type'],
    director: raw.Director,
    usGrossDollars: raw['US Gross'],
    worldwideGrossDollars: raw['Worldwide Gross'],
    imdbRating: raw['IMDB Rating'],
    imdbVotes: raw['IMDB Votes'],
    rottenTomatoesPercent: raw['Rotten Tomatoes Rating'],
  };
}
