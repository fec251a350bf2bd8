// How the end of a worker is noticed, with the lock and without. The workers without are fakes, and so is the clock: a minute
// of silence is long.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WorkerWatch } from '../../src/sdk/worker-watch.ts';

const BEAT_MS = 1000;

/** A worker that answers pings while `answers` says so. */
function watched({
  answers = () => true,
  isAwaited = () => true,
}: { [Name in 'answers' | 'isAwaited']?: () => boolean } = {}) {
  const worker = new EventTarget() as Worker;
  const ends: string[] = [];
  const ping = vi.fn(async () => {
    while (!answers()) await new Promise((resolve) => setTimeout(resolve, 100));
  });
  const watch = new WorkerWatch({ worker, ping, isAwaited, onEnd: (why) => ends.push(why) }, BEAT_MS);
  const say = (data: unknown) => worker.dispatchEvent(new MessageEvent('message', { data }));
  return { watch, ends, ping, say };
}

describe('with a lock', () => {
  /** Holds a lock until it is told to let go. */
  async function holder(name: string): Promise<() => void> {
    let letGo = () => {};
    await new Promise<void>((held) => {
      navigator.locks.request(name, () => {
        held();
        return new Promise<void>((resolve) => {
          letGo = resolve;
        });
      });
    });
    return letGo;
  }

  it('the end is noticed when the lock is free, without a single ping', async () => {
    const letGo = await holder('life-1');
    const { watch, ends, ping, say } = watched();
    say({ life: 'life-1' });
    watch.awaited();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(ends).toEqual([]);
    letGo();
    await expect.poll(() => ends).toEqual(['the worker ended']);
    expect(ping).not.toHaveBeenCalled();
  });

  it('a watch that was stopped hears nothing and waits for nothing', async () => {
    const letGo = await holder('life-2');
    const { watch, ends, say } = watched();
    say({ life: 'life-2' });
    watch.stop();
    letGo();
    await expect.poll(async () => (await navigator.locks.query()).pending).toEqual([]);
    expect(ends).toEqual([]);
  });
});

describe('without a lock', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('a worker that says nothing for a minute of beats is gone, and that is told once', async () => {
    const { watch, ends } = watched({ answers: () => false });
    watch.awaited();
    await vi.advanceTimersByTimeAsync(60 * BEAT_MS);
    expect(ends).toEqual([]);
    await vi.advanceTimersByTimeAsync(60 * BEAT_MS);
    expect(ends).toEqual(['the worker did not answer for 60 heartbeats']);
  });

  it('one that was busy for most of it is not', async () => {
    const busyUntil = Date.now() + 55 * BEAT_MS;
    const { watch, ends } = watched({ answers: () => Date.now() > busyUntil });
    watch.awaited();
    await vi.advanceTimersByTimeAsync(600 * BEAT_MS);
    expect(ends).toEqual([]);
  });

  it('a page that slept does not count its own sleep', async () => {
    const { watch, ends } = watched({ answers: () => false });
    watch.awaited();
    await vi.advanceTimersByTimeAsync(5 * BEAT_MS);
    vi.setSystemTime(Date.now() + 3_600_000); // no timer runs in a page that is frozen
    await vi.advanceTimersByTimeAsync(50 * BEAT_MS);
    expect(ends).toEqual([]);
  });

  it('nothing runs while nothing waits', async () => {
    let waits = true;
    const { watch, ping } = watched({ isAwaited: () => waits });
    expect(vi.getTimerCount()).toBe(0);
    watch.awaited();
    watch.awaited();
    await vi.advanceTimersByTimeAsync(3 * BEAT_MS);
    expect([vi.getTimerCount(), ping.mock.calls.length]).toEqual([1, 3]);
    waits = false;
    await vi.advanceTimersByTimeAsync(BEAT_MS);
    expect(vi.getTimerCount()).toBe(0);
  });
});
