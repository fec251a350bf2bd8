// How far a training run is, on stderr: results on stdout stay lines of JSON.

import type { TrainingProgress } from '../../src/pipeline/training/train-towers.ts';

/** Steps between two notes. */
const NOTE_EVERY = 100;

export function noteSteps({ step, totalSteps, loss, remainingMs, validation }: TrainingProgress, label = ''): void {
  if (validation !== undefined || step % NOTE_EVERY !== 0) return;
  const minutes = (remainingMs / 60_000).toFixed(1);
  console.error(`${label}step ${step} of ${totalSteps}, loss ${loss.toFixed(3)}, ${minutes} min left`);
}
