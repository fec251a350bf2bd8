// Parts give the same results wherever they are done: here, on threads, and by workers of a queue.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeRecord } from '../../src/pipeline/parts/part-records.ts';
import { openPartStore } from '../../src/pipeline/parts/part-store.ts';
import { type NamedPart, type Part, type PartRunner, partInput, runParts } from '../../src/pipeline/parts/parts.ts';
import { queueAddress } from '../../src/pipeline/parts/queue/queue-address.ts';
import { onQueue } from '../../src/pipeline/parts/queue/run-on-queue.ts';
import { serveQueue } from '../../src/pipeline/parts/queue/serve-queue.ts';
import { HERE } from '../../src/pipeline/parts/run-here.ts';
import { onThreads } from '../../src/pipeline/parts/run-on-threads.ts';
import { temporaryFolder } from '../cli/collecting-terminal.ts';
import { NO_SERVER, QUEUE_SERVER, type QueueServer, startQueueServer } from './queue-server.ts';

const describing = (texts: string[]): Part => ({ kind: 'describe', inputs: [partInput({ texts })], settings: {} });
const PARTS = ['a quiet heist', 'lamps of brass', 'a long winter', 'a quiet heist'].map((text) =>
  describing([text, `${text} for two`]),
);
const WRONG: Part = { kind: 'nearest', inputs: [partInput({ no: 'index' })], settings: { cell: 0, k: 3 } };

let server: QueueServer | undefined;
beforeAll(async () => {
  if (QUEUE_SERVER) server = await startQueueServer();
  else console.warn(`SKIPPED: the queue is not tested, ${NO_SERVER}`);
});
afterAll(() => server?.close());

interface Opened {
  runner: PartRunner;
  close(): Promise<void>;
}

const RUNNERS: Record<string, (folder: string) => Promise<Opened>> = {
  here: async () => ({ runner: HERE, close: () => HERE.close() }),
  threads: async () => {
    const runner = onThreads(2);
    return { runner, close: () => runner.close() };
  },
  queue: async (folder) => {
    const common = { address: queueAddress(server!.url), folder, note: () => {} };
    const stopped = new AbortController();
    const served = serveQueue({ ...common, numThreads: 2, signal: stopped.signal });
    const runner = await onQueue(common);
    const close = async () => {
      await runner.close();
      stopped.abort();
      await served;
    };
    return { runner, close };
  },
};

describe.each(Object.keys(RUNNERS))('%s', (name) => {
  const withRunner = async (work: (runner: PartRunner, folder: string) => Promise<void>) => {
    const folder = join(await temporaryFolder(), 'parts');
    const { runner, close } = await RUNNERS[name]!(folder);
    await work(runner, folder).finally(close);
  };
  const isMissing = name === 'queue' && !QUEUE_SERVER;
  const title = (text: string) => (isMissing ? `${text} (${NO_SERVER})` : text);

  test.skipIf(isMissing)(title('gives every result in order, keeps it, and does nothing twice'), () =>
    withRunner(async (runner, folder) => {
      const store = openPartStore(folder);
      const expected = await runParts(PARTS, { runner: HERE });
      const bytes = (found: typeof expected) => [...found.results].map((result) => Buffer.from(encodeRecord(result)));
      const seen: number[] = [];
      const first = await runParts(PARTS, { runner, store, onProgress: (done) => seen.push(done) });
      expect(bytes(first)).toEqual(bytes(expected));
      expect(first.numFound).toBe(0);
      await runner.rest?.();
      expect(seen).toEqual([0, 1, 2, 3, 4]);
      const again = await runParts([...PARTS, describing(['another'])], { runner, store });
      expect(again.numFound).toBe(4);
      expect(bytes(again).slice(0, 4)).toEqual(bytes(expected));
    }),
  );

  test.skipIf(isMissing)(title('tells an error of a part, and goes on with others'), () =>
    withRunner(async (runner, folder) => {
      const store = openPartStore(folder);
      await expect(runParts([WRONG], { runner, store })).rejects.toThrow(/undefined/);
      expect((await runParts(PARTS, { runner, store })).numFound).toBe(0);
    }),
  );

  test.skipIf(isMissing)(title('stops where it is told to'), () =>
    withRunner(async (runner, folder) => {
      const controller = new AbortController();
      const told: NamedPart[] = [];
      const running = runner.run(
        PARTS.slice(0, 3).map((part, i) => ({ ...part, key: `${i}`.repeat(64) })),
        async (part) => {
          told.push(part);
          controller.abort(new Error('stopped'));
        },
        controller.signal,
      );
      if (name === 'queue') controller.abort(new Error('stopped')); // the keys are made up: no worker does them
      await expect(running).rejects.toThrow('stopped');
      expect(told.length).toBeLessThan(3);
      expect(openPartStore(folder).has('2'.repeat(64))).toBe(false);
    }),
  );
});
