// Validation while training: full ranking of held-out targets with seen items masked, f32, over a sample of users. It
// shows progress and chooses settings; the figures that are quoted come from `privet evaluate`.

import { TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import { createRandom } from '../../numerics/random.ts';
import { contextNumbers } from '../../towers/context-values.ts';
import { encodeHistory, type HistoryItem, type UserTowerInputs } from '../../towers/history-inputs.ts';
import type { TrainingLog } from './training-data.ts';

export interface ValidationFigures {
  recall10: number;
  ndcg10: number;
}

export interface ValidationCase {
  user: number;
  target: number;
}

/** Up to `maxCases` users with a held-out target, in a seeded order. */
export function validationCases(log: TrainingLog, maxCases: number, seed: number): ValidationCase[] {
  const cases: ValidationCase[] = [];
  log.validationTargets?.forEach((target, user) => {
    if (target >= 0) cases.push({ user, target });
  });
  createRandom(seed).shuffle(cases);
  return cases.slice(0, maxCases);
}

/** The user tower's inputs for a user's whole training history, asked as the held-out target was. */
export function historyInputs(
  log: TrainingLog,
  user: number,
  embeddings: Float32Array,
  embeddingDim: number,
): UserTowerInputs {
  const events: HistoryItem[] = [];
  for (let i = log.offsets[user]!; i < log.offsets[user + 1]!; i++) {
    const item = log.items[i]!;
    events.push({
      embedding: embeddings.subarray(item * embeddingDim, (item + 1) * embeddingDim),
      type: TOWER_EVENT_TYPES[log.eventTypes[i]!]!,
      timeSeconds: log.timesSeconds?.[i],
    });
  }
  const contextValues = contextNumbers(log.contexts ?? [], log.validationContexts?.[user]);
  return encodeHistory(events, { embeddingDim, contextValues, nowSeconds: events.at(-1)?.timeSeconds });
}

/**
 * @param users       f32 [cases.length, D]
 * @param embeddings  f32 [numItems, D]
 * @param fame        what is added to an item's score whoever asks (default: nothing)
 */
export function rankingFigures(
  log: TrainingLog,
  cases: readonly ValidationCase[],
  users: Float32Array,
  embeddings: Float32Array,
  embeddingDim: number,
  fame: (item: number) => number = () => 0,
): ValidationFigures {
  let hits = 0;
  let gain = 0;
  cases.forEach(({ user, target }, i) => {
    const seen = new Set(log.items.subarray(log.offsets[user], log.offsets[user + 1]));
    const embedding = users.subarray(i * embeddingDim, (i + 1) * embeddingDim);
    const score = (item: number): number => {
      let sum = fame(item);
      for (let d = 0; d < embeddingDim; d++) sum += embedding[d]! * embeddings[item * embeddingDim + d]!;
      return sum;
    };
    const targetScore = score(target);
    let better = 0;
    for (const item of log.candidates) {
      if (item !== target && !seen.has(item) && score(item) >= targetScore) better++;
    }
    if (better < 10) {
      hits++;
      gain += 1 / Math.log2(better + 2);
    }
  });
  return { recall10: hits / Math.max(1, cases.length), ndcg10: gain / Math.max(1, cases.length) };
}
