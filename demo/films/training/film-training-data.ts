// MovieLens as training data for the film towers: the items of ml-1m and latest-small in one numbering, worded as the
// film catalog words its own films where a film is in both, and both logs without anybody's last two targets.
//
// Only the logs say how popular or well rated an item is: votes, ratings and gross of the film catalog never get in
// here.

import { join } from 'node:path';
import { InputError } from '../../../src/errors.ts';
import { type RawFeatures, scaleFeatures } from '../../../src/items/feature-scaling.ts';
import type { Item } from '../../../src/items/item-reader.ts';
import { leaveLastOut } from '../../../src/pipeline/evaluation/split.ts';
import type { Interactions } from '../../../src/pipeline/input/interactions.ts';
import { readInteractions } from '../../../src/pipeline/input/read-interactions.ts';
import { readItems } from '../../../src/pipeline/input/read-items.ts';
import { readRecords } from '../../../src/pipeline/input/read-records.ts';
import { type DescribedItems, describeItems, type EncodeTexts } from '../../../src/pipeline/training/describe-items.ts';
import {
  kindQuery,
  moodQuery,
  servedText,
  thinnedText,
  titleQuery,
  type Wording,
  type Wordings,
} from '../../../src/pipeline/training/text-variants.ts';
import type { TrainingLog } from '../../../src/pipeline/training/training-data.ts';
import { eventCounts, type LogSource, trainingLog } from '../../../src/pipeline/training/training-log.ts';
import type { ItemTextFields } from '../../../src/text/item-text.ts';
import { HASHED_MODALITIES } from '../../../src/text/modalities.ts';
import { matchFilms } from '../cleaning/match-films.ts';
import type { Film } from '../cleaning/read-films.ts';
import { sourceText } from '../records/record-text.ts';

/** Votes that the mean rating counts for: MovieLens latest-small has ten ratings a film. */
const PRIOR_VOTES = 10;
/** Randomly thinned wordings of each item, beside the full one and the one without its record. */
const THINNED_VARIANTS = 3;

interface MovieLensItem {
  itemId: string;
  title: string;
  /** As the film catalog words it, where it has the film. */
  fields: ItemTextFields;
  film?: Film;
}

export interface MovieLens {
  items: MovieLensItem[];
  /** Logs without the last two targets of any user, over rows of `items`, and what each was cut from. */
  sources: LogSource[];
  /** f32 [numItems, Q], from the logs' training part alone */
  features: Float32Array;
}

/**
 * @param folder  holds `ml-1m/`, `ml-latest-small/` (each items.jsonl and interactions.csv) and
 *   `joins/vega_movies_x_movielens.csv`
 * @param films   the film catalog
 */
export async function readMovieLens(folder: string, films: readonly Film[], signal?: AbortSignal): Promise<MovieLens> {
  const joined = await readJoin(join(folder, 'joins', 'vega_movies_x_movielens.csv'), films);
  const newer = films.filter(({ sourceRows }) => sourceRows.length === 0);
  const rows = new Map<string, number>();
  const items: MovieLensItem[] = [];
  const sources: LogSource[] = [];
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
    sources.push({ log: trainingLog(name, split, itemRows), split, itemRows });
    collectRatings(split.train, itemRows, ratings);
  }
  const counts = eventCounts(logsOf({ sources }), items.length);
  return { items, sources, features: logFeatures(items, counts, ratings) };
}

export function logsOf({ sources }: Pick<MovieLens, 'sources'>): TrainingLog[] {
  return sources.map(({ log }) => log);
}

/** The served text first; a film's own words without its record, so that none is taken for a sign of fame. */
const WORDINGS: Wordings = {
  content: [servedText, sourceText, ...Array<Wording>(THINNED_VARIANTS).fill(thinnedText)],
  queries: [titleQuery, kindQuery, moodQuery],
};

export function describeMovieLens(
  { items, features }: MovieLens,
  encode: EncodeTexts,
  seed: number,
): Promise<DescribedItems> {
  const itemIds = items.map(({ itemId }) => itemId);
  const fields = items.map((item) => item.fields);
  return describeItems({ itemIds, fields, features, modalities: HASHED_MODALITIES, wordings: WORDINGS, encode, seed });
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
    const item = itemRows[train.items[event]!]!;
    ratings[item] ??= { sum: 0, count: 0 };
    ratings[item].sum += stars;
    ratings[item].count++;
  });
}

function logFeatures(
  items: readonly MovieLensItem[],
  counts: Uint32Array,
  ratings: readonly { sum: number; count: number }[],
): Float32Array {
  const raw = items.map(({ fields }, i): RawFeatures => {
    const rated = ratings[i];
    return {
      // Stars from 0.5 to 5 on the catalog's scale of 10.
      rating: rated && (2 * rated.sum) / rated.count,
      votes: counts[i]! > 0 ? counts[i] : undefined,
      year: fields.year,
    };
  });
  return scaleFeatures(raw, PRIOR_VOTES);
}
