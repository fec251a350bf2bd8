// A worker: does parts for every build of its version that sees the same folder, until it is stopped. A part that it begins and
// doesn't end, since it died or lost its connection, is given to another.

import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import type { Job as QueuedJob, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import * as v from 'valibot';
import { messageOf } from '../../../errors.ts';
import type { PartRecord } from '../part-records.ts';
import { type PartInput, partInput, partKey, partsCode, partsVersion } from '../parts.ts';
import { inSharedMemory } from '../run-on-threads.ts';
import { BEAT_MS, NoticeBoard } from './notice-board.ts';
import { PartPool } from './part-pool.ts';
import type { QueueAddress } from './queue-address.ts';
import { connect, connectionOptions, PREFIX, type QueuePackages, queuePackages, within } from './queue-connection.ts';
import { type BuildEntry, type Job, jobSchema, plainLine } from './queue-messages.ts';
import { queueName } from './run-on-queue.ts';
import { folderIsGone, openSharedFolder, type SharedFolder } from './shared-folder.ts';

export interface ServeOptions {
  address: QueueAddress;
  /** That the builds' machines see as well. */
  folder: string;
  numThreads: number;
  note: (text: string) => void;
  signal: AbortSignal;
  /** A part is another's when its worker said nothing for so long (default 15 s, beyond the longest pause of this thread). */
  lockMs?: number;
}

const LOCK_MS = 15_000;
/** A part of which so many workers died is not asked again. */
const MOST_DEATHS = 20;
/** How long what another machine wrote may take to be seen, by a network's folder. */
const SEEN_WITHIN_MS = 5000;
/** A connection that is lost is told by `connect`; a part that came too late is another's. */
const USUAL = /ECONN|ETIMEDOUT|EPIPE|closed|lock|missing key/i;
const KEPT_INPUTS = 2;
/** Beyond this a part that is begun is given back. */
const END_WITHIN_MS = 60_000;
const CLOSE_MS = 3000;

/** @throws InputError as `connect`, and where the folder takes no result: the part is given back */
export async function serveQueue(options: ServeOptions): Promise<void> {
  const { address, note, signal } = options;
  const packages = await queuePackages();
  const redis = await connect(packages, address, note);
  const server = new PartServer(packages, redis, options, await partsCode());
  note(`worker ${server.name}: waiting for builds at ${address.shown}`);
  const stopped = new Promise((resolve) => signal.addEventListener('abort', resolve));
  try {
    while (!signal.aborted && server.trouble === undefined) {
      await Promise.race([server.beat().catch(() => {}), stopped]);
      await pause(BEAT_MS, undefined, { signal }).catch(() => {});
    }
  } finally {
    await server.close();
    redis.disconnect();
  }
  if (server.trouble !== undefined) throw server.trouble;
  note(`worker ${server.name}: stopped after ${server.numDone} parts`);
}

class PartServer {
  readonly name = `${hostname().replace(/[^\w.-]/g, '-')}-${process.pid}`.slice(-100);
  /** What it gives up for. */
  trouble: unknown;
  numDone = 0;
  readonly #id = randomBytes(16).toString('hex');
  readonly #packages: QueuePackages;
  readonly #options: ServeOptions;
  readonly #code: string;
  readonly #board: NoticeBoard;
  readonly #shared: SharedFolder;
  readonly #pool: PartPool;
  readonly #serving = new Map<string, Worker<Job>>();
  readonly #ending = new Set<Promise<void>>();
  /** When builds were first seen without their mark in the folder. */
  readonly #unmarkedSince = new Map<string, number>();
  readonly #told = new Set<string>();
  /** The newest last. */
  #inputs = new Map<string, PartInput>();

  constructor(packages: QueuePackages, redis: Redis, options: ServeOptions, code: string) {
    this.#packages = packages;
    this.#options = options;
    this.#code = code;
    this.#board = new NoticeBoard(redis);
    this.#shared = openSharedFolder(options.folder);
    this.#pool = new PartPool(options.numThreads);
  }

  /** Looks which builds are there, serves those that it can, and says that it is there itself. */
  async beat(): Promise<void> {
    const { there, forgotten } = await this.#board.read('builds');
    for (const id of forgotten) await this.#removeQueue(id);
    for (const id of this.#serving.keys()) if (!there.has(id)) this.#stop(id);
    const elsewhere: string[] = [];
    for (const [id, build] of there) {
      if (build.code !== this.#code) this.#tellOnce(id, this.#otherVersion(build));
      else if (this.#shared.isMarked(id)) this.#serve(id);
      else if (this.#isElsewhere(id)) elsewhere.push(id);
    }
    await this.#say(elsewhere);
  }

  async close(): Promise<void> {
    for (const id of this.#serving.keys()) this.#stop(id);
    await within(END_WITHIN_MS, Promise.all(this.#ending));
    // What gave up says why, until it is forgotten.
    const last = this.trouble === undefined ? this.#board.remove('workers', this.#id) : this.#say([]);
    await within(CLOSE_MS, last);
    await this.#pool.close();
  }

  async #say(elsewhere: string[]): Promise<void> {
    await this.#board.write('workers', this.#id, {
      ...{ version: partsVersion(), code: this.#code, host: this.name, threads: this.#options.numThreads, elsewhere },
      ...(this.trouble !== undefined && { trouble: messageOf(this.trouble).slice(0, 500) }),
    });
  }

  #serve(id: string): void {
    this.#unmarkedSince.delete(id);
    if (this.#serving.has(id)) return;
    const { lockMs = LOCK_MS } = this.#options;
    const worker: Worker<Job> = new this.#packages.Worker<Job>(
      queueName(id),
      (job, token) => this.#do(id, worker, job, token!),
      {
        connection: connectionOptions(this.#options.address),
        prefix: PREFIX,
        concurrency: this.#options.numThreads,
        lockDuration: lockMs,
        stalledInterval: Math.floor(lockMs / 3), // the server takes whole milliseconds only
        maxStalledCount: MOST_DEATHS,
        runRetryDelay: BEAT_MS,
      },
    );
    worker.on('error', ({ message }) => {
      if (!USUAL.test(message)) this.#tellOnce(id, plainLine(message));
    });
    this.#serving.set(id, worker);
    this.#tellOnce(id, 'doing its parts');
  }

  #stop(id: string): void {
    const worker = this.#serving.get(id);
    if (!worker) return;
    this.#serving.delete(id);
    const ending = worker
      .close()
      .catch(() => {})
      .finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }

  /** A build that is gone for good leaves nothing in the queue. */
  async #removeQueue(id: string): Promise<void> {
    const connection = { connection: connectionOptions(this.#options.address), prefix: PREFIX };
    const queue = new this.#packages.Queue(queueName(id), connection);
    queue.on('error', () => {});
    await within(CLOSE_MS, queue.obliterate({ force: true }));
    await within(CLOSE_MS, queue.close());
  }

  async #do(buildId: string, worker: Worker<Job>, queued: QueuedJob<Job>, token: string): Promise<void> {
    const job = v.safeParse(jobSchema, queued.data);
    if (!job.success) throw new Error('found a job that is none of ours, expected the names of a part');
    const { key, kind, inputs: hashes, settings } = job.output;
    const giveBack = async () => {
      if (this.#serving.get(buildId) === worker) this.#stop(buildId);
      await queued.moveToWait(token);
      throw new this.#packages.WaitingError();
    };
    if (partKey({ kind, inputs: hashes.map((hash) => ({ hash })), settings }, this.#code) !== key) {
      throw new Error(`found the key ${key}, expected that of the part`);
    }
    if (this.#shared.results.read(key)) return; // asked a second time
    const inputs: PartInput[] = [];
    for (const hash of hashes) {
      const input = await this.#input(hash);
      if (input) inputs.push(input);
      else if (!this.#shared.isMarked(buildId)) return giveBack();
      else throw new Error(`found no whole input ${hash} in ${this.#options.folder}, expected it there`);
    }
    const result = await this.#pool.run({ key, kind, inputs, settings });
    try {
      await this.#shared.results.write(key, result);
    } catch (error) {
      if (this.#shared.results.read(key)) return; // another wrote it at the same time
      this.trouble = this.#shared.isMarked(buildId) ? error : folderIsGone(this.#options.folder);
      return giveBack();
    }
    this.numDone++;
  }

  /** @returns undefined where it isn't there, or not what its name says */
  async #input(hash: string): Promise<PartInput | undefined> {
    const kept = this.#inputs.get(hash);
    if (kept) return kept;
    const untilMs = Date.now() + SEEN_WITHIN_MS;
    let record: PartRecord | undefined;
    while (!(record = this.#shared.inputs.read(hash)) && Date.now() < untilMs) await pause(500);
    if (!record || partInput(record).hash !== hash) return undefined;
    const input = { hash, record: inSharedMemory(record) };
    this.#inputs = new Map([...this.#inputs, [hash, input] as const].slice(-KEPT_INPUTS));
    return input;
  }

  #isElsewhere(id: string): boolean {
    this.#stop(id);
    const sinceMs = this.#unmarkedSince.get(id) ?? Date.now();
    this.#unmarkedSince.set(id, sinceMs);
    if (Date.now() - sinceMs < SEEN_WITHIN_MS) return false;
    this.#tellOnce(id, folderIsGone(this.#options.folder).message);
    return true;
  }

  #otherVersion({ version, code }: BuildEntry): string {
    const own = `${partsVersion()}, ${this.#code.slice(0, 8)}`;
    return `found version ${version}, ${code.slice(0, 8)}, expected that of this worker (${own}). Install the same on both`;
  }

  #tellOnce(id: string, text: string): void {
    if (this.#told.has(`${id} ${text}`)) return;
    this.#told.add(`${id} ${text}`);
    this.#options.note(`build ${id.slice(0, 8)}: ${text}`);
  }
}
