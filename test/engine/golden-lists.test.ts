// The lists of ten visitors stay what they were, id by id. WebAssembly computes alike on every processor (the runtime
// has no relaxed SIMD), so the user tower's are compared exactly too. But the film bundle is made by native code: where
// a processor rounded its vectors otherwise, hashes differ, and 19 of 20 items of a list must be the same.
import { describe, expect, it } from 'vitest';
import { type Answering, type Answers, askAll, bundleHashes, readLists } from './golden-lists.ts';

const isSameBundle = JSON.stringify(bundleHashes()) === JSON.stringify(readLists('bundle.json').hashes);
const goldens: Answering[] = ['mean', 'user-tower'];
/** Results of a list; shorter ones are compared only where the bundle is the same. */
const NUM_RESULTS = 20;

it('the film bundle is the one of the golden lists; of another one, only 19 of 20 items are compared', ({ skip }) => {
  skip(!isSameBundle);
});

describe.each(goldens)('the lists by the %s', (answering) => {
  it('are those of before', async () => {
    const [answers, golden]: Answers[] = [await askAll(answering), readLists(`${answering}.json`)];
    if (isSameBundle) return expect(answers).toEqual(golden);
    for (const [asked, list] of Object.entries(golden!).filter(([, list]) => list.length === NUM_RESULTS)) {
      const same = answers![asked]?.filter((line) => list.includes(line)) ?? [];
      expect(same.length, `${asked}: ${answers![asked]}`).toBeGreaterThanOrEqual(NUM_RESULTS - 1);
    }
  });
});
