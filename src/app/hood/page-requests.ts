// Every request that the page itself has made, the page included, as the browser noted it; the worker's come from the SDK.
import type { RequestFact } from '../../sdk/index.ts';

export function pageRequests(): RequestFact[] {
  const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
  return (entries as PerformanceResourceTiming[]).map((entry) => ({
    url: entry.name,
    initiator: entry.initiatorType,
    startedMs: performance.timeOrigin + entry.startTime,
    // A navigation lasts until the page is loaded, its request until the last byte.
    durationMs: entry.entryType === 'navigation' ? entry.responseEnd : entry.duration,
    transferBytes: entry.transferSize,
    bodyBytes: entry.encodedBodySize,
    isByServiceWorker: entry.workerStart > 0,
  }));
}
