// Requests of which nothing comes are told after 8 seconds, in words, and no more once something comes.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fetchVerified } from '../../src/bundle/fetch-verified.ts';
import { hearSlowRequests, watched } from '../../src/fetching/slow-requests.ts';

let told: (string | undefined)[] = [];
let unhear: () => void;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] });
  told = [];
  unhear = hearSlowRequests((waiting) => told.push(waiting?.message));
});
afterEach(async () => {
  unhear();
  await vi.advanceTimersByTimeAsync(2000);
  vi.useRealTimers();
});

/** A request that ends, and hears bytes, when the test says so. */
function request(name: string) {
  const { promise, resolve } = resolvers();
  let hear = () => {};
  const ended = watched(name, (heard) => {
    hear = heard;
    return promise;
  });
  return {
    hear: () => hear(),
    async end() {
      resolve();
      await ended;
    },
  };
}

test('what is silent is told in few steps, and what goes on is not', async () => {
  const [slow, quick] = [request('catalog/items-001.arrow.gz'), request('models/user-tower.onnx')];
  for (let second = 0; second < 70; second++) {
    await vi.advanceTimersByTimeAsync(1000);
    quick.hear();
  }
  const message = (time: string) => `The host has sent nothing of the items (items-001.arrow.gz) for ${time}.`;
  expect(told).toEqual([message('8 seconds'), message('half a minute'), message('a minute')]);
  slow.hear();
  expect(told.at(-1)).toBeUndefined();
  await Promise.all([slow.end(), quick.end()]);
  expect(told).toHaveLength(4);
});

test("time in which this device slept, or was busy, is not the host's", async () => {
  const waiting = request('items-000.arrow.gz');
  await vi.advanceTimersByTimeAsync(3000);
  const slept = performance.now() + 600_000;
  vi.spyOn(performance, 'now').mockReturnValue(slept);
  await vi.advanceTimersByTimeAsync(1000);
  vi.mocked(performance.now).mockRestore();
  expect(told).toEqual([]);
  await waiting.end();
});

test('a request that fails is waited for no more, and the oldest silent one is named', async () => {
  const [first, second] = [request('manifest.json'), request('worker.js')];
  await vi.advanceTimersByTimeAsync(9000);
  expect(told).toEqual(['The host has sent nothing of the list of files (manifest.json) for 8 seconds.']);
  await first.end();
  expect(told.at(-1)).toBe('The host has sent nothing of a part of the program (worker.js) for 8 seconds.');
  await second.end();
  expect(told.at(-1)).toBeUndefined();
});

test('a file that stops in its middle is told, and is taken whole when it goes on', async () => {
  const { promise: goesOn, resolve: goOn } = resolvers();
  const bytes = new Uint8Array(2000);
  const sha256 = Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
  const body = new ReadableStream({
    async pull(controller) {
      controller.enqueue(bytes.slice(0, 1000));
      await goesOn;
      controller.enqueue(bytes.slice(1000));
      controller.close();
    },
  });
  const fetch = vi.fn(async () => new Response(body));
  const file = { path: 'text-encoder.onnx', sizeBytes: 2000, sha256 };
  const reading = fetchVerified('https://host.example/text-encoder.onnx', file, { fetch: fetch as never });
  await vi.advanceTimersByTimeAsync(9000);
  expect(told).toEqual(['The host has sent nothing of search by meaning (text-encoder.onnx) for 8 seconds.']);
  goOn();
  expect(await reading).toEqual(bytes);
  expect(told.at(-1)).toBeUndefined();
  expect(fetch).toHaveBeenCalledTimes(1);
});

function resolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
