// Every request that this worker has made, as the browser noted it.
import { type RequestFact, requestFacts } from '../../fetching/request-fact.ts';

/** More than a page ever makes; the browser's own limit is 250, and what is beyond it is lost. */
const MAX_NOTED = 5000;

/** To be called before the first request. */
export function noteAllRequests(): void {
  performance.setResourceTimingBufferSize(MAX_NOTED);
}

export function requestLog(): RequestFact[] {
  return requestFacts(performance.getEntriesByType('resource'));
}
