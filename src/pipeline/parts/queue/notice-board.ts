// Who is there: builds that ask and workers that do parts say so every second or two, each in an entry of its own. That is how
// versions and folders are compared before any part is done.

import type { Redis } from 'ioredis';
import { PREFIX } from './queue-connection.ts';
import { type BuildEntry, buildSchema, isId, parseAs, type WorkerEntry, workerSchema } from './queue-messages.ts';

const KEYS = { builds: `${PREFIX}:builds`, workers: `${PREFIX}:workers` } as const;
const SCHEMAS = { builds: buildSchema, workers: workerSchema };
interface Entries {
  builds: BuildEntry;
  workers: WorkerEntry;
}
type Side = keyof Entries;

/** How often an entry is written. */
export const BEAT_MS = 1000;
/** What said nothing for so long is gone. */
const GONE_MS = 15_000;
/** Its entry is then removed. */
const FORGOTTEN_MS = 600_000;
const MOST_ENTRIES = 1000;

export class NoticeBoard {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  async write<S extends Side>(side: S, id: string, entry: Omit<Entries[S], 'seenMs'>): Promise<void> {
    await this.#redis.hset(KEYS[side], id, JSON.stringify({ ...entry, seenMs: await this.#nowMs() }));
  }

  async remove(side: Side, id: string): Promise<void> {
    await this.#redis.hdel(KEYS[side], id);
  }

  /** @returns those that are there, by id, and the ids of those that have been gone for long, whose entries are removed */
  async read<S extends Side>(side: S): Promise<{ there: Map<string, Entries[S]>; forgotten: string[] }> {
    const key = KEYS[side];
    if ((await this.#redis.hlen(key)) > MOST_ENTRIES) await this.#redis.del(key); // each is written again in a second
    const nowMs = await this.#nowMs();
    const there = new Map<string, Entries[S]>();
    const forgotten: string[] = [];
    for (const [id, text] of Object.entries(await this.#redis.hgetall(key))) {
      const entry = isId(id) ? (parseAs(SCHEMAS[side], text) as Entries[S] | undefined) : undefined;
      if (entry && nowMs - entry.seenMs < GONE_MS) there.set(id, entry);
      if (entry && nowMs - entry.seenMs < FORGOTTEN_MS) continue;
      await this.#redis.hdel(key, id);
      if (isId(id)) forgotten.push(id);
    }
    return { there, forgotten };
  }

  /** That of the server: machines' clocks differ. */
  async #nowMs(): Promise<number> {
    const [seconds, microseconds] = await this.#redis.time();
    return 1000 * Number(seconds) + Math.floor(Number(microseconds) / 1000);
  }
}
