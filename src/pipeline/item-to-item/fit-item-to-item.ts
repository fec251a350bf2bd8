// The item-to-item table of a site or of the film demo, from the logs' training part: related rows, blended, with the
// blend's weight and both strengths chosen on validation targets.

import type { ItemToItemTable } from '../../formats/item-to-item.ts';
import { dequantizeItemEmbeddings, itemScaleFor, quantizeItemEmbeddings } from '../../numerics/quantize.ts';
import { ItemMatrix } from '../../ranking/item-matrix.ts';
import type { OrtModule } from '../../towers/session.ts';
import { type FitOptions, partOf } from '../closed-form/fitting.ts';
import { countsInMemory, type LogCounts } from '../closed-form/log-counts.ts';
import { MAX_VALIDATION_USERS } from '../evaluation/split.ts';
import { type EmbedOptions, embedOptions, embedUsers } from '../training/embed.ts';
import type { LearnedTowers } from '../training/learn-towers.ts';
import { meanEmbeddings } from '../training/mean-strength.ts';
import type { TrainOptions } from '../training/train-towers.ts';
import type { TrainingLog } from '../training/training-data.ts';
import { validationCases } from '../training/validate.ts';
import { blendTable } from './blend-table.ts';
import { type ChosenStrength, chooseStrength, type ScoredCatalog, strengthCases } from './choose-strength.ts';
import { interactionsOf } from './interactions-of.ts';
import { fitRelatedRows, type RelatedRows } from './related-rows.ts';

/** Weights of EASE that are tried; the first of equally good ones wins. */
const EASE_WEIGHTS = [0, 0.1, 0.2, 0.3, 0.4, 0.6, 0.8, 1, 1.5, 2] as const;

/** Of the whole time, about: the rest is choosing. */
const COUNTING_TIME = 0.2;

/** What the table will stand beside. */
interface TableCompanions {
  userTowerBatch: Uint8Array;
  /** f32 [numItems, D], as they go into the bundle */
  embeddings: Float32Array;
  /** f32 [D] */
  prior: Float32Array;
  /** Of the mean against the prior. */
  meanStrength: number;
}

interface FitItemToItemOptions extends FitOptions {
  embed: EmbedOptions;
  /** All are learned from; settings are chosen on the first one's validation targets. */
  logs: readonly TrainingLog[];
  numItems: number;
  companions: TableCompanions;
  seed: number;
}

export interface FittedTable {
  table: ItemToItemTable;
  easeWeight: number;
  /** On the validation targets. */
  tower: ChosenStrength;
  mean: ChosenStrength;
}

export async function fitItemToItem(options: FitItemToItemOptions): Promise<FittedTable> {
  const { embed, logs, numItems, companions, seed } = options;
  const rows = await fitRelatedRows(countsOf(logs, numItems), embed.ort, partOf(options, 0, COUNTING_TIME));
  const dim = embed.config.embeddingDim;
  const itemScale = itemScaleFor(companions.embeddings, dim);
  const steps = quantizeItemEmbeddings(companions.embeddings, itemScale);
  const catalog: ScoredCatalog = { matrix: ItemMatrix.fromRows(steps, numItems, dim), itemScale };
  const served = dequantizeItemEmbeddings(steps, itemScale);
  const log = logs[0]!;
  const cases = validationCases(log, MAX_VALIDATION_USERS, seed);
  const users = cases.map(({ user }) => user);
  const byTower = await embedUsers(embed, companions.userTowerBatch, log, users, served);
  const byMean = meanEmbeddings(log, users, served, companions.prior, companions.meanStrength, embed.config);
  const towerCases = await strengthCases(log, cases, byTower, catalog);
  const meanCases = await strengthCases(log, cases, byMean, catalog);
  let best: FittedTable | undefined;
  const { signal } = options;
  const choosing = partOf(options, COUNTING_TIME, 1);
  const easeWeights = rows.ease ? EASE_WEIGHTS : [0];
  for (const [i, easeWeight] of easeWeights.entries()) {
    const table = blendTable(rows, easeWeight);
    const tower = await chooseStrength(towerCases, table, catalog, {
      signal,
      onProgress: partOf(choosing, i / easeWeights.length, (i + 1) / easeWeights.length).onProgress,
    });
    if (best && tower.ndcg10 <= best.tower.ndcg10) continue;
    const { knee, strength: towerStrength } = tower;
    const mean = await chooseStrength(meanCases, table, catalog, { knees: [knee], signal });
    best = { table: { ...table, knee, towerStrength, meanStrength: mean.strength }, easeWeight, tower, mean };
  }
  return best!;
}

/** What goes with what, by the same logs; its settings are chosen beside these towers. */
export function learnTable(
  training: TrainOptions,
  learned: LearnedTowers,
  onProgress?: (done: number, total: number) => void,
): Promise<FittedTable> {
  const { logs, items, settings, signal } = training;
  const companions = { ...learned, userTowerBatch: learned.int8.userTowerBatch };
  const fitting = { embed: embedOptions(training), logs, numItems: items.numItems, companions };
  return fitItemToItem({ ...fitting, seed: settings.seed, signal, onProgress });
}

/**
 * The table of other logs with the settings that were chosen before, such as of the same ones with what was held out.
 *
 * @param related  of a log that `logs` are a part of (default: counted over `logs`)
 * @param chosen   settings and strengths
 */
export async function refitItemToItem(
  {
    ort,
    logs,
    numItems,
    related,
    ...fitting
  }: Pick<FitItemToItemOptions, 'logs' | 'numItems'> &
    FitOptions & { ort: OrtModule; related?: RelatedRows | undefined },
  { table: { knee, towerStrength, meanStrength }, easeWeight }: FittedTable,
): Promise<ItemToItemTable> {
  const rows = related ?? (await fitRelatedRows(countsOf(logs, numItems), ort, fitting));
  return { ...blendTable(rows, easeWeight), knee, towerStrength, meanStrength };
}

function countsOf(logs: readonly TrainingLog[], numItems: number): LogCounts {
  return countsInMemory(interactionsOf(logs, numItems));
}
