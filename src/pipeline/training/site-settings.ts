// Settings of a site's training, from the shape of its log.

import { meanWindowSlots } from './asked-slots.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingLog, type TrainingSettings } from './training-data.ts';

/** Slots that a run asks in all: what ml-1m was tuned at. Small logs get more epochs, within bounds. */
const TARGET_ASKS = 7_000_000;
const [MIN_EPOCHS, MAX_EPOCHS] = [8, 32];
/** Full softmax up to this many items, sampled above. */
const MAX_CANDIDATES = 4096;
/** Logs with fewer events an item have a teacher as well: where lists are few, what pairs say counts for more. */
const TAUGHT_BELOW = 100;
const TAUGHT_SHARE = 0.3;
/** As TARGET_ASKS: they are learned by heart sooner. */
const TAUGHT_TARGET_ASKS = 2_000_000;
/** Windows as long as all but this share of the histories; longer ones are cut into stretches. */
const LONGER_HISTORIES = 0.05;
const [MIN_WINDOW, WINDOW_STEP] = [20, 10];
/** A batch holds as many slots as the default's, or less: a log of few people would be learned in a step an epoch. */
const { batchSize: FULL_BATCH, windowLength: FULL_WINDOW } = DEFAULT_TRAINING_SETTINGS;

/**
 * Steps of a run, whatever the log. 150 people with ten views of three kinds, read in 12 epochs: a batch of 160 is 12 steps, and
 * Recall@10 .11, which is chance; one of 10 is 180 steps, and .43.
 */
const MIN_STEPS = 500;
const MIN_BATCH = 8;

/** Short histories are trained in short windows, more of them at once; few events an item have a teacher. */
export function siteSettings(log: TrainingLog): TrainingSettings {
  const windowLength = windowLengthFor(log);
  const asksPerEpoch = Math.max(1, log.numUsers * meanWindowSlots(log, windowLength));
  const isTaught = log.items.length < TAUGHT_BELOW * new Set(log.items).size;
  const targetAsks = isTaught ? TAUGHT_TARGET_ASKS : TARGET_ASKS;
  const epochs = Math.min(MAX_EPOCHS, Math.max(MIN_EPOCHS, Math.round(targetAsks / asksPerEpoch)));
  const batchSize = batchSizeFor(log, windowLength, epochs);
  const numCandidates = Math.min(MAX_CANDIDATES, 64 * Math.ceil(log.candidates.length / 64));
  const distillation = isTaught ? TAUGHT_SHARE : 0;
  return { ...DEFAULT_TRAINING_SETTINGS, windowLength, batchSize, epochs, numCandidates, distillation };
}

function batchSizeFor({ numUsers }: TrainingLog, windowLength: number, epochs: number): number {
  const full = Math.round((FULL_BATCH * FULL_WINDOW) / windowLength);
  return Math.min(full, Math.max(MIN_BATCH, Math.floor((numUsers * epochs) / MIN_STEPS)));
}

function windowLengthFor({ offsets, numUsers }: TrainingLog): number {
  const lengths = Array.from({ length: numUsers }, (_, user) => offsets[user + 1]! - offsets[user]!).sort(
    (a, b) => a - b,
  );
  const long = lengths[Math.floor((1 - LONGER_HISTORIES) * (numUsers - 1))] ?? 0;
  const stepped = WINDOW_STEP * Math.ceil(long / WINDOW_STEP);
  return Math.min(DEFAULT_TRAINING_SETTINGS.windowLength, Math.max(MIN_WINDOW, stepped));
}
