// MovieLens as training data for the film towers: the items of ml-1m and latest-small in one numbering, worded as the film
// catalog words its own films where a film is in both, and both logs without anybody's last two targets.
//
// Only the logs say how popular or well rated an item is: votes, ratings and gross of the film catalog never get in here.

import { join } from 'node:path';
import { InputError } from '../../../src/errors.ts';
import { type RawFeatures, scaleFeatures } from '../../../src/items/feature-scaling.ts';
import type { Item } from '../../../src/items/item-reader.ts';
import { createRandom } from '../../../src/numerics/random.ts';
import { leaveLastOut, type Split } from '../../../src/pipeline/evaluation/split.ts';
import type { Interactions } from '../../../src/pipeline/input/interactions.ts';
import { readInteractions } from '../../../src/pipeline/input/read-interactions.ts';
import { readItems } from '../../../src/pipeline/input/read-items.ts';
import { readRecords } from '../../../src/pipeline/input/read-records.ts';
import { kindQuery, moodQuery, thinnedText, titleQuery } from '../../../src/pipeline/training/text-variants.ts';
import type { TrainingItems, TrainingLog } from '../../../src/pipeline/training/training-data.ts';
import { trainingLog } from '../../../src/pipeline/training/training-log.ts';
import { fitSemanticIds, type SemanticIds } from '../../../src/semantic-ids/fit-semantic-ids.ts';
import { type ItemTextFields, itemText } from '../../../src/text/item-text.ts';
import { HASHED_MODALITIES, modalityVectors } from '../../../src/text/modalities.ts';
import { matchFilms } from '../cleaning/match-films.ts';
import type { Film } from '../cleaning/read-films.ts';
import { sourceText } from '../records/record-text.ts';

/** Votes that the mean rating counts for: MovieLens latest-small has ten ratings a film. */
const PRIOR_VOTES = 10;
/** Randomly thinned wordings of each item, beside the full one and the one without its record. */
const THINNED_VARIANTS = 3;
const CONTENT_VARIANTS = 2 + THINNED_VARIANTS;

export interface MovieLensItem {
  itemId: string;
  title: string;
  /** As the film catalog words it, where it has the film. */
  fields: ItemTextFields;
  film?: Film;
}

export interface MovieLens {
  items: MovieLensItem[];
  /** Served text of each item. */
  texts: string[];
  /** Logs without the last two targets of any user. */
  logs: TrainingLog[];
  /** What each log was cut from, and the row in `items` of each of its own items. */
  sources: { split: Split; itemRows: Uint32Array }[];
  /** f32 [numItems, Q], from the logs' training part alone */
  features: Float32Array;
}

/**
 * @param folder  holds `ml-1m/`, `ml-latest-small/` (each items.jsonl and interactions.csv) and `joins/vega_movies_x_movielens.csv`
 * @param films   the film catalog
 */
export async function readMovieLens(folder: string, films: readonly Film[], signal?: AbortSignal): Promise<MovieLens> {
  const joined = await readJoin(join(folder, 'joins', 'vega_movies_x_movielens.csv'), films);
  const newer = films.filter(({ sourceRows }) => sourceRows.length === 0);
  const rows = new Map<string, number>();
  const items: MovieLensItem[] = [];
  const logs: TrainingLog[] = [];
  const sources: MovieLens['sources'] = [];
  const ratings: { sum: number; count: number }[] = [];
  for (const name of ['ml-1m', 'ml-latest-small']) {
    const input = await readItems(join(folder, name, 'items.jsonl'), { signal });
    const matched = matchFilms(newer, input.items);
    const itemRows = Uint32Array.from(input.items, (item, i) => {
      const known = rows.get(item.id);
      if (known !== undefined) return known;
      rows.set(item.id, items.length);
      const film = joined.get(item.id) ?? newer[matched[i] ?? -1];
      return items.push(movieLensItem(item, film)) - 1;
    });
    const ids = input.items.map(({ id }) => id);
    const interactions = await readInteractions(join(folder, name, 'interactions.csv'), ids, { signal });
    const split = leaveLastOut(interactions);
    logs.push(trainingLog(name, split, itemRows));
    sources.push({ split, itemRows });
    collectRatings(split.train, itemRows, ratings);
  }
  const features = logFeatures(items, logs, ratings);
  return { items, texts: items.map((item) => itemText(item.fields)), logs, sources, features };
}

