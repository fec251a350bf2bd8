// What a browser notes of a request, for whoever looks under the hood: the same of a page, its worker and its service worker.

/** A request as the browser noted it. */
export interface RequestFact {
  url: string;
  /** What made it, as the browser calls it: `fetch`, `script`, … */
  initiator: string;
  /** Milliseconds since the epoch. */
  startedMs: number;
  durationMs: number;
  /** Bytes on the wire with headers; 0 for what came from a cache. */
  transferBytes: number;
  /** Bytes of the body as sent. */
  bodyBytes: number;
  /** A service worker had a say in it. */
  isByServiceWorker: boolean;
  /** No answer came, as far as the browser tells. */
  hasFailed: boolean;
}

/** As much of a PerformanceResourceTiming as is read. */
interface NotedRequest {
  entryType: string;
  name: string;
  initiatorType: string;
  startTime: number;
  duration: number;
  responseEnd: number;
  transferSize: number;
  encodedBodySize: number;
  workerStart: number;
  responseStatus: number;
}

/** @param entries  of the types `resource` and `navigation` */
export function requestFacts(entries: readonly object[]): RequestFact[] {
  return (entries as NotedRequest[]).map((entry) => ({
    url: entry.name,
    initiator: entry.initiatorType,
    startedMs: performance.timeOrigin + entry.startTime,
    // A navigation lasts until the page is loaded, its request until the last byte.
    durationMs: entry.entryType === 'navigation' ? entry.responseEnd : entry.duration,
    transferBytes: entry.transferSize,
    bodyBytes: entry.encodedBodySize,
    isByServiceWorker: entry.workerStart > 0,
    hasFailed: entry.responseStatus === 0,
  }));
}
