// Some of a log's users, drawn by chance: a smaller fraction is part of every larger one.

import { createRandom } from '../../src/numerics/random.ts';
import type { TrainingLog } from '../../src/pipeline/training/training-data.ts';

/**
 * The log with the events of a fraction of its users; the others stay, without any event or validation target.
 *
 * @param fraction  above 0, at most 1; at least one user stays
 */
export function userFraction(log: TrainingLog, fraction: number, seed: number): TrainingLog {
  const users = Array.from({ length: log.numUsers }, (_, user) => user);
  createRandom(seed).shuffle(users);
  const kept = new Set(users.slice(0, Math.max(1, Math.round(fraction * log.numUsers))));
  const offsets = new Uint32Array(log.numUsers + 1);
  const events: number[] = [];
  for (let user = 0; user < log.numUsers; user++) {
    for (let event = log.offsets[user]!; kept.has(user) && event < log.offsets[user + 1]!; event++) events.push(event);
    offsets[user + 1] = events.length;
  }
  const { timesSeconds, validationTargets } = log;
  return {
    ...log,
    offsets,
    items: Uint32Array.from(events, (event) => log.items[event]!),
    eventTypes: Uint8Array.from(events, (event) => log.eventTypes[event]!),
    ...(timesSeconds && { timesSeconds: Float64Array.from(events, (event) => timesSeconds[event]!) }),
    ...(validationTargets && {
      validationTargets: validationTargets.map((target, user) => (kept.has(user) ? target : -1)),
    }),
  };
}
