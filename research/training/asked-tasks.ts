// The next item of a history, asked for as each task asks: home from the history; similar with the newest item as
// context, once with the item's words in the place of the missing query; basket with the mean of the newest four;
// search with what someone might type who looks for the target (its title, its kind, its mood in turn).

import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { BASKET_SIZE } from '../../src/pipeline/training/sequence-loss.ts';
import { USER_TOWER_BATCH } from '../../src/pipeline/training/tower-files.ts';
import type { TrainingItems, TrainingLog } from '../../src/pipeline/training/training-data.ts';
import { historyInputs, type ValidationCase } from '../../src/pipeline/training/validate.ts';
import type { HistoryRequest } from '../../src/towers/history-inputs.ts';
import type { UserTower } from '../../src/towers/user-tower.ts';

export const ASKED_TASKS = ['home', 'similar', 'similar, told the words', 'basket', 'search'] as const;
type AskedTask = (typeof ASKED_TASKS)[number];

interface AskedCases {
  log: TrainingLog;
  items: TrainingItems;
  cases: readonly ValidationCase[];
  /** f32 [numItems, embeddingDim] */
  embeddings: Float32Array;
  embeddingDim: number;
}

/**
 * @param tower  of USER_TOWER_BATCH requests at once
 * @returns      f32 [cases.length, embeddingDim]
 */
export async function askedUsers(task: AskedTask, tower: UserTower, asked: AskedCases): Promise<Float32Array> {
  const { log, cases, embeddings, embeddingDim } = asked;
  const users = new Float32Array(cases.length * embeddingDim);
  for (let from = 0; from < cases.length; from += USER_TOWER_BATCH) {
    const batch = cases.slice(from, from + USER_TOWER_BATCH);
    const inputs = batch.map((entry, i) =>
      historyInputs(log, entry.user, embeddings, embeddingDim, requestOf(task, entry, from + i, asked)),
    );
    for (const [i, row] of (await tower.run(inputs)).entries()) users.set(row, (from + i) * embeddingDim);
  }
  return users;
}

function requestOf(
  task: AskedTask,
  { user, target }: ValidationCase,
  index: number,
  { log, items, embeddings, embeddingDim }: AskedCases,
): Pick<HistoryRequest, 'task' | 'queryContent' | 'contextItem'> {
  if (task === 'home') return {};
  if (task === 'search') {
    const wording = items.queryVariants[index % items.queryVariants.length]!;
    return { task, queryContent: rowOf(wording, target, CONTENT_DIM) };
  }
  const newest = log.items.subarray(log.offsets[user], log.offsets[user + 1]).slice(-BASKET_SIZE);
  if (task === 'basket') return { task, contextItem: meanRow(newest, embeddings, embeddingDim) };
  const own = newest.at(-1)!;
  const [served] = items.contentVariants;
  const told = task === 'similar' ? {} : { queryContent: rowOf(served!, own, CONTENT_DIM) };
  return { task: 'similar', contextItem: rowOf(embeddings, own, embeddingDim), ...told };
}

function meanRow(rows: Uint32Array, matrix: Float32Array, width: number): Float32Array {
  const mean = new Float32Array(width);
  for (const row of rows) for (const [d, value] of rowOf(matrix, row, width).entries()) mean[d]! += value / rows.length;
  return mean;
}

function rowOf(matrix: Float32Array, row: number, width: number): Float32Array {
  return matrix.subarray(row * width, (row + 1) * width);
}
