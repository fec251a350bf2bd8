// What a supervisor does with calls when workers end in its hands. The workers are fakes, which end on demand;
// worker-death.browser.test.ts does it with real ones.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { EngineState } from '../../src/engine/base/status-api.ts';
import { EngineStoppedError } from '../../src/sdk/index.ts';
import { type CallKind, Supervisor } from '../../src/sdk/supervisor.ts';
import { PendingCalls, type WorkerCalls } from '../../src/sdk/worker-calls.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Notes what it is asked, and answers when it is told to. */
class FakeWorker {
  readonly asked: string[] = [];
  readonly pending = new PendingCalls();
  answers = false;
  hasEnded = false;
  readonly onEnd: (why: string) => void;

  constructor(onEnd: (why: string) => void) {
    this.onEnd = onEnd;
  }

  call = <T>(ask: (api: never) => Promise<T>) => this.pending.run(() => ask(this as never));

  async say(word: string): Promise<string> {
    this.asked.push(word);
    if (!this.answers) await new Promise(() => {});
    return word;
  }

  end(): void {
    this.dispose();
    this.onEnd('the worker ended');
  }

  dispose(): void {
    this.hasEnded = true;
    this.pending.stop(new EngineStoppedError('the worker ended'));
  }
}

type Api = Pick<FakeWorker, 'say'>;

