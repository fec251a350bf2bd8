// A Valkey or Redis of a test's own, of the system's package: on a free port, in a temporary folder, with nothing kept.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACES = [
  '/usr/bin/valkey-server',
  '/usr/bin/redis-server',
  '/usr/local/bin/valkey-server',
  '/usr/local/bin/redis-server',
];

/** Undefined where there is none: `npm test` installs one where it can. */
export const QUEUE_SERVER = process.env.PRIVET_QUEUE_SERVER ?? PLACES.find((place) => existsSync(place));
export const NO_SERVER = 'no valkey-server or redis-server is installed';

export interface QueueServer {
  port: number;
  url: string;
  /** Ends it with all that it has. */
  kill(): Promise<void>;
  /** Begins it again, empty, at the same port. */
  begin(): Promise<void>;
  /** Ends it, and removes its folder. */
  close(): Promise<void>;
}

/** @param options  of the server, such as `['--requirepass', 'secret']` */
export async function startQueueServer(options: readonly string[] = []): Promise<QueueServer> {
  const folder = await mkdtemp(join(tmpdir(), 'privet-queue-'));
  const port = await freePort();
  let child: ChildProcess | undefined;
  const begin = async () => {
    const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder];
    child = spawn(QUEUE_SERVER!, [...args, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    for await (const text of child.stdout!) if (/ready to accept/i.test((said += text))) break;
    child.stdout!.resume();
  };
  const kill = async () => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  await begin();
  return {
    ...{ port, url: `redis://127.0.0.1:${port}`, begin, kill },
    async close() {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
