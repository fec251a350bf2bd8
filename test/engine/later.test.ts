import { expect, test, vi } from 'vitest';
import { later } from '../../src/worker/later.ts';

test('an object is made with the first call, once, and its state stays', async () => {
  class Counter {
    #count = 0;
    add(by: number) {
      return (this.#count += by);
    }
  }
  const make = vi.fn(async () => new Counter());
  const counter = later(make);
  expect([make.mock.calls.length, counter.made()]).toEqual([0, undefined]);
  expect(await Promise.all([counter.object.add(1), counter.object.add(2)])).toEqual([1, 3]);
  expect(make).toHaveBeenCalledTimes(1);
  expect(counter.made()).toBe(await counter.get());
});

test('when its code cannot be had the call fails, and the next one tries again', async () => {
  const make = vi.fn(async () => ({ say: (word: string) => word }));
  make.mockRejectedValueOnce(new TypeError('no network'));
  const speaker = later(make);
  await expect(speaker.object.say('a')).rejects.toThrow('no network');
  expect(await speaker.object.say('b')).toBe('b');
});
