// What the trainer learns from: items with their content, and one or more logs over them. Item numbers are rows of
// TrainingItems everywhere; each log names the items that its softmax ranges over.

import { SEQUENCE_LENGTH } from '../../formats/vocabulary.ts';
import type { Modality } from '../../text/modalities.ts';
import type { ContextGiven } from '../../towers/context-values.ts';
import type { ContextColumn } from '../input/interactions.ts';

export interface TrainingItems {
  numItems: number;
  /**
   * Content vectors f32 [numItems, 256] of several wordings of each item; the first is the one that is served. The
   * trainer draws one for each item and step, half of the time the first, so that the towers don't hang on a single
   * wording.
   */
  contentVariants: Float32Array[];
  /** f32 [numItems, Q], order of FEATURES */
  features: Float32Array;
  /** u8 [numItems, numLevels], semantic ID codes; there if the tower config has levels */
  codes?: Uint8Array;
  /** f32 [numItems, modalityDim] and its blocks; there if the tower config has them */
  modalities?: { layout: readonly Modality[]; values: Float32Array };
}

/** Tells how much of a target each item has. */
export type AddShare = (item: number, share: number) => void;

/** What a share of a log's targets may be learned from (teacher.ts). */
export interface Teacher {
  /**
   * Adds the answer to the history before an event of the log, scaled to `share` in all.
   *
   * @param event  place in the training log; undefined for what the trainer made up
   * @returns      the share that was added: 0 where there is no answer
   */
  addAnswer(event: number | undefined, share: number, add: AddShare): number;
}

export interface TrainingLog {
  name: string;
  numUsers: number;
  /** A person's events have no order that says anything: every window draws one anew (default false). */
  unordered?: boolean;
  /** How often an epoch goes through its people; of a part of 1 it takes others each time (default 1). */
  passes?: number;
  /** u32 [numUsers + 1] */
  offsets: Uint32Array;
  /** u32 [numEvents], item rows, oldest first */
  items: Uint32Array;
  /** u8 [numEvents], numbers of TOWER_EVENT_TYPES */
  eventTypes: Uint8Array;
  /** f64 [numEvents], seconds since the epoch; absent where the log has no times */
  timesSeconds?: Float64Array;
  /** What the requests knew that the events answered; absent where the log has none. */
  contexts?: readonly ContextColumn[];
  /** Rows of the items that a target of this log can be, ascending. */
  candidates: Uint32Array;
  /** Answers that a share of the targets is learned from; absent = the log's own next items alone. */
  teacher?: Teacher;
  /** Held-out targets that choose settings and show progress: one item row a user, -1 = none. */
  validationTargets?: Int32Array;
  /** What their requests knew, by user; absent where the log has no contexts. */
  validationContexts?: readonly ContextGiven[];
}

export interface TrainingSettings {
  seed: number;
  epochs: number;
  batchSize: number;
  /** Slots of a training window, the start token included; at most the towers' sequenceLength. */
  windowLength: number;
  /** Candidates of the softmax in one step; logs with more items are sampled. */
  numCandidates: number;
  learningRate: number;
  /**
   * How much of an item's share of a log's events is taken for granted, 0 to 1. At 1 the towers learn what a taste adds
   * to the fame that items have in that log (logit adjustment: Menon et al., ICLR 2021), and whoever serves them adds
   * the fame of today (addFame in fame.ts); at 0 fame is learned like all else.
   */
  fameCorrection: number;
  /** Chance that a slot's input, or a block's output, is dropped. */
  dropout: number;
  /** Chance that one feature is unknown in a step. */
  featureDropout: number;
  /** Chance that a sequence gets random dislikes of items it never met. */
  dislikeAugmentation: number;
  /** Share of the histories' slots that are asked what comes next, 0 to 1: below 1 a random part. */
  askShare: number;
  /** Share of what a slot should foresee that a log's teacher says, 0 to 1; nothing where a log has none. */
  distillation: number;
  /**
   * Weight decay of the item tower's matrices. Items have about as many content values as a small catalog has items:
   * without it the tower learns the known ones by heart, and places new ones badly.
   */
  itemWeightDecay: number;
  /** Chance that one categorical of a request's context is unknown in an ask. */
  contextDropout: number;
  /** Chance that one of an item's further vectors is missing in a step. */
  modalityDropout: number;
  /**
   * Epochs of a site's towers after a warm restart of the learning rate (site/train-site.ts); what was held out is
   * learned in them, where it may be. 0 = none. Logs with a teacher have none without it.
   */
  restartEpochs: number;
  /** Epochs that teach the finished item tower where to place items that nobody has met; 0 = it stays as it is. */
  coldEpochs: number;
  coldLearningRate: number;
  /** Weight decay of the item tower's matrices in these epochs. */
  coldWeightDecay: number;
  /** Chance that a candidate is met there as if it were new. */
  coldShare: number;
  /** Worker threads of ONNX Runtime: part of what fixes the bytes. */
  threads: number;
}

export const DEFAULT_TRAINING_SETTINGS: TrainingSettings = {
  seed: 1,
  epochs: 16,
  batchSize: 32,
  windowLength: SEQUENCE_LENGTH,
  numCandidates: 3456,
  learningRate: 5e-3,
  fameCorrection: 0,
  dropout: 0.15,
  featureDropout: 0.04,
  dislikeAugmentation: 0.1,
  askShare: 1,
  distillation: 0,
  itemWeightDecay: 2,
  contextDropout: 0.3,
  modalityDropout: 0.3,
  restartEpochs: 4,
  coldEpochs: 3,
  coldLearningRate: 5e-4,
  coldWeightDecay: 4,
  coldShare: 0.3,
  threads: 2,
};
