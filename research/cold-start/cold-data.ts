// MovieLens 1M under the cold-start protocol (cold-items.ts): one fold of its items is cold.

import { join } from 'node:path';
import type { LogFacts } from '../../src/items/site-features.ts';
import { leaveLastOut, type Split } from '../../src/pipeline/evaluation/split.ts';
import { type SiteTraining, siteTraining } from '../../src/pipeline/site/site-training.ts';
import { readSite, type Site } from '../site.ts';
import { itemFolds, NUM_FOLDS, warmPart } from './cold-items.ts';

export interface ColdData extends Site {
  isCold(item: number): boolean;
  /**
   * What may be learned: the log without cold items and without the last ten events of each user, and the warm
   * validation cases.
   */
  learned: Split;
  /** The same for the trainer: cold items have no event, so they are in no softmax either. */
  training: SiteTraining;
}

/**
 * @param folder  holds ml-1m/
 * @param fold    0 to NUM_FOLDS - 1
 */
export async function readColdData(folder: string, fold: number, seed: number): Promise<ColdData> {
  if (fold >= NUM_FOLDS) throw new Error(`--fold is ${fold}, expected 0 to ${NUM_FOLDS - 1}`);
  const site = await readSite(join(folder, 'ml-1m/items.jsonl'), join(folder, 'ml-1m/interactions.csv'));
  const { input, log } = site;
  const folds = itemFolds(log.numItems, seed);
  const isCold = (item: number): boolean => folds[item] === fold;
  const split = leaveLastOut(log);
  const validation = split.validation.filter(({ targetEvent }) => !isCold(log.items[targetEvent]!));
  const learned = { ...split, train: warmPart(log, isCold), validation };
  return { ...site, isCold, learned, training: siteTraining(input.items, learned) };
}

/** Popularity and ratings of a log that has nothing: what content alone knows. */
export function nothingKnown(numItems: number): LogFacts {
  return { popularity: new Uint32Array(numItems), meanStars: new Float64Array(numItems).fill(Number.NaN) };
}
