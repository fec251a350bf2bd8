// What the film towers learn from, over the films of the catalog: what people rated (MovieLens 1M and latest-small,
// MovieTweetings), and what a language model wrote of what people love (histories, ties). No log's order says anything
// of a taste, so none is read; each log's own fame is taken for granted (training/fame.ts).

import { join } from 'node:path';
import { InputError } from '../../../src/errors.ts';
import { TOWER_EVENT_TYPES, type TowerEventType } from '../../../src/formats/vocabulary.ts';
import { createRandom } from '../../../src/numerics/random.ts';
import { readRecords } from '../../../src/pipeline/input/read-records.ts';
import { type DescribedItems, describeItems, type EncodeTexts } from '../../../src/pipeline/training/describe-items.ts';
import { servedText, thinnedText, type Wording } from '../../../src/pipeline/training/text-variants.ts';
import type { TrainingLog } from '../../../src/pipeline/training/training-data.ts';
import { HASHED_MODALITIES } from '../../../src/text/modalities.ts';
import { matchFilms } from '../cleaning/match-films.ts';
import type { Film } from '../cleaning/read-films.ts';
import type { FilmHistory } from '../histories/film-histories.ts';
import { readFilmLog } from '../logs/read-film-log.ts';
import { sourceText } from '../records/record-text.ts';
import { LAST_WEEKS_MS } from '../taste/people.ts';
import type { FilmTies } from '../ties/film-ties.ts';

/** Randomly thinned wordings of each item, beside the full one and the one without its record. */
const THINNED_VARIANTS = 3;
/** People of a log whose last event is held out, to show how well it goes. */
const HELD_OUT = 500;
/** Fewer events say little, and cost as much as many. */
const MIN_EVENTS = 5;
const HELD_OUT_SEED = 1;
/** Of a film whose ties are walked on, and how far down their lists. */
const WALKED_ON = 2;
const WALKED_TIES = 4;

/** What somebody met, over rows of the catalog; the last one is held out where that is asked for. */
type Events = { film: number; type: TowerEventType }[];

export interface FilmLog {
  log: TrainingLog;
  /** Whether people did that, and nobody wrote it. */
  isReal: boolean;
}

/**
 * @param folder  holds `ml-1m/`, `ml-latest-small/`, `movietweetings-2013/` (each items.jsonl and interactions.csv), and
 *   `joins/vega_movies_x_movielens.csv` and `joins/ml_additions.csv`
 */
export async function readFilmLogs(folder: string, films: readonly Film[], signal?: AbortSignal): Promise<FilmLog[]> {
  const joined = await readJoins(join(folder, 'joins'), films);
  const read = (name: string, withoutLastMs = 0) =>
    readRatedLog(join(folder, name), films, joined, { withoutLastMs, signal });
  const real = (name: string, people: readonly Events[], passes: number): FilmLog => {
    return { log: trainingLog(name, people, { passes, holdsOut: true }), isReal: true };
  };
  return [
    // Half of the many people of 2000 an epoch, twice the few of 2018: the newest and the broadest count.
    real('ml-1m', await read('ml-1m'), 0.5),
    real('ml-latest-small', await read('ml-latest-small'), 2),
    real('movietweetings-2013', await read('movietweetings-2013', LAST_WEEKS_MS), 0.5),
  ];
}

/** Written histories and ties as logs. */
export function writtenLogs(
  films: readonly Film[],
  { histories, ties, seed }: { histories: readonly FilmHistory[]; ties: FilmTies; seed: number },
): FilmLog[] {
  const rows = new Map(films.map(({ itemId }, row) => [itemId, row]));
  const told = histories.map(({ events }) =>
    events.flatMap(({ filmId, liked }): Events => {
      const film = rows.get(filmId);
      return film === undefined ? [] : [{ film, type: liked ? 'like' : 'dislike' }];
    }),
  );
  return [
    { log: trainingLog('histories', told, { passes: 4 }), isReal: false },
    { log: trainingLog('ties', circles(ties, rows, seed), { passes: 0.5 }), isReal: false },
  ];
}

/**
 * For each film what those love who love it, as somebody's likes: its ties, and the first ties of two of them (short
 * walks over a graph as sentences: Perozzi et al., DeepWalk, KDD 2014).
 */