/** All wordings to encode, in the order that `trainingItems` expects them back. */
export function wordings({ items, texts }: MovieLens, seed: number): string[][] {
  const random = createRandom(seed);
  const thinned = Array.from({ length: THINNED_VARIANTS }, () =>
    items.map(({ fields }) => thinnedText(fields, random)),
  );
  return [
    texts,
    items.map(({ fields }) => sourceText(fields)),
    ...thinned,
    items.map(({ fields }) => titleQuery(fields)),
    items.map(({ fields }) => kindQuery(fields)),
    items.map(({ fields }) => moodQuery(fields, random)),
  ];
}

/** @param vectors  content vectors f32 [numItems, 512] of each of the wordings */
export function trainingItems(
  { items, features }: MovieLens,
  vectors: Float32Array[],
  seed: number,
): { items: TrainingItems; semanticIds: SemanticIds } {
  const fields = items.map((item) => item.fields);
  const itemIds = items.map(({ itemId }) => itemId);
  const semanticIds = fitSemanticIds(itemIds, vectors[0], fields, seed);
  return {
    items: {
      numItems: items.length,
      contentVariants: vectors.slice(0, CONTENT_VARIANTS),
      queryVariants: vectors.slice(CONTENT_VARIANTS),
      features,
      codes: semanticIds.codes,
      modalities: { layout: HASHED_MODALITIES, values: modalityVectors(fields) },
    },
    semanticIds,
  };
}

function movieLensItem({ id, title, year, fields }: Item, film: Film | undefined): MovieLensItem {
  const own: ItemTextFields = { title, year, genres: fields.genres ?? [] };
  return { itemId: id, title, fields: film?.textFields ?? own, film };
}

/** MovieLens id -> film, by the film's row in the source file or a row that was merged into it. */
async function readJoin(file: string, films: readonly Film[]): Promise<Map<string, Film>> {
  const byRow = new Map<number, Film>();
  for (const film of films) for (const row of film.sourceRows) byRow.set(row, film);
  const joined = new Map<string, Film>();
  for await (const { values } of readRecords(file, { required: ['vega_index', 'movieId'] })) {
    const film = byRow.get(Number(values.vega_index));
    if (film) joined.set(String(values.movieId), film);
  }
  if (joined.size === 0)
    throw new InputError({ file, found: 'no row of the film catalog', expected: 'rows of movies.json' });
  return joined;
}

function collectRatings(train: Interactions, itemRows: Uint32Array, ratings: { sum: number; count: number }[]): void {
  train.ratings?.forEach((stars, event) => {
    if (Number.isNaN(stars)) return;
    const item = itemRows[train.items[event]];
    ratings[item] ??= { sum: 0, count: 0 };
    ratings[item].sum += stars;
    ratings[item].count++;
  });
}

function logFeatures(
  items: readonly MovieLensItem[],
  logs: readonly TrainingLog[],
  ratings: readonly { sum: number; count: number }[],
): Float32Array {
  const counts = new Uint32Array(items.length);
  for (const log of logs) for (const item of log.items) counts[item]++;
  const raw = items.map(({ fields }, i): RawFeatures => {
    const rated = ratings[i];
    return {
      // Stars from 0.5 to 5 on the catalog's scale of 10.
      rating: rated && (2 * rated.sum) / rated.count,
      votes: counts[i] > 0 ? counts[i] : undefined,
      year: fields.year,
    };
  });
  return scaleFeatures(raw, PRIOR_VOTES);
}
