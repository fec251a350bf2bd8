// Two descents in place of one: some epochs more with the learning rate back at its peak (warm restart: Loshchilov and Hutter, SGDR,
// ICLR 2017). Between them a caller may choose all that is chosen by held-out events, so that the second one learns those too.

import { type TrainedTowers, type TrainOptions, trainTowers } from './train-towers.ts';

/** Without requests and new items: they rest on what the second descent still moves, and come after it. */
export function firstDescent(options: TrainOptions): Promise<TrainedTowers> {
  return trainTowers({ ...options, settings: { ...options.settings, requestEpochs: 0, coldEpochs: 0 } });
}

/** `restartEpochs` from where the first descent ended, maybe over more events, then all that comes last. No checkpoints. */
export function secondDescent(
  options: Omit<TrainOptions, 'checkpointFile' | 'start'>,
  start: TrainedTowers,
): Promise<TrainedTowers> {
  return trainTowers({ ...options, settings: { ...options.settings, epochs: options.settings.restartEpochs }, start });
}
