// MovieLens 1M under the cold-start protocol (cold-items.ts): one fold of its items is cold.

import { join } from 'node:path';
import { leaveLastOut, type Split } from '../../src/pipeline/evaluation/split.ts';
import type { LogFacts } from '../../src/pipeline/input/site-items.ts';
import type { TrainingLog } from '../../src/pipeline/training/training-data.ts';
import { trainingLog } from '../../src/pipeline/training/training-log.ts';
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
  training: TrainingLog;
}

/**
 * @param folder  holds ml-1m/
 * @param fold    0 to NUM_FOLDS - 1
 */
export async function readColdData(folder: string, fold: number, seed: number): Promise<ColdData> {
  if (fold >= NUM_FOLDS) throw new Error(`--fold is ${fold}, expected 0 to ${NUM_FOLDS - 1}`);
  const site = await readSite(join(folder, 'ml-1m/items.jsonl'), join(folder, 'ml-1m/interactions.csv'));
  const { itemIds, log } = site;
  const folds = itemFolds(log.numItems, seed);
  const isCold = (item: number): boolean => folds[item] === fold;
  const split = leaveLastOut(log);
  const validation = split.validation.filter(({ targetEvent }) => !isCold(log.items[targetEvent]!));
  const learned = { ...split, train: warmPart(log, isCold), validation };
  const rows = Uint32Array.from(itemIds, (_, row) => row);
  return { ...site, isCold, learned, training: trainingLog('warm', learned, rows) };
}

/** Popularity and ratings of a log that has nothing: what content alone knows. */
export function nothingKnown(numItems: number): LogFacts {
  return { popularity: new Uint32Array(numItems), meanStars: new Float64Array(numItems).fill(Number.NaN) };
}
