// Who is trained on when: every user with at least two events once an epoch (or as often as the log says), in batches of
// one log each.

import { createRandom } from '../../numerics/random.ts';
import type { TrainingLog } from './training-data.ts';

interface PlannedBatch {
  /** Number of the log. */
  log: number;
  users: number[];
}

/** Batches of an epoch in a seeded order; a log's last batch is filled up from its start. */
export function planBatches(logs: readonly TrainingLog[], batchSize: number, seed: number): PlannedBatch[] {
  const random = createRandom(seed);
  const plan: PlannedBatch[] = [];
  logs.forEach((log, l) => {
    const users = trainableUsers(log);
    if (users.length === 0) return;
    random.shuffle(users);
    const numAsked = usersOfEpoch(log, users.length);
    for (let from = 0; from < numAsked; from += batchSize) {
      const batch = Array.from({ length: batchSize }, (_, i) => users[(from + i) % users.length]!);
      plan.push({ log: l, users: batch });
    }
  });
  random.shuffle(plan);
  return plan;
}

export function stepsPerEpoch(logs: readonly TrainingLog[], batchSize: number): number {
  return logs.reduce((steps, log) => steps + Math.ceil(usersOfEpoch(log, trainableUsers(log).length) / batchSize), 0);
}

/** How many people an epoch asks of a log, some of them again. */
const usersOfEpoch = ({ passes = 1 }: TrainingLog, numUsers: number): number => Math.ceil(passes * numUsers);

function trainableUsers(log: TrainingLog): number[] {
  return Array.from({ length: log.numUsers }, (_, user) => user).filter(
    (user) => log.offsets[user + 1]! - log.offsets[user]! >= 2,
  );
}