/** @param open  how long each worker takes to open, in milliseconds; the last one stands for all that follow */
async function supervised(open: number[] = [0]) {
  const workers: FakeWorker[] = [];
  const states: EngineState['state'][] = [];
  const numEnds: number[] = [];
  const supervisor = new Supervisor<Api>({
    start: async (onEnd) => {
      workers.push(new FakeWorker(onEnd));
      return workers.at(-1) as unknown as WorkerCalls<Api>;
    },
    open: async (calls, ends) => {
      numEnds.push(ends);
      const ms = open[Math.min(workers.length, open.length) - 1]!;
      await calls.call(() => new Promise<void>((resolve) => setTimeout(resolve, ms)));
    },
    onState: ({ state }) => states.push(state),
  });
  const opening = supervisor.open();
  await vi.advanceTimersByTimeAsync(open[0]!);
  await opening;
  const say = (kind: CallKind, word: string, signal?: AbortSignal) => {
    const call = supervisor.call(kind, word, (api, isRepeat) => api.say(isRepeat ? `${word} again` : word), signal);
    call.catch(() => {});
    return call;
  };
  const replace = async () => {
    workers.at(-1)!.end();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { supervisor, workers, states, numEnds, say, replace };
}

it('asks the next worker in the order of the calls, those that came meanwhile behind', async () => {
  const { workers, states, say } = await supervised([0, 100]);
  const calls = [say('event', 'a'), say('question', 'b'), say('event', 'c')];
  await vi.advanceTimersByTimeAsync(0);
  workers[0]!.end();
  await vi.advanceTimersByTimeAsync(50);
  calls.push(say('write', 'd'), say('event', 'e'));
  expect(states).toEqual(['restarting']);
  workers[1]!.answers = true;
  await vi.advanceTimersByTimeAsync(50);
  expect(workers[0]!.asked).toEqual(['a', 'b', 'c']);
  expect(workers[1]!.asked).toEqual(['a again', 'b again', 'c again', 'd', 'e']);
  expect(await Promise.all(calls)).toEqual(['a again', 'b again', 'c again', 'd', 'e']);
  expect(states).toEqual(['restarting', 'running']);
});

it('asks a question once more, an event as often as it takes, and a write never', async () => {
  const { workers, say, replace } = await supervised();
  const [question, event, write] = [say('question', 'q'), say('event', 'e'), say('write', 'w')];
  await vi.advanceTimersByTimeAsync(0);
  await replace();
  await expect(write).rejects.toThrow("during 'w', so whether it happened is not known");
  await replace();
  await expect(question).rejects.toBeInstanceOf(EngineStoppedError);
  expect(workers.map(({ asked }) => asked)).toEqual([['q', 'e', 'w'], ['q again', 'e again'], ['e again']]);
  await replace();
  await expect(event).rejects.toThrow('ended 3 times within a minute');
});

it('lets a call wait for 2.5 s; an event is kept all the same when a worker is there', async () => {
  const { workers, say } = await supervised([0, 10_000]);
  const [question, event] = [say('question', 'q'), say('event', 'e')];
  await vi.advanceTimersByTimeAsync(0);
  workers[0]!.end();
  await vi.advanceTimersByTimeAsync(2400);
  const later = say('question', 'later');
  await vi.advanceTimersByTimeAsync(100);
  await expect(question).rejects.toThrow("another one has not answered within 2.5 s: ask 'q' again");
  await expect(event).rejects.toThrow("'e' is kept and will be recorded");
  await vi.advanceTimersByTimeAsync(2400);
  await expect(later).rejects.toBeInstanceOf(EngineStoppedError);
  const last = say('question', 'last');
  workers[1]!.answers = true;
  await vi.advanceTimersByTimeAsync(5100);
  await expect(last).rejects.toBeInstanceOf(EngineStoppedError);
  expect(workers[1]!.asked).toEqual(['e again']);
  expect(await say('question', 'next')).toBe('next');
});

it('lets a call whose worker ended wait for 2.5 s in all, and one that fetches files for as long as they take', async () => {
  const { workers, say } = await supervised([0, 1000]);
  const [question, load] = [say('question', 'q'), say('load', 'l')];
  await vi.advanceTimersByTimeAsync(0);
  workers[0]!.end();
  await vi.advanceTimersByTimeAsync(500);
  const later = say('question', 'later');
  await vi.advanceTimersByTimeAsync(500);
  expect(workers[1]!.asked).toEqual(['q again', 'l again', 'later']);
  await vi.advanceTimersByTimeAsync(1500);
  await expect(question).rejects.toThrow("ask 'q' again");
  const settled = vi.fn();
  for (const call of [load, later]) call.then(settled, settled);
  await vi.advanceTimersByTimeAsync(100_000);
  expect(settled).not.toHaveBeenCalled();
  workers[1]!.end();
  await vi.advanceTimersByTimeAsync(2500);
  await expect(later).rejects.toThrow("ask 'later' again");
});

it('three ends within a minute are the last, and ends that are further apart are not', async () => {
  const { workers, states, numEnds, say, replace } = await supervised();
  for (let i = 0; i < 6; i++) {
    await replace();
    await vi.advanceTimersByTimeAsync(31_000);
  }
  expect([workers.length, states.at(-1)]).toEqual([7, 'running']);
  expect(numEnds).toEqual([0, 1, 2, 2, 2, 2, 2]);
  await replace();
  expect(states.at(-1)).toBe('running');
  await replace();
  expect(states.at(-1)).toBe('stopped');
  await expect(say('event', 'e')).rejects.toThrow('dispose of it and open a new one');
  expect(workers).toHaveLength(8);
});

it('a worker that cannot be opened counts as one that ended', async () => {
  const { workers, states, say } = await supervised([0, 100_000]);
  const call = say('event', 'e');
  await vi.advanceTimersByTimeAsync(0);
  workers[0]!.end();
  for (const _ of [1, 2]) {
    await vi.advanceTimersByTimeAsync(0);
    workers.at(-1)!.end();
  }
  await expect(call).rejects.toBeInstanceOf(EngineStoppedError);
  await vi.advanceTimersByTimeAsync(0);
  expect([states.at(-1), workers.length]).toEqual(['stopped', 3]);
});

it('asks nobody for what was aborted, nor after it was disposed of', async () => {
  const { supervisor, workers, say } = await supervised([0, 100]);
  const controller = new AbortController();
  const [aborted, other] = [say('question', 'aborted', controller.signal), say('question', 'other')];
  await vi.advanceTimersByTimeAsync(0);
  workers[0]!.end();
  await vi.advanceTimersByTimeAsync(10);
  controller.abort();
  await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
  await vi.advanceTimersByTimeAsync(100);
  expect(workers[1]!.asked).toEqual(['other again']);
  workers[1]!.end();
  supervisor.dispose();
  await expect(other).rejects.toThrow('it was disposed of');
  await vi.advanceTimersByTimeAsync(200);
  expect(workers.filter(({ hasEnded }) => !hasEnded)).toEqual([]);
  await expect(say('question', 'late')).rejects.toThrow('it was disposed of');
});
