import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ModelLoadError } from '../../src/errors.ts';
import { isOfNetwork, persist } from '../../src/fetching/persist.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const away = () => new ModelLoadError('a.bin: download failed', { cause: new TypeError('Failed to fetch') });

/** When it was tried, in seconds, by a work that fails so many times. */
async function triedAt(numFailures: number): Promise<number[]> {
  const startMs = Date.now();
  const tries: number[] = [];
  const work = async () => {
    tries.push((Date.now() - startMs) / 1000);
    if (tries.length <= numFailures) throw away();
  };
  const done = persist(work);
  await vi.runAllTimersAsync();
  await done;
  return tries;
}

it('tries again at fixed times, less and less often, until it goes', async () => {
  expect(await triedAt(9)).toEqual([0, 1, 3, 8, 18, 38, 78, 138, 198, 258]);
});

it('tells why it waits, and each further try', async () => {
  const told: string[] = [];
  const work = vi.fn().mockRejectedValueOnce(away()).mockResolvedValue('here');
  const done = persist(work, { onWait: (why) => told.push(why), onTry: () => told.push('again') });
  await vi.runAllTimersAsync();
  expect(await done).toBe('here');
  expect(told).toEqual(['a.bin: download failed', 'again']);
});

it('gives up at once what is no fault of the network, after so many tries, and when it is aborted', async () => {
  const refuse = vi.fn().mockRejectedValue(new ModelLoadError('a.bin: HTTP status is 404, expected 200'));
  await expect(persist(refuse)).rejects.toThrow('404');
  expect(refuse).toHaveBeenCalledTimes(1);

  const fail = vi.fn().mockImplementation(async () => {
    throw away();
  });
  const limited = expect(persist(fail, { mostTries: 3 })).rejects.toThrow('download failed');
  await vi.runAllTimersAsync();
  await limited;
  expect(fail).toHaveBeenCalledTimes(3);

  const abort = new AbortController();
  const aborted = expect(persist(fail, { signal: abort.signal })).rejects.toThrow('enough');
  await vi.advanceTimersByTimeAsync(500);
  abort.abort(new Error('enough'));
  await vi.runAllTimersAsync();
  await aborted;
});

it.each([
  [new TypeError('Failed to fetch'), true],
  [new TypeError('Failed to fetch dynamically imported module: x'), true],
  [new TypeError('error loading dynamically imported module'), true],
  [new TypeError('network error'), true],
  [away(), true],
  [new TypeError("Cannot read properties of undefined (reading 'x')"), false],
  [new ModelLoadError('a.bin: file has 3 bytes, expected 4'), false],
  ['text', false],
])('%s is of the network: %s', (error, expected) => {
  expect(isOfNetwork(error)).toBe(expected);
});
