// Is a log large enough to train on? It says so itself: by how well what people do next is told by what others did, learned
// from an eighth, a quarter, a half and all of its people, against the same popular items for everybody. Towers learn more
// than neighbours do, but where others say nothing there is nothing for them to learn.

import { createRandom } from '../../numerics/random.ts';
import { type FitOptions, partOf } from '../closed-form/fitting.ts';
import { fitItemKnn } from '../closed-form/item-knn.ts';
import { fitTransitions } from '../closed-form/transitions.ts';
import { NOT_ASKED, recallAt } from '../evaluation/case-ranks.ts';
import { evaluateCases } from '../evaluation/evaluate.ts';
import { type Recommender, type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import { holdOutLast, keepEvents, type Split } from '../evaluation/split.ts';
import type { Interactions } from '../input/interactions.ts';

/** Below either there is nothing to measure by. */
export const FEWEST_EVENTS = 500;
export const FEWEST_USERS = 50;
/** From here on a curve takes longer than it is worth. */
const MEASURED_BELOW = 50_000;
const SHARES = [0.125, 0.25, 0.5, 1] as const;
/** People who are asked. */
const MAX_ASKED = 2000;
const SEED = 1;
const K = 10;
/** An answer of more times the events than there are is none. */
const MAX_FACTOR = 30;

export interface LogWorth {
  isWorth: boolean;
  /** For people. */
  lines: string[];
}

interface Point {
  numEvents: number;
  recall: number;
}

export async function logWorth(log: Interactions, options: FitOptions = {}): Promise<LogWorth> {
  const numEvents = log.items.length;
  const numUsers = Array.from(log.offsets).filter((start, user) => log.offsets[user + 1]! - start >= 2).length;
  if (numEvents < FEWEST_EVENTS || numUsers < FEWEST_USERS) return tooFew(numEvents, numUsers);
  if (numEvents >= MEASURED_BELOW) return { isWorth: true, lines: [] };
  const split = holdOutLast(log, MAX_ASKED);
  const popularity = await hitsOf(popularityOf(split.train), split, options);
  const [first, second] = [partOf(options, 0, 0.25), partOf(options, 0.25, 0.5)];
  const fits = [fitItemKnn, fitTransitions];
  const whole = await Promise.all(
    fits.map(async (fit, i) => hitsOf(await informed(fit, split.train, [first, second][i]!), split, options)),
  );
  const best = meanOf(whole[1]!) > meanOf(whole[0]!) ? 1 : 0;
  const points: Point[] = [];
  for (const [i, share] of SHARES.entries()) {
    const train = share === 1 ? split.train : someUsers(split.train, share);
    const part = partOf(options, 0.5 + i / 8, 0.5 + (i + 1) / 8);
    const hits = share === 1 ? whole[best]! : await hitsOf(await informed(fits[best]!, train, part), split, options);
    points.push({ numEvents: train.items.length, recall: meanOf(hits) });
  }
  return verdict(points, whole[best]!, popularity);
}

function tooFew(numEvents: number, numUsers: number): LogWorth {
  const found = `${count(numEvents)} events, ${count(numUsers)} people who did two things or more`;
  const wanted = `From some ${FEWEST_EVENTS} events and ${FEWEST_USERS} such people on it is measured whether training is worth it.`;
  return { isWorth: false, lines: [`nothing is trained: the log has ${found}. ${wanted}`] };
}

/** Better than popularity by more than chance lets a difference be. */
function verdict(points: readonly Point[], hits: Float64Array, popularity: Float64Array): LogWorth {
  const differences = hits.map((hit, i) => hit - popularity[i]!);
  const [gain, error] = [meanOf(differences), standardError(differences)];
  const shown = points.map(({ numEvents, recall }) => `${figure(recall)} from ${count(numEvents)} events`).join(', ');
  const curve = `learning curve, Recall@${K} of what ${count(hits.length)} people did last: ${shown}; popularity ${figure(meanOf(popularity))}`;
  if (gain > error)
    return { isWorth: true, lines: [curve, 'the log says more than popularity does: training is worth it'] };
  const from = eventsFor(points, meanOf(popularity) + error);
  const when = from
    ? `By this curve it is worth it from about ${count(from)} events on.`
    : 'The curve does not rise enough to say from how many events on it would be.';
  return { isWorth: false, lines: [curve, `nothing is trained: others tell no more than popularity does. ${when}`] };
}

/** Where the line through the points, over the logarithm of the events, reaches a Recall; to two digits. */
function eventsFor(points: readonly Point[], recall: number): number | undefined {
  const logs = points.map(({ numEvents }) => Math.log2(Math.max(1, numEvents)));
  const recalls = points.map((point) => point.recall);
  const [x, y] = [average(logs), average(recalls)];
  const slope =
    logs.reduce((sum, one, i) => sum + (one - x) * (recalls[i]! - y), 0) /
    logs.reduce((sum, one) => sum + (one - x) ** 2, 0);
  const numEvents = points.at(-1)!.numEvents;
  const reached = Math.max(2 * numEvents, 2 ** (x + (recall - y) / slope));
  return slope > 0 && reached <= MAX_FACTOR * numEvents ? Number(reached.toPrecision(2)) : undefined;
}

type Fit = (train: Interactions, options: FitOptions) => Promise<ScoringRecommender>;

/** What others did; where they say nothing of two items, the popular one is first. */
async function informed(learn: Fit, train: Interactions, options: FitOptions): Promise<Recommender> {
  const [model, popularity] = [await learn(train, options), itemPopularity(train)];
  const most = popularity.reduce((max, one) => Math.max(max, one), 1);
  return scoringRecommender(model.name, (history) => {
    const scores = model.score(history).slice();
    const unit = scores.reduce((max, one) => Math.max(max, one), 0) || 1;
    for (let item = 0; item < scores.length; item++) scores[item]! += (1e-4 * unit * popularity[item]!) / most;
    return scores;
  });
}

function popularityOf(train: Interactions): Recommender {
  const scores = Float32Array.from(itemPopularity(train));
  return scoringRecommender('popularity', () => scores);
}

/** Nested: who is in a smaller share is in every larger one. */
function someUsers(train: Interactions, share: number): Interactions {
  const order = Uint32Array.from({ length: train.numUsers }, (_, user) => user);
  createRandom(SEED).shuffle(order as unknown as number[]);
  const kept = new Set(order.subarray(0, Math.ceil(share * train.numUsers)));
  return keepEvents(train, (_, user) => kept.has(user));
}

/** f64: 1 for each person whose last event is in a list of ten, seen items left out. */
async function hitsOf(model: Recommender, split: Split, { signal }: FitOptions): Promise<Float64Array> {
  const { ranks } = await evaluateCases(model, split, split.validation, {
    seen: ['masked'],
    ks: [K],
    ...(signal && { signal }),
  });
  const asked = ranks.get('masked')!.filter((rank) => rank !== NOT_ASKED);
  return Float64Array.from(asked, (rank) => recallAt(rank, K));
}

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function meanOf(values: Float64Array): number {
  return average([...values]);
}

function standardError(values: Float64Array): number {
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  return Math.sqrt(variance / Math.max(1, values.length));
}

const count = (value: number) => value.toLocaleString('en-GB');
const figure = (value: number) => value.toFixed(3).replace(/^0/, '');
