// Fame as a dimension of its own: in training each log's fame is taken for granted, in serving that of today is added. So
// towers that learn from a log of the year 2000 and one of today learn the same of a taste.

import { FEATURES } from '../../formats/vocabulary.ts';
import type { Parameters } from '../models/parameters.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';
import type { TrainingLog } from './training-data.ts';

/**
 * How much more often than the mean item of a log an item is met there, in nats, times `share`; an item that nobody met
 * is taken for one that half a person met.
 */
export function fameOf({ items, candidates }: TrainingLog, share = 1): (item: number) => number {
  const counts = new Map<number, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  const mean = items.length / Math.max(1, candidates.length);
  return (item) => share * Math.log(((counts.get(item) ?? 0) + 0.5) / (mean + 0.5));
}

/** What one whole step of a feature is worth to anybody, in nats. */
export type FameWeights = Partial<Record<(typeof FEATURES)[number], number>>;

/**
 * Towers whose lists add what an item's features are worth to anybody: the user embedding has a constant in the
 * quality dims.
 *
 * @returns  other parameters; the given ones stay as they are
 */
export function addFame(parameters: Parameters, config: TowerConfig, weights: FameWeights): Parameters {
  const bias = parameters['user.final.bias']!;
  const data = bias.data.slice();
  for (const [feature, name] of FEATURES.entries()) data[tasteDims(config) + feature]! += weights[name] ?? 0;
  return { ...parameters, 'user.final.bias': { ...bias, data } };
}
