import { describe, expect, it } from 'vitest';
import { createSerialQueue } from '../../src/backends/serial-queue.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the serial queue', () => {
  it('never runs two tasks at once, and keeps their order', async () => {
    const enqueue = createSerialQueue();
    const log: string[] = [];
    const task = (name: string, ms: number) => () =>
      (async () => {
        log.push(`${name} starts`);
        await pause(ms);
        log.push(`${name} ends`);
        return name;
      })();
    const results = await Promise.all([enqueue(task('a', 5)), enqueue(task('b', 0)), enqueue(task('c', 1))]);
    expect(results).toEqual(['a', 'b', 'c']);
    expect(log).toEqual(['a starts', 'a ends', 'b starts', 'b ends', 'c starts', 'c ends']);
  });

  it('goes on after a task that failed', async () => {
    const enqueue = createSerialQueue();
    const failed = enqueue(async () => {
      throw new Error('broken');
    });
    const next = enqueue(async () => 1);
    await expect(failed).rejects.toThrow('broken');
    expect(await next).toBe(1);
  });
});
