// From finished training data to all of towers that ships. Sites, the film demo and trials put these steps together,
// each as it needs them.

import { dequantizeItemEmbeddings, itemScaleFor, quantizeItemEmbeddings } from '../../numerics/quantize.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';
import { embedItems, embedOptions } from './embed.ts';
import { type ExportedTowers, exportTowers } from './export-towers.ts';
import type { KnownOfItems } from './item-kernel.ts';
import { placeNewItems } from './place-new-items.ts';
import { fitTeacher, type TeacherOptions } from './teacher.ts';
import { type TrainedTowers, type TrainOptions, trainTowers } from './train-towers.ts';
import type { TrainingLog, TrainingSettings } from './training-data.ts';
import { eventCounts, type LogSource } from './training-log.ts';

/** The logs with their teachers, where the settings ask for one. */
export async function withTeachers(
  sources: readonly LogSource[],
  { distillation }: TrainingSettings,
  options: Omit<TeacherOptions, 'itemRows'>,
): Promise<TrainingLog[]> {
  const logs: TrainingLog[] = [];
  for (const { log, split, itemRows } of sources) {
    const taught = async () => ({ ...log, teacher: await fitTeacher(split, { ...options, itemRows }) });
    logs.push(distillation === 0 ? log : await taught());
  }
  return logs;
}

/**
 * The first of two descents of the learning rate (warm restart: Loshchilov and Hutter, SGDR, ICLR 2017). Between them a
 * caller may choose all that is chosen by held-out events, so that the second one learns those too. New items rest
 * on what the second one still moves, and come after it.
 */
export function trainFirst(training: TrainOptions): Promise<TrainedTowers> {
  return trainTowers({ ...training, settings: { ...training.settings, coldEpochs: 0 } });
}

/** `restartEpochs` from where the first descent ended, maybe over more events, then what comes last. No checkpoints. */
export function trainAgain(training: TrainOptions, start: TrainedTowers): Promise<TrainedTowers> {
  const settings = { ...training.settings, epochs: training.settings.restartEpochs };
  return trainTowers({ ...training, settings, start, checkpointFile: undefined });
}

export interface LearnedTowers extends ExportedTowers {
  config: TowerConfig;
  /** f32 [numItems, D]: what the 8-bit item tower makes, with residuals, before it is rounded itself. */
  embeddings: Float32Array;
  /** f32 [numItems, D]: the same from the f32 item tower; absent unless it was asked for. */
  float32Embeddings?: Float32Array;
  /** u32 [numItems]: events of each item in training; 0 = it has no residual. */
  events: Uint32Array;
}

export interface FinishOptions {
  /** Items without an event are placed by their likeness to others as well; absent = where the item tower puts them. */
  placing?: KnownOfItems;
  /** Residuals ship as int8 with one step; embeddings in f32 keep theirs as they are. */
  roundsResiduals?: boolean;
  withFloat?: boolean;
  /** The log whose people show the ranges of embeddings (default: the first one). */
  sample?: TrainingLog;
  /** Chosen before (default: it is chosen here). */
  meanStrength?: number;
  onPlace?: (done: number, total: number) => void;
}

/** What ships of trained towers, but for the table. */
export async function finishTowers(
  { ort, config, items, logs, settings, signal }: TrainOptions,
  trained: TrainedTowers,
  { placing, roundsResiduals, withFloat, sample = logs[0]!, meanStrength, onPlace }: FinishOptions = {},
): Promise<LearnedTowers> {
  const embed = embedOptions({ ort, config, settings });
  const exported = await exportTowers(embed, trained, items, sample, settings.seed, meanStrength);
  const { int8, float32, residuals } = exported;
  const shipped = roundsResiduals ? rounded(residuals, tasteDims(config)) : residuals;
  let tables: Float32Array[] = [await embedItems(embed, int8.itemTower, items, shipped)];
  if (withFloat) tables.push(await embedItems(embed, float32.itemTower, items, residuals));
  const events = eventCounts(logs, items.numItems);
  if (placing) {
    const { embeddingDim } = config;
    tables = await placeNewItems({ ...placing, ort, events, embeddingDim, signal, onProgress: onPlace }, tables);
  }
  return { ...exported, config, embeddings: tables[0]!, float32Embeddings: tables[1], events };
}

function rounded(rows: Float32Array, width: number): Float32Array {
  const scale = itemScaleFor(rows, width);
  return dequantizeItemEmbeddings(quantizeItemEmbeddings(rows, scale), scale);
}
