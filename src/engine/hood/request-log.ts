// Every request that this worker has made, as the browser noted it.
import type { RequestFact } from './api.ts';

/** More than a page ever makes; the browser's own limit is 250, and what is beyond it is lost. */
const MAX_NOTED = 5000;

/** To be called before the first request. */
export function noteAllRequests(): void {
  performance.setResourceTimingBufferSize(MAX_NOTED);
}

export function requestLog(): RequestFact[] {
  const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  return entries.map(
    ({ name, initiatorType, startTime, duration, transferSize, encodedBodySize, workerStart, responseStatus }) => ({
      url: name,
      initiator: initiatorType,
      startedMs: performance.timeOrigin + startTime,
      durationMs: duration,
      transferBytes: transferSize,
      bodyBytes: encodedBodySize,
      isByServiceWorker: workerStart > 0,
      hasFailed: responseStatus === 0,
    }),
  );
}
