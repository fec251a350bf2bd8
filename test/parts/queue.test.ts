// What a queue may be, and what of it is refused: with words on both sides, and never with the password.
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { partInput, partsVersion, runParts } from '../../src/pipeline/parts/parts.ts';
import { queueAddress } from '../../src/pipeline/parts/queue/queue-address.ts';
import { onQueue, queueName } from '../../src/pipeline/parts/queue/run-on-queue.ts';
import { serveQueue } from '../../src/pipeline/parts/queue/serve-queue.ts';
import { run, temporaryFolder } from '../cli/collecting-terminal.ts';
import { NO_SERVER, QUEUE_SERVER, type QueueServer, startQueueServer } from './queue-server.ts';

const PASSWORD = 'p%C3%A4ss-word';
const OTHER_CODE = 'f'.repeat(64);
const ID = '0123456789abcdef'.repeat(2);

let server: QueueServer | undefined;
let redis: Redis | undefined;
beforeAll(async () => {
  if (!QUEUE_SERVER) return console.warn(`SKIPPED: the queue is not tested, ${NO_SERVER}`);
  server = await startQueueServer(['--requirepass', decodeURIComponent(PASSWORD)]);
  redis = new Redis({ port: server.port, password: decodeURIComponent(PASSWORD) });
});
afterAll(async () => {
  redis?.disconnect();
  await server?.close();
});

const withServer = test.skipIf(!QUEUE_SERVER);
const url = (user = `:${PASSWORD}`) => `redis://${user}@127.0.0.1:${server!.port}`;
const part = (text: string) => ({ kind: 'describe', inputs: [partInput({ texts: [text] })], settings: {} }) as const;

/** A worker, and what it says. */
function startWorker(folder: string) {
  const stopped = new AbortController();
  const notes: string[] = [];
  const note = (text: string) => notes.push(text);
  const options = { address: queueAddress(url()), folder, numThreads: 1, note, signal: stopped.signal };
  const served = serveQueue(options);
  const stop = async () => {
    stopped.abort();
    await served;
  };
  onTestFinished(() => stop().catch(() => {}));
  return { notes, served, stop };
}

async function openBuild(folder: string) {
  const notes: string[] = [];
  const runner = await onQueue({ address: queueAddress(url()), folder, note: (text) => notes.push(text) });
  onTestFinished(() => runner.close());
  return { runner, notes };
}

