// MovieLens 1M under the cold-start protocol (src/pipeline/evaluation/cold-start.ts): one fold of its items is cold.

import { join } from 'node:path';
import { itemFolds, NUM_FOLDS, warmPart } from '../../src/pipeline/evaluation/cold-start.ts';
import { leaveLastOut, type Split } from '../../src/pipeline/evaluation/split.ts';
import type { Interactions } from '../../src/pipeline/input/interactions.ts';
import { readInteractions } from '../../src/pipeline/input/read-interactions.ts';
import { type ItemsInput, readItems } from '../../src/pipeline/input/read-items.ts';
import type { LogFacts } from '../../src/pipeline/input/site-items.ts';
import type { TrainingLog } from '../../src/pipeline/training/training-data.ts';
import { trainingLog } from '../../src/pipeline/training/training-log.ts';

/** ml-1m as a site would have it: an items file and a log. */
export interface Site {
  input: ItemsInput;
  itemIds: string[];
  /** Over rows of the items file. */
  log: Interactions;
}

/** @param folder  holds ml-1m/ */
export async function readSite(folder: string): Promise<Site> {
  const input = await readItems(join(folder, 'ml-1m/items.jsonl'));
  const itemIds = input.items.map(({ itemId }) => itemId);
  return { input, itemIds, log: await readInteractions(join(folder, 'ml-1m/interactions.csv'), itemIds) };
}

export interface ColdData extends Site {
  split: Split;
  isCold(item: number): boolean;
  /** The log without cold items and without the last ten events of each user. */
  warm: Interactions;
  /** What may be learned: the warm part, and the validation cases whose target is warm. */
  learned: Split;
  /** The same for the trainer: cold items have no event, so they are in no softmax either. */
  training: TrainingLog;
}

/**
 * @param fold       0 to NUM_FOLDS - 1
 * @param mayBeCold  by row of the items file (default: all): others of the fold stay warm
 */
export async function readColdData(
  folder: string,
  fold: number,
  seed: number,
  mayBeCold: (item: number) => boolean = () => true,
): Promise<ColdData> {
  if (fold >= NUM_FOLDS) throw new Error(`--fold is ${fold}, expected 0 to ${NUM_FOLDS - 1}`);
  const { input, itemIds, log } = await readSite(folder);
  const folds = itemFolds(log.numItems, seed);
  const isCold = (item: number): boolean => folds[item] === fold && mayBeCold(item);
  const split = leaveLastOut(log);
  const warm = warmPart(log, isCold);
  const validation = split.validation.filter(({ targetEvent }) => !isCold(log.items[targetEvent]!));
  const rows = Uint32Array.from(itemIds, (_, row) => row);
  const learned = { ...split, train: warm, validation };
  const training = trainingLog('warm', learned, rows);
  return { input, itemIds, log, split, isCold, warm, learned, training };
}

/** Popularity and ratings of a log that has nothing: what content alone knows. */
export function nothingKnown(numItems: number): LogFacts {
  return { popularity: new Uint32Array(numItems), meanStars: new Float64Array(numItems).fill(Number.NaN) };
}
