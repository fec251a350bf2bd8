// What is asked beside home lists, learned to the end: while both towers learn together, searches and what is similar come second to home
// lists, in number and in what they may move (`requestPull`). Afterwards histories and items are finished, and how requests turn them is
// learned alone (models/request-loss.ts). Home lists stay as they are.

import type { Parameters } from '../models/parameters.ts';
import { isRequestParameter, requestLoss, withSameHome } from '../models/request-loss.ts';
import { finishedInputShapes, type LossShapes } from '../models/sequence-loss.ts';
import { requestCounts } from './asks.ts';
import { type FinishedTowers, trainPart } from './train-part.ts';

/** @returns all parameters, with those of requests changed */
export async function trainRequests(options: FinishedTowers): Promise<Parameters> {
  const { config, settings, logs, parameters } = options;
  const { epochs, requestEpochs, requestLearningRate } = settings;
  const shapes: LossShapes = { ...options.shapes, ...requestCounts(logs, settings), requestPull: 1 };
  const learned = await trainPart(
    { ...options, shapes },
    {
      isLearned: isRequestParameter,
      loss: (trainable, frozen, data) => requestLoss(config, shapes, trainable, frozen, data),
      inputShapes: finishedInputShapes(config, shapes),
      epochs: requestEpochs,
      firstEpoch: epochs,
      learningRate: requestLearningRate,
      weightDecay: 0,
    },
  );
  return withSameHome(parameters, learned);
}
