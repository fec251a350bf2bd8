// The film catalog: rows of the source, cleaned, with stable ids, the text for the encoder, facets, details and features.
import { NUM_FEATURES, scaleFeatures } from '../../text/feature-scaling.ts';
import type { ItemTextFields } from '../../text/item-text.ts';
import { slug } from '../../text/slug.ts';
import { cleanFilms, type FilmReport } from './clean-films.ts';
import { filmDetails, filmFacets } from './film-facets.ts';
import { type FilmRow, readFilmRows } from './film-row.ts';

export interface Film {
  /** Slug of title and year, for example `the-land-girls-1998`; unique and stable. */
  itemId: string;
  /** Row in the source file. */
  vegaIndex: number;
  /** Further rows of the source file that are the same film. */
  mergedVegaIndices: number[];
  title: string;
  year?: number;
  textFields: ItemTextFields;
  facets: Record<string, string[]>;
  details: Record<string, string>;
  /** f32 [6], in the order of FEATURES. */
  features: Float32Array;
}

/**
 * Reads and cleans the catalog, in the order of the source file.
 *
 * @param rows  rows as read (default: those of the installed package)
 */
export function readFilms(rows: readonly FilmRow[] = readFilmRows()): { films: Film[]; report: FilmReport } {
  const cleaned = cleanFilms(rows);
  const features = scaleFeatures(cleaned.rows.map(rawFeatures));
  const ids = filmIds(cleaned.rows);
  const films = cleaned.rows.map((row, i) => ({
    ...toFilm(row, ids[i]!),
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

function toFilm(row: FilmRow, itemId: string): Omit<Film, 'features'> {
  const title = String(row.title);
  return {
    itemId,
    vegaIndex: row.vegaIndex,
    mergedVegaIndices: row.mergedVegaIndices,
    title,
    ...(row.releaseYear === null ? {} : { year: row.releaseYear }),
    textFields: {
      title,
      year: row.releaseYear ?? undefined,
      genres: row.genre === null ? undefined : [row.genre],
      creativeType: row.creativeType ?? undefined,
      source: row.source ?? undefined,
      director: row.director ?? undefined,
    },
    facets: filmFacets(row),
    details: filmDetails(row),
  };
}

const rawFeatures = (row: FilmRow) => ({
  rating: row.imdbRating ?? undefined,
  votes: row.imdbVotes ?? undefined,
  gross: row.worldwideGrossDollars ?? undefined,
  year: row.releaseYear ?? undefined,
});
