// How near predicted stars are to those that real people gave: some of their ratings are known, others are asked for. Beside
// each person's mean, and the mean moved by how loved a film is. The people are for evaluation only; the few weights of the
// model are chosen on the development half of them.
import { join } from 'node:path';
import { itemTraits, MAX_ERROR, modelOf, type RatedCatalog } from '../../../src/engine/my-data/predicted-ratings.ts';
import {
  type RatedItem,
  STAR_WEIGHTS,
  STARS_OF_QUALITY,
  StarModel,
  type StarPrediction,
  type StarWeights,
} from '../../../src/engine/my-data/star-model.ts';
import { createRandom } from '../../../src/numerics/random.ts';
import { readInteractions } from '../../../src/pipeline/input/read-interactions.ts';
import { readItems } from '../../../src/pipeline/input/read-items.ts';
import type { FilmFinder } from './film-finder.ts';

const SEED = 24;
const MOST_ASKED = 40;
/** Fewer tell nothing of a person's own error. */
const LEAST_ASKED = 20;

export interface Rater {
  known: RatedFilm[];
  asked: RatedFilm[];
}

export interface RatedFilm extends RatedItem {
  itemIndex: number;
}

/**
 * @param folder    holds items.jsonl and interactions.csv
 * @param numKnown  ratings that are known of each person
 * @returns         in an order by seed
 */
export async function readRaters(
  folder: string,
  find: FilmFinder,
  films: RatedCatalog,
  numKnown: number,
): Promise<Rater[]> {
  const { items } = await readItems(join(folder, 'items.jsonl'));
  const found = find(items.map(({ title, year }) => ({ title, ...(year !== undefined && { year }) })));
  const log = await readInteractions(
    join(folder, 'interactions.csv'),
    items.map(({ id }) => id),
  );
  const people = Array.from({ length: log.numUsers }, (_, user) => {
    const starsOf = new Map<number, number>();
    for (let event = log.offsets[user]!; event < log.offsets[user + 1]!; event++) {
      const itemIndex = films.catalog.indexOf(found[log.items[event]!]?.itemId ?? '');
      if (itemIndex !== undefined && !starsOf.has(itemIndex)) starsOf.set(itemIndex, log.ratings![event]!);
    }
    return [...starsOf];
  });
  const random = createRandom(SEED);
  random.shuffle(people);
  return people
    .filter((ratings) => ratings.length >= numKnown + LEAST_ASKED)
    .map((ratings) => {
      random.shuffle(ratings);
      const rated = ratings
        .slice(0, numKnown + MOST_ASKED)
        .map(([itemIndex, stars]) => ({ ...itemTraits(films, itemIndex), itemIndex, stars }));
      return { known: rated.slice(0, numKnown), asked: rated.slice(numKnown) };
    });
}

/** A rating that was asked for, and what each way said of it. */
export interface Told extends StarPrediction {
  given: number;
  mean: number;
  /** The mean, moved by how loved the film is. */
  loved: number;
  /** The page would say it. */
  isShown: boolean;
}

/** By person. */
export function tellStars(raters: readonly Rater[]): Told[][] {
  return raters.map(({ known, asked }) => {
    const model = new StarModel(known);
    const isWorth = modelOf(known) !== undefined;
    const mean = meanOf(known.map(({ stars }) => stars));
    const lovedOf = ({ features: [loved] }: RatedItem) => loved ?? meanLoved;
    const meanLoved = meanOf(known.flatMap(({ features: [loved] }) => loved ?? []));
    return asked.map((film) => {
      const prediction = model.predict(film);
      const loved = mean + STARS_OF_QUALITY * (lovedOf(film) - meanLoved);
      const isShown = isWorth && prediction.error <= MAX_ERROR;
      return { ...prediction, given: film.stars, mean, loved, isShown };
    });
  });
}

export type Way = 'stars' | 'mean' | 'loved';

/** Root of the mean square error, over all ratings. */
export function rmse(told: readonly Told[], way: Way): number {
  return Math.sqrt(meanOf(told.map((one) => (one[way] - one.given) ** 2)));
}

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

type WeightName = Exclude<keyof StarWeights, 'leanings'> | 0 | 1 | 2;
const FITTED: readonly WeightName[] = ['quality', 'level', 0, 1, 2, 'taste', 'noise', 'spreadRatings'];
/** Steps of the search, as factors; each is gone as long as it helps. */
const STEPS = [1.5, 1.2, 1.08];

/** The weights by which what was given is most likely, one after another, until no step helps. */
export function fitWeights(raters: readonly Rater[], onRound: (surprise: number) => void): StarWeights {
  let weights = STAR_WEIGHTS;
  let least = meanSurprise(raters, weights);
  for (const step of STEPS) {
    for (const name of FITTED) {
      for (const factor of [step, 1 / step]) {
        for (;;) {
          const next = withFactor(weights, name, factor);
          const surprise = meanSurprise(raters, next);
          if (surprise >= least) break;
          [weights, least] = [next, surprise];
        }
      }
    }
    onRound(least);
  }
  return weights;
}

function withFactor(weights: StarWeights, name: WeightName, factor: number): StarWeights {
  if (typeof name === 'string') return { ...weights, [name]: weights[name] * factor };
  const [rating, popularity, freshness] = weights.leanings.map((value, f) => (f === name ? value * factor : value));
  return { ...weights, leanings: [rating!, popularity!, freshness!] };
}

/** Mean of the negative log likelihood of a rating, in nats, less a constant. */
function meanSurprise(raters: readonly Rater[], weights: StarWeights): number {
  return meanOf(
    raters.flatMap(({ known, asked }) => {
      const model = new StarModel(known, weights);
      return asked.map((film) => {
        const { stars, error } = model.predict(film);
        return Math.log(error) + (film.stars - stars) ** 2 / (2 * error ** 2);
      });
    }),
  );
}
