// Valkey or Redis, over BullMQ and ioredis, which only those install who use a queue. A connection that is lost is waited for,
// and told.

import type { Redis, RedisOptions } from 'ioredis';
import { InputError } from '../../../errors.ts';
import type { QueueAddress } from './queue-address.ts';

/** The keys of everything that Privet keeps there begin so. */
export const PREFIX = 'privet';
const ANSWER_MS = 10_000;
const LONGEST_PAUSE_MS = 2000;
/** BullMQ asks for it. */
const OLDEST = [6, 2] as const;

export type QueuePackages = Pick<typeof import('bullmq'), 'Queue' | 'QueueEvents' | 'Worker' | 'WaitingError'> &
  Pick<typeof import('ioredis'), 'Redis'>;

/** @throws InputError where the packages are not installed */
export async function queuePackages(): Promise<QueuePackages> {
  try {
    const [{ Queue, QueueEvents, Worker, WaitingError }, { Redis }] = await Promise.all([
      import('bullmq'),
      import('ioredis'),
    ]);
    return { Queue, QueueEvents, Worker, WaitingError, Redis };
  } catch (cause) {
    throw new InputError(
      {
        file: '--queue',
        found: 'no package bullmq or ioredis',
        expected: 'both of them',
        mend: 'Install them beside the command line: npm install bullmq ioredis.',
      },
      { cause },
    );
  }
}

/** Commands wait until a lost connection is there again. */
export function connectionOptions({ host, port, username, password, db, isEncrypted }: QueueAddress) {
  return {
    ...{ host, port, db },
    ...(username !== undefined && { username }),
    ...(password !== undefined && { password }),
    ...(isEncrypted && { tls: { servername: host } }),
    connectTimeout: ANSWER_MS,
    maxRetriesPerRequest: null,
    retryStrategy: (times: number) => Math.min(100 * times, LONGEST_PAUSE_MS),
  } satisfies RedisOptions;
}

/**
 * @param note  told when the connection is lost, and when it is there again
 * @throws InputError where nothing answers, where it is no Valkey or Redis or too old a one, or refuses the password
 */
export async function connect(
  { Redis }: QueuePackages,
  address: QueueAddress,
  note: (text: string) => void,
): Promise<Redis> {
  const options = connectionOptions(address);
  await checkServer(
    new Redis({ ...options, lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 }),
    address,
  );
  const redis = new Redis(options);
  let isAway = false;
  redis.on('error', () => {}); // told by what follows
  redis.on('reconnecting', () => {
    if (!isAway) note(`the queue at ${address.shown} is away: waiting until it is there again`);
    isAway = true;
  });
  redis.on('ready', () => {
    if (isAway) note(`the queue at ${address.shown} is there again: going on`);
    isAway = false;
  });
  return redis;
}

async function checkServer(redis: Redis, { shown }: QueueAddress): Promise<void> {
  let reason: Error | undefined;
  redis.on('error', (error) => (reason ??= error));
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('no answer')), ANSWER_MS).unref();
  });
  try {
    const info = await Promise.race([redis.connect().then(() => redis.info('server')), late]);
    const [, major, minor] = /^redis_version:(\d+)\.(\d+)/m.exec(info) ?? [];
    if (major === undefined) throw new Error('no version');
    if (Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1])) {
      throw new InputError({
        file: shown,
        found: `version ${major}.${minor}`,
        expected: `${OLDEST.join('.')} or newer`,
      });
    }
  } catch (error) {
    if (error instanceof InputError) throw error;
    // Without a cause: ioredis keeps the command in it, and with it the password.
    throw new InputError({ file: shown, ...inWords(`${reason?.message ?? ''} ${(error as Error).message}`) });
  } finally {
    redis.disconnect();
  }
}

function inWords(message: string): { found: string; expected: string; mend?: string } {
  const expected = 'Valkey or Redis';
  if (/WRONGPASS|invalid password|without any password/i.test(message)) {
    return { found: 'a user or password that it refuses', expected: 'those it was set up with' };
  }
  if (/NOAUTH/.test(message)) return { found: 'a server that asks for a password', expected: 'one in the address' };
  if (/NOPERM/.test(message)) return { found: 'a user who may not do this', expected: 'one who may use all commands' };
  if (/ENOTFOUND|EAI_AGAIN/.test(message)) return { found: 'no such host', expected, mend: 'Check the name.' };
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/.test(message)) {
    return { found: 'nothing that answers', expected, mend: 'Check host and port, and whether it runs.' };
  }
  if (/certificate|SSL|TLS|wrong version number/i.test(message)) {
    return { found: 'no encrypted connection that can be trusted', expected: 'rediss:// with a valid certificate' };
  }
  return { found: 'a server that is none, or does not answer', expected };
}

/** Waits for something, unless the queue is away for good. */
export async function within(ms: number, work: Promise<unknown>): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, ms).unref());
  await Promise.race([work.catch(() => {}), late]);
}
