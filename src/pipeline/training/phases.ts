// What a training does, one after the other. Both towers learn together first. When histories and items are finished,
// the item tower alone learns where to place items that nobody has met; that changes no list of known items.

import { createRandom } from '../../numerics/random.ts';
import { selectRows } from '../../numerics/select-rows.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import { askCount } from './asked-slots.ts';
import type { Batch } from './batch-maker.ts';
import { coldItemInputShapes, coldItemLoss } from './cold-item-loss.ts';
import { type InputShapes, type LossShapes, lossInputShapes, sequenceLoss } from './sequence-loss.ts';
import type { TrainingLog, TrainingSettings } from './training-data.ts';
import { RESIDUALS, type StepLoss } from './training-step.ts';

/** Epochs over the logs with one loss. */
export interface Phase {
  shapes: LossShapes;
  loss: StepLoss;
  inputShapes: InputShapes;
  isLearned(parameter: string): boolean;
  learnsResiduals?: boolean;
  /** What the loss reads beside the batch's own. */
  furtherInputs?(batch: Batch, seed: number): Record<string, Float32Array>;
  epochs: number;
  /** The first of its epochs, those of all phases counted on: it fixes what is drawn. */
  firstEpoch: number;
  dropout: number;
  learningRate: number;
  itemWeightDecay: number;
}

interface Training {
  /** Its sequenceLength is that of the training windows. */
  config: TowerConfig;
  logs: readonly TrainingLog[];
  settings: TrainingSettings;
}

/** The statistics of the content vectors: what no phase learns. */
const isStatistic = (name: string): boolean => name.startsWith('item.content.');

function sharedShapes({ logs, settings }: Training): LossShapes {
  const { batchSize, numCandidates } = settings;
  return { batchSize, numCandidates, numAsks: askCount(logs, settings) };
}

export function bothTowers(training: Training): Phase {
  const { config, settings } = training;
  const { epochs, dropout, learningRate, itemWeightDecay } = settings;
  const shapes = sharedShapes(training);
  return {
    ...{ shapes, epochs, firstEpoch: 0, dropout, learningRate, itemWeightDecay },
    loss: (learned, residuals, frozen, data) =>
      sequenceLoss(config, shapes, learned, residuals[RESIDUALS]!, frozen, data),
    inputShapes: lossInputShapes(config, shapes),
    isLearned: (name) => !isStatistic(name),
    learnsResiduals: true,
  };
}

/** @param embeddings  f32 [numItems, D]: the finished ones of the known items */
export function newItemsAlone(training: Training, embeddings: Float32Array): Phase {
  const { config, settings } = training;
  const { epochs, coldEpochs, coldLearningRate, coldWeightDecay, coldShare } = settings;
  const shapes = sharedShapes(training);
  return {
    ...{ shapes, epochs: coldEpochs, firstEpoch: epochs, dropout: 0 },
    ...{ learningRate: coldLearningRate, itemWeightDecay: coldWeightDecay },
    loss: (learned, _, frozen, data) => coldItemLoss(config, shapes, learned, frozen, data),
    inputShapes: coldItemInputShapes(config, shapes),
    isLearned: (name) => name.startsWith('item.') && !isStatistic(name),
    furtherInputs(batch, seed) {
      const random = createRandom(seed);
      const isCold = Float32Array.from(batch.candidates.rows, () => (random.next() < coldShare ? 1 : 0));
      return { items: finishedItems(batch, embeddings, config), is_cold: isCold };
    },
  };
}

/** f32 [C, D] */
function finishedItems({ candidates }: Batch, embeddings: Float32Array, { embeddingDim }: TowerConfig): Float32Array {
  return selectRows(embeddings, candidates.rows, embeddingDim);
}
