// A log as the trainer reads it: the events that may be learned from, and the next target of each user, held out to
// show how well it goes.

import type { ContextGiven } from '../../towers/context-values.ts';
import type { EvaluationCase, Split } from '../evaluation/split.ts';
import { type ContextColumn, contextOf, type Interactions } from '../input/interactions.ts';
import type { TrainingLog } from './training-data.ts';

/** A log to learn from, with what it was cut from, which teaches (teacher.ts). */
export interface LogSource {
  log: TrainingLog;
  split: Split;
  /** Row in TrainingItems of each of the split's items (default: their own numbers). */
  itemRows?: Uint32Array;
}

/** The numbers of a log's items, for logs whose items are those of the training. */
export function ownRows({ numItems }: Interactions): Uint32Array {
  return Uint32Array.from({ length: numItems }, (_, item) => item);
}

/** Events of each item: u32 [numItems]. */
export function eventCounts(logs: readonly TrainingLog[], numItems: number): Uint32Array {
  const counts = new Uint32Array(numItems);
  for (const log of logs) for (const item of log.items) counts[item]!++;
  return counts;
}

/**
 * The training part of a split, with its validation cases as held-out targets.
 *
 * @param itemRows  row in TrainingItems of each of the log's items (default: their own numbers)
 */
export function trainingLog(
  name: string,
  { log, train, validation }: Split,
  itemRows: Uint32Array = ownRows(log),
): TrainingLog {
  const contexts = log.contexts;
  const items = train.items.map((item) => itemRows[item]!);
  return {
    name,
    numUsers: train.numUsers,
    offsets: train.offsets,
    items,
    eventTypes: train.eventTypes,
    timesSeconds: train.timestampsArePositions ? undefined : train.timestamps.map((ms) => ms / 1000),
    // What nobody has met is never the answer: in the softmax it would only teach that new items are wrong.
    candidates: Uint32Array.from(new Set(items)).sort(),
    validationTargets: targets(log, validation, itemRows),
    ...(contexts && {
      contexts: train.contexts,
      validationContexts: targetContexts(contexts, validation, log.numUsers),
    }),
  };
}

function targets(log: Interactions, cases: readonly EvaluationCase[], itemRows: Uint32Array): Int32Array {
  const rows = new Int32Array(log.numUsers).fill(-1);
  for (const { user, targetEvent } of cases) rows[user] = itemRows[log.items[targetEvent]!]!;
  return rows;
}

function targetContexts(
  contexts: readonly ContextColumn[],
  cases: readonly EvaluationCase[],
  numUsers: number,
): ContextGiven[] {
  const given: ContextGiven[] = Array.from({ length: numUsers }, () => ({}));
  for (const { user, targetEvent } of cases) given[user] = contextOf(contexts, targetEvent);
  return given;
}
