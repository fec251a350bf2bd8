// The times of the last answers, for the charts under the hood. Times alone: not what was asked, and not what was answered.
import type { RecommendTimings } from '../../sdk/index.ts';

export interface AnswerTimes {
  timings: RecommendTimings;
  /** In the worker. */
  latencyMs: number;
  /** From the question to the answer in the page. */
  roundTripMs: number;
  /** From the answer to the next frame that was drawn; absent where nothing was drawn. */
  paintMs?: number;
}

const MAX_ANSWERS = 40;

/** Tells of each change. */
export const answersChanged = new EventTarget();

let answers: readonly AnswerTimes[] = [];

/** Oldest first; a new list with every change. */
export function lastAnswers(): readonly AnswerTimes[] {
  return answers;
}

/** @returns what `notePaint` takes */
export function noteAnswer(times: AnswerTimes): AnswerTimes {
  answers = [...answers, times].slice(-MAX_ANSWERS);
  answersChanged.dispatchEvent(new Event('change'));
  return times;
}

/** Measures until the next frame is drawn. */
export function notePaint(answer: AnswerTimes): void {
  const startMs = performance.now();
  requestAnimationFrame(() =>
    setTimeout(() => {
      const painted = { ...answer, paintMs: performance.now() - startMs };
      answers = answers.map((other) => (other === answer ? painted : other));
      answersChanged.dispatchEvent(new Event('change'));
    }),
  );
}