test('an address is told by what is wrong with it, not by itself', () => {
  expect(queueAddress(`rediss://me:${PASSWORD}@[::1]:7000/3`)).toEqual({
    ...{ host: '::1', port: 7000, username: 'me', password: 'päss-word', db: 3, isEncrypted: true },
    shown: 'rediss://[::1]:7000',
  });
  const wrong = [
    'secret',
    'http://:secret@host',
    'redis://:secret@',
    'redis://:secret@host/name',
    'redis://:secret%@host',
  ];
  for (const text of wrong) {
    expect(() => queueAddress(text), text).toThrow(/^--queue: found .*, expected an address such as redis:\/\//);
    expect(() => queueAddress(text), text).not.toThrow(/:secret/);
  }
});

withServer('a wrong password, none, and an unknown user are refused in words without it', async () => {
  const folder = await temporaryFolder();
  const tried = {
    ':wrong-one': /a user or password that it refuses/,
    'nobody:x1y2z3': /a user or password/,
    '': /asks for a p/,
  };
  for (const [user, message] of Object.entries(tried)) {
    const { code, notes } = await run(['worker', '--queue', url(user).replace('//@', '//'), '--shared', folder]);
    expect(code, user).toBe(1);
    expect(notes).toMatch(message);
    expect(notes).toContain(`redis://127.0.0.1:${server!.port}: found`);
    expect(notes).not.toMatch(/wrong-one|x1y2z3/);
  }
});

test('what is no such server is told: nothing that listens, and one that speaks otherwise', async () => {
  const at = (port: number) => run(['worker', '--queue', `redis://:secret@127.0.0.1:${port}`]);
  const speaking = createServer((socket) => {
    socket.on('error', () => {}).resume();
    socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
  });
  await new Promise<void>((resolve) => speaking.listen(0, '127.0.0.1', resolve));
  const { port } = speaking.address() as { port: number };
  const outcome = await at(port);
  expect(outcome).toMatchObject({ code: 1 });
  expect(outcome.notes).toMatch(/found a server that is none, or does not answer, expected Valkey or Redis$/);
  await new Promise((resolve) => speaking.close(resolve));
  const { code, notes } = await at(port);
  expect({ code, notes }).toMatchObject({ code: 1, notes: expect.stringContaining('found nothing that answers') });
  expect(notes).not.toContain('secret');
});

withServer('a build and a worker of other versions are told on both sides, and nothing is done', async () => {
  const folder = join(await temporaryFolder(), 'shared');
  const seenMs = Date.now() + 60_000;
  const entry = { version: '9.9.9', code: OTHER_CODE, seenMs };
  await redis!.hset('privet:builds', ID, JSON.stringify(entry));
  const other = { ...entry, host: 'old-machine', threads: 64, elsewhere: [] };
  await redis!.hset('privet:workers', ID, JSON.stringify(other), 'x', '{"no":1}');
  const worker = startWorker(folder);
  await expect
    .poll(() => worker.notes.join('\n'))
    .toMatch(/found version 9\.9\.9, ffffffff, expected that of this worker/);
  await worker.stop();
  const { runner, notes } = await openBuild(folder);
  expect(runner.about!()).toBe('no workers');
  expect(notes.join('\n')).toMatch(/worker old-machine is of another version \(9\.9\.9, ffffffff; this build is /);
  expect(notes.join('\n')).toContain(partsVersion());
  await redis!.del('privet:builds', 'privet:workers');
});

withServer('a worker that sees another folder says so, and so does the build', async () => {
  const [folder, elsewhere] = [join(await temporaryFolder(), 'a'), join(await temporaryFolder(), 'b')];
  const { notes } = await openBuild(folder);
  const worker = startWorker(elsewhere);
  await expect.poll(() => notes.join('\n')).toContain(`sees another folder than ${folder}. Name the same one`);
  expect(worker.notes.join('\n')).toContain(`${elsewhere}: found no mark of this build`);
});

withServer('a folder that vanishes ends the build in words', async () => {
  const folder = join(await temporaryFolder(), 'shared');
  const { runner } = await openBuild(folder);
  const running = runParts([part('alone')], { runner });
  running.catch(() => {});
  await rm(folder, { recursive: true });
  await expect(running).rejects.toThrow(/shared: found no mark of this build: the folder is gone, or not the same one/);
});

withServer('a job that is none of ours is not done, and ends nothing', async () => {
  const folder = join(await temporaryFolder(), 'shared');
  const { runner } = await openBuild(folder);
  const [id] = await redis!.hkeys('privet:builds');
  const queue = new Queue(queueName(id!), {
    connection: { port: server!.port, password: decodeURIComponent(PASSWORD) },
    prefix: 'privet',
  });
  const hash = 'a'.repeat(64);
  const wrong = [
    { key: '../../etc/passwd', kind: 'describe', inputs: [hash], settings: {} },
    { key: hash, kind: 'constructor', inputs: [hash], settings: {} },
    { key: hash, kind: 'describe', inputs: ['../x'], settings: {} },
    { key: hash, kind: 'describe', inputs: [hash], settings: { a: 'process.exit()' } },
    { key: hash, kind: 'describe', inputs: [hash], settings: {} }, // not the key of such a part
  ];
  for (const data of wrong) await queue.add('part', data);
  const worker = startWorker(folder);
  expect([...(await runParts([part('a lamp')], { runner })).results]).toHaveLength(1);
  await expect
    .poll(async () => (await queue.getFailed()).map(({ failedReason }) => failedReason.slice(0, 16)))
    .toEqual(['found the key aa', ...Array(4).fill('found a job that')]);
  await queue.close();
  await worker.stop();
  expect(worker.notes.at(-1)).toMatch(/stopped after 1 part/);
});

withServer('a queue that is gone and comes back empty is waited for', async () => {
  const own = await startQueueServer();
  const folder = join(await temporaryFolder(), 'shared');
  const notes: string[] = [];
  const options = { address: queueAddress(own.url), folder, note: (text: string) => notes.push(text) };
  const runner = await onQueue(options);
  const running = runParts([part('one'), part('two')], { runner });
  await own.kill();
  await expect.poll(() => notes.join('\n')).toContain('is away: waiting until it is there again');
  await own.begin();
  const stopped = new AbortController();
  const served = serveQueue({ ...options, numThreads: 1, signal: stopped.signal });
  expect([...(await running).results]).toHaveLength(2);
  expect(notes.join('\n')).toContain('is there again: going on');
  stopped.abort();
  await served;
  await runner.close();
  await own.close();
});
