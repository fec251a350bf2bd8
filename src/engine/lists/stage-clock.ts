// Splits the time that an answer takes into its stages, so that what is slow can be seen from the page.
import type { ListTimings } from './lists-api.ts';

export interface StageClock {
  readonly timings: ListTimings;
  /** Adds the time since the last lap (or the start) to a stage. */
  lap(stage: keyof ListTimings): void;
}

export function startStageClock(now: () => number = () => performance.now()): StageClock {
  const timings: ListTimings = { history: 0, embed: 0, rank: 0, rerank: 0, describe: 0 };
  let lastMs = now();
  return {
    timings,
    lap(stage) {
      const nowMs = now();
      timings[stage] += nowMs - lastMs;
      lastMs = nowMs;
    },
  };
}
