// A whole bundle by a queue, while workers die, stall and come late and the server forgets everything: the same bytes as alone.
import type { ChildProcess } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueEvents } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { queueName } from '../../src/pipeline/parts/queue/run-on-queue.ts';
import { snapshot } from '../bundle/bundle-fixture.ts';
import { run } from '../cli/collecting-terminal.ts';
import { writeShop } from './made-up-shop.ts';
import { NO_SERVER, QUEUE_SERVER, type QueueServer, startQueueServer } from './queue-server.ts';
import { kill, WorkerProcesses } from './worker-processes.ts';

let server: QueueServer | undefined;
let [folder, items] = ['', ''];
let expected: Record<string, string> = {};
beforeAll(async () => {
  if (!QUEUE_SERVER) return console.warn(`SKIPPED: the queue is not tested, ${NO_SERVER}`);
  server = await startQueueServer();
  folder = await mkdtemp(join(tmpdir(), 'privet-queue-'));
  items = join(folder, 'items.csv');
  await writeShop(items, 4200);
  expected = await build('alone', '--workers', '1', '--cache', join(folder, 'cache'));
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

/** @returns the bytes of each file of the bundle */
async function build(name: string, ...options: string[]) {
  const out = join(folder, name);
  const { code, notes } = await run(['build', items, '--bundle-only', '--name', 'Shop', '--out', out, ...options]);
  expect(code, notes).toBe(0);
  return snapshot(out);
}

test.skipIf(!QUEUE_SERVER)('1, 2 and 4 workers give the bytes of one thread', async () => {
  const shared = join(folder, 'shared');
  const workers = new WorkerProcesses(server!.url, shared);
  try {
    for (const [numWorkers, more] of [
      [1, 1],
      [2, 1],
      [4, 2],
    ]) {
      await Promise.all(Array.from({ length: more! }, () => workers.start()));
      expect(await build(`by-${numWorkers}`, '--queue', server!.url, '--shared', shared)).toEqual(expected);
      rmSync(shared, { recursive: true }); // the next one finds nothing
    }
  } finally {
    await workers.end();
  }
});

test.skipIf(!QUEUE_SERVER)('deaths, a pause, a late answer and a server that forgets change no byte', async () => {
  const shared = join(folder, 'shared');
  const workers = new WorkerProcesses(server!.url, shared);
  const redis = new Redis({ port: server!.port, maxRetriesPerRequest: null }).on('error', () => {});
  let current = await workers.start();
  let stalled: ChildProcess | undefined;
  /** At the nth time that a part is begun. */
  const troubles = [
    async () => kill(current).then(async () => (current = await workers.start())),
    async () => kill(current).then(async () => (current = await workers.start())),
    async () => {}, // the third has done it
    async () => {
      stalled = current;
      stalled.kill('SIGSTOP');
      current = await workers.start();
    },
    async () => stalled!.kill('SIGCONT'), // both answer
    async () => server!.kill().then(() => server!.begin()),
  ];
  const done: Promise<unknown>[] = [];
  const building = build('troubled', '--queue', server!.url, '--shared', shared);
  await expect.poll(() => redis.hlen('privet:builds')).toBe(1);
  const [id] = await redis.hkeys('privet:builds');
  const connection = { port: server!.port, maxRetriesPerRequest: null };
  const events = new QueueEvents(queueName(id!), { connection, prefix: 'privet', lastEventId: '0' });
  events.on('error', () => {});
  events.on('active', () => done.push((troubles.shift() ?? (async () => {}))()));
  try {
    expect(await building).toEqual(expected);
    await Promise.all(done);
    expect(troubles).toEqual([]);
  } finally {
    stalled?.kill('SIGCONT');
    await events.close();
    redis.disconnect();
    await workers.end();
  }
});
