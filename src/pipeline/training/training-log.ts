// A log as the trainer reads it: the events that may be learned from, and the next target of each user, held out to show how
// well it goes.

import type { ContextGiven } from '../../towers/context-values.ts';
import type { EvaluationCase, Split } from '../evaluation/split.ts';
import { type ContextColumn, contextOf, type Interactions } from '../input/interactions.ts';
import type { TrainingLog } from './training-data.ts';

/**
 * The training part of a split, with its validation cases as held-out targets.
 *
 * @param itemRows  row in TrainingItems of each of the log's items
 */
export function trainingLog(name: string, { log, train, validation }: Split, itemRows: Uint32Array): TrainingLog {
  const contexts = log.contexts;
  const items = train.items.map((item) => itemRows[item]);
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
  for (const { user, targetEvent } of cases) rows[user] = itemRows[log.items[targetEvent]];
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
