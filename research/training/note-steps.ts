// How far a training run is, on stderr: results on stdout stay lines of JSON.

import type { TrainingProgress } from '../../src/pipeline/training/train-towers.ts';

/** Steps between two notes, about, and between two reports of a training, which begin anew with each epoch. */
const [NOTE_EVERY, REPORT_EVERY] = [100, 20];

export function noteSteps({ step, totalSteps, loss, remainingMs, validation }: TrainingProgress, label = ''): void {
  if (validation !== undefined || step % NOTE_EVERY >= REPORT_EVERY) return;
  const minutes = (remainingMs / 60_000).toFixed(1);
  console.error(`${label}step ${step} of ${totalSteps}, loss ${loss.toFixed(3)}, ${minutes} min left`);
}
