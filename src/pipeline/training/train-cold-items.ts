// The last part of a training: users and known items are finished, and the item tower alone learns where to place items that nobody
// has met (models/cold-item-loss.ts). What it learns changes no known item: the residuals take up the difference.

import { createRandom } from '../../numerics/random.ts';
import { coldItemInputShapes, coldItemLoss } from '../models/cold-item-loss.ts';
import type { Parameters } from '../models/parameters.ts';
import { type FinishedTowers, trainPart } from './train-part.ts';

/** The item tower's own; the statistics of the content vectors stay frozen. */
const isLearned = (name: string): boolean => name.startsWith('item.') && !name.startsWith('item.content.');

/** @returns all parameters, with those of the item tower changed */
export function trainColdItems(options: FinishedTowers): Promise<Parameters> {
  const { config, shapes, settings } = options;
  const { epochs, requestEpochs, coldEpochs, coldLearningRate, coldWeightDecay, coldShare } = settings;
  return trainPart(options, {
    isLearned,
    loss: (trainable, frozen, data) => coldItemLoss(config, shapes, trainable, frozen, data),
    inputShapes: coldItemInputShapes(config, shapes),
    furtherInputs({ candidates: { rows } }, seed) {
      const random = createRandom(seed);
      return { is_cold: Float32Array.from(rows, () => (random.next() < coldShare ? 1 : 0)) };
    },
    epochs: coldEpochs,
    firstEpoch: epochs + requestEpochs,
    learningRate: coldLearningRate,
    weightDecay: coldWeightDecay,
  });
}
