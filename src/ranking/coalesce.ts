// Requests that are made one by one and answered together: what is asked in one turn goes to the ranker as one batch,
// which reads the items' memory once. The evaluator asks so: each user's list is a request of its own.
import type { Ranker, RankRequest, RankResult } from './ranker.ts';

/** `ranker.rank`, but requests of the same turn share a batch. A request that is refused refuses its whole batch. */
export function coalesceRequests(ranker: Pick<Ranker, 'rankBatch'>): (request: RankRequest) => Promise<RankResult> {
  let batch: { requests: RankRequest[]; results: Promise<RankResult[]> } | undefined;
  return async (request) => {
    if (!batch) {
      const requests: RankRequest[] = [];
      const results = Promise.resolve().then(() => {
        batch = undefined;
        return ranker.rankBatch(requests);
      });
      batch = { requests, results };
    }
    const place = batch.requests.push(request) - 1;
    return (await batch.results)[place]!;
  };
}
