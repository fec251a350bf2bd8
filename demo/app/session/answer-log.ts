// The times of the last answers, for the charts under the hood. Times alone: not what was asked, and not what was
// answered.
import type { ListTimings } from '../../../src/sdk/index.ts';
import { WatchedState } from '../state/watched-state.ts';

export interface AnswerTimes {
  timings: ListTimings;
  /** In the worker. */
  latencyMs: number;
  /** From the question to the answer in the page. */
  roundTripMs: number;
  /** From the answer to the next frame that was drawn; absent where nothing was drawn. */
  paintMs?: number;
}

const MAX_ANSWERS = 40;

/** Oldest first. */
export const answerLog = new WatchedState<{ answers: readonly AnswerTimes[] }>({ answers: [] });

/** @returns what `notePaint` takes */
export function noteAnswer(times: AnswerTimes): AnswerTimes {
  answerLog.set({ answers: [...answerLog.state.answers, times].slice(-MAX_ANSWERS) });
  return times;
}

/** Measures until the next frame is drawn. */
export function notePaint(answer: AnswerTimes): void {
  const startMs = performance.now();
  requestAnimationFrame(() =>
    setTimeout(() => {
      const painted = { ...answer, paintMs: performance.now() - startMs };
      answerLog.set({ answers: answerLog.state.answers.map((other) => (other === answer ? painted : other)) });
    }),
  );
}