function circles(ties: FilmTies, rows: ReadonlyMap<string, number>, seed: number): Events[] {
  const random = createRandom(seed);
  return [...rows].map(([id, row]) => {
    const own = (ties.get(id) ?? []).map(({ to }) => to).filter((to) => rows.has(to));
    const between = [...own];
    random.shuffle(between);
    const further = between.slice(0, WALKED_ON).flatMap((to) => (ties.get(to) ?? []).slice(0, WALKED_TIES));
    const circle = new Set([row, ...[...own, ...further.map(({ to }) => to)].map((to) => rows.get(to))]);
    return [...circle].flatMap((film): Events => (film === undefined ? [] : [{ film, type: 'like' }]));
  });
}

/** The served text first; a film's own words without its record, so that none is taken for a sign of fame. */
const WORDINGS: readonly Wording[] = [servedText, sourceText, ...Array<Wording>(THINNED_VARIANTS).fill(thinnedText)];

export function describeFilms(films: readonly Film[], encode: EncodeTexts, seed: number): Promise<DescribedItems> {
  const itemIds = films.map(({ itemId }) => itemId);
  const fields = films.map(({ textFields }) => textFields);
  const features = Float32Array.from(films.flatMap((film) => [...film.features]));
  return describeItems({ itemIds, fields, features, modalities: HASHED_MODALITIES, wordings: WORDINGS, encode, seed });
}

/** What of a log people liked or disliked; where it has no stars, what they met. Films are rows of the catalog. */
async function readRatedLog(
  folder: string,
  films: readonly Film[],
  joined: ReadonlyMap<string, number>,
  { withoutLastMs, signal }: { withoutLastMs: number; signal?: AbortSignal | undefined },
): Promise<Events[]> {
  const filmsOf = (items: readonly { id: string; title: string; year?: number }[]) => {
    const matched = matchFilms(films, items);
    return items.map(({ id }, i) => joined.get(id) ?? matched[i]);
  };
  const { people, newest } = await readFilmLog(folder, filmsOf, signal);
  const end = withoutLastMs > 0 ? newest - withoutLastMs : Number.POSITIVE_INFINITY;
  return people.map((events) => events.filter(({ time }) => time < end));
}

/** MovieLens id -> row of the catalog: by the film's row in its source, and by its id. */
async function readJoins(folder: string, films: readonly Film[]): Promise<Map<string, number>> {
  const bySource = new Map(films.flatMap(({ sourceRows }, row) => sourceRows.map((source) => [source, row] as const)));
  const byId = new Map(films.map(({ itemId }, row) => [itemId, row]));
  const joined = new Map<string, number>();
  const add = async (name: string, column: string, rowOf: (value: string) => number | undefined) => {
    for await (const { values } of readRecords(join(folder, name), { required: [column, 'movieId'] })) {
      const row = rowOf(String(values[column]));
      if (row !== undefined) joined.set(String(values.movieId), row);
    }
  };
  await add('vega_movies_x_movielens.csv', 'vega_index', (value) => bySource.get(Number(value)));
  await add('ml_additions.csv', 'catalog_id', (value) => byId.get(value));
  if (joined.size === 0) {
    throw new InputError({
      file: folder,
      found: 'no film of the catalog',
      expected: 'rows of movies.json, or film ids',
    });
  }
  return joined;
}

function trainingLog(
  name: string,
  people: readonly Events[],
  { passes, holdsOut = false }: { passes: number; holdsOut?: boolean },
): TrainingLog {
  const known = people.filter((events) => events.length >= MIN_EVENTS);
  const validationTargets = new Int32Array(known.length).fill(-1);
  if (holdsOut) {
    const asked = known.map((_, person) => person);
    createRandom(HELD_OUT_SEED).shuffle(asked);
    for (const person of asked.slice(0, HELD_OUT)) {
      const last = known[person]!.at(-1)!;
      if (last.type !== 'dislike') validationTargets[person] = last.film;
    }
  }
  const learned = known.map((events, person) => (validationTargets[person]! >= 0 ? events.slice(0, -1) : events));
  const offsets = new Uint32Array(known.length + 1);
  for (const [person, events] of learned.entries()) offsets[person + 1] = offsets[person]! + events.length;
  const items = Uint32Array.from(learned.flatMap((events) => events.map(({ film }) => film)));
  return {
    ...{ name, numUsers: known.length, unordered: true, passes, offsets, items },
    eventTypes: Uint8Array.from(learned.flatMap((events) => events.map(({ type }) => TOWER_EVENT_TYPES.indexOf(type)))),
    candidates: Uint32Array.from(new Set(items)).sort(),
    ...(holdsOut && { validationTargets }),
  };
}
