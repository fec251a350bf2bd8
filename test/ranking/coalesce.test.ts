import { expect, test } from 'vitest';
import { coalesceRequests } from '../../src/ranking/coalesce.ts';
import type { RankRequest, RankResult } from '../../src/ranking/ranker.ts';

const request = (k: number): RankRequest => ({ query: new Int8Array(16), k });
const resultOf = ({ k }: RankRequest): RankResult => ({ indices: Uint32Array.of(k), scores: Int32Array.of(k) });

function recording() {
  const batches: number[] = [];
  const rank = coalesceRequests({
    async rankBatch(requests) {
      batches.push(requests.length);
      return requests.map(resultOf);
    },
  });
  return { batches, rank };
}

test('requests of one turn are one batch, and each gets its own answer', async () => {
  const { batches, rank } = recording();
  const results = await Promise.all([3, 1, 2].map((k) => rank(request(k))));
  expect(results.map(({ indices }) => indices[0])).toEqual([3, 1, 2]);
  expect(batches).toEqual([3]);
});

test('the next turn starts a new batch', async () => {
  const { batches, rank } = recording();
  await rank(request(1));
  await Promise.all([rank(request(2)), rank(request(3))]);
  expect(batches).toEqual([1, 2]);
});

test('a refused batch refuses every request of it, and the next one is answered', async () => {
  let refuse = true;
  const rank = coalesceRequests({
    async rankBatch(requests) {
      if (refuse) throw new RangeError('ranking: k is -1');
      return requests.map(resultOf);
    },
  });
  const results = await Promise.allSettled([rank(request(-1)), rank(request(2))]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  refuse = false;
  expect((await rank(request(5))).indices[0]).toBe(5);
});
