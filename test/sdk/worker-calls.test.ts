import { describe, expect, it } from 'vitest';
import { PendingCalls } from '../../src/sdk/worker-calls.ts';

const never = () => new Promise<never>(() => {});

describe('pending calls', () => {
  it('passes answers and errors on', async () => {
    const calls = new PendingCalls();
    expect(await calls.run(async () => 1)).toBe(1);
    await expect(calls.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });

  it('rejects every waiting and every later call once it was stopped, with the first reason', async () => {
    const calls = new PendingCalls();
    const waiting = [calls.run(never), calls.run(never)];
    calls.stop(new Error('gone'));
    calls.stop(new Error('gone again'));
    for (const call of waiting) await expect(call).rejects.toThrow(/^gone$/);
    let started = false;
    const later = calls.run(async () => {
      started = true;
    });
    await expect(later).rejects.toThrow(/^gone$/);
    expect(started).toBe(false);
  });

  it('rejects with the reason of its signal', async () => {
    const calls = new PendingCalls();
    const controller = new AbortController();
    const call = calls.run(never, controller.signal);
    controller.abort(new Error('not needed any more'));
    await expect(call).rejects.toThrow('not needed any more');
    await expect(calls.run(async () => 1, controller.signal)).rejects.toThrow('not needed any more');
  });
});
