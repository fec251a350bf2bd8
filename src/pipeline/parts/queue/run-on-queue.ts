// Parts on many machines: each is a job in a queue of this build, which workers that see the same folder take. Only names go
// through the queue; inputs and results lie in the folder. What the queue forgets is asked again, what is there is never
// asked, and an answer that comes late or twice changes nothing.

import { randomBytes } from 'node:crypto';
import type { Queue, QueueEvents } from 'bullmq';
import type { Redis } from 'ioredis';
import { type NamedPart, type PartRunner, partsCode, partsVersion } from '../parts.ts';
import { AskedParts } from './asked-parts.ts';
import { BEAT_MS, NoticeBoard } from './notice-board.ts';
import type { QueueAddress } from './queue-address.ts';
import { connect, connectionOptions, PREFIX, type QueuePackages, queuePackages, within } from './queue-connection.ts';
import { type Job, plainLine, type WorkerEntry } from './queue-messages.ts';
import { folderIsGone, openSharedFolder, type SharedFolder } from './shared-folder.ts';

export interface QueueOptions {
  address: QueueAddress;
  /** That all machines see. */
  folder: string;
  note: (text: string) => void;
}

/** How often it is looked whether the queue lost something, or a result is there that nobody told of. */
const SWEEP_MS = 5000;
const CLOSE_MS = 3000;

/** @throws InputError as `connect`, and where the folder can't be written */
export async function onQueue(options: QueueOptions): Promise<PartRunner> {
  const packages = await queuePackages();
  const redis = await connect(packages, options.address, options.note);
  const runner = new QueueRunner(packages, redis, options, await partsCode());
  try {
    await runner.begin();
  } catch (error) {
    await runner.close();
    throw error;
  }
  return runner;
}

/** The name of a build's queue. */
export const queueName = (buildId: string): string => `build-${buildId}`;

class QueueRunner implements PartRunner {
  readonly storesResults = true;
  readonly #id = randomBytes(16).toString('hex');
  readonly #options: QueueOptions;
  readonly #shared: SharedFolder;
  readonly #code: string;
  readonly #redis: Redis;
  readonly #board: NoticeBoard;
  readonly #queue: Queue<Job>;
  readonly #events: QueueEvents;
  /** Those that do parts of this build, as they said last. */
  #counts = { workers: 0, threads: 0 };
  /** What was told of others already. */
  readonly #told = new Set<string>();
  #beating: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(packages: QueuePackages, redis: Redis, options: QueueOptions, code: string) {
    this.#options = options;
    this.#code = code;
    this.#redis = redis;
    this.#shared = openSharedFolder(options.folder);
    this.#board = new NoticeBoard(redis);
    const connection = { connection: connectionOptions(options.address), prefix: PREFIX };
    this.#queue = new packages.Queue(queueName(this.#id), connection);
    this.#events = new packages.QueueEvents(queueName(this.#id), connection);
    this.#queue.on('error', () => {}); // `connect` tells of the connection
    this.#events.on('error', () => {});
  }

  async begin(): Promise<void> {
    await this.#shared.mark(this.#id);
    await this.#events.waitUntilReady();
    await this.#beat();
    if (this.#counts.workers === 0)
      this.#options.note(`no worker is there yet; to start one: ${this.#workerCommand()}`);
    void this.#goOnBeating();
  }

  about(): string {
    const { workers } = this.#counts;
    return workers === 1 ? '1 worker' : `${workers || 'no'} workers`;
  }

  async run(parts: readonly NamedPart[], onDone: Parameters<PartRunner['run']>[1], signal?: AbortSignal) {
    if (parts.length === 0) return;
    await this.#writeInputs(parts, (hash) => this.#shared.inputs.read(hash) !== undefined);
    const asked = new AskedParts(parts, this.#queue, this.#shared, onDone);
    const onCompleted = ({ jobId }: { jobId: string }) => asked.take(jobId);
    const onFailed = ({ jobId, failedReason }: { jobId: string; failedReason: string }) =>
      asked.fail(jobId, failedReason);
    this.#events.on('completed', onCompleted).on('failed', onFailed);
    const onAbort = () => asked.end(signal!.reason);
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    const sweeping = setInterval(() => {
      if (!this.#shared.isMarked(this.#id)) return asked.end(folderIsGone(this.#options.folder));
      this.#writeInputs(asked.inQueue, this.#shared.inputs.has).catch((error) => asked.end(error));
      asked.sweep();
    }, SWEEP_MS);
    try {
      asked.ask();
      await asked.ended;
    } finally {
      clearInterval(sweeping);
      signal?.removeEventListener('abort', onAbort);
      this.#events.off('completed', onCompleted).off('failed', onFailed);
    }
  }

  async close(): Promise<void> {
    clearTimeout(this.#beating);
    this.#isClosed = true;
    // Where the queue is away, what is left there is removed by a worker, later.
    await within(CLOSE_MS, this.#queue.obliterate({ force: true }));
    await within(CLOSE_MS, this.#board.remove('builds', this.#id));
    this.#shared.unmark(this.#id);
    await within(CLOSE_MS, Promise.all([this.#events.close(), this.#queue.close()]));
    await within(CLOSE_MS, Promise.all([this.#events.disconnect(), this.#queue.disconnect()]));
    this.#redis.disconnect();
  }

  async #writeInputs(parts: readonly NamedPart[], isThere: (hash: string) => boolean): Promise<void> {
    const inputs = new Map(parts.flatMap((part) => part.inputs.map((input) => [input.hash, input.record] as const)));
    for (const [hash, record] of inputs) if (!isThere(hash)) await this.#shared.inputs.write(hash, record);
  }

  async #goOnBeating(): Promise<void> {
    if (this.#isClosed) return;
    await this.#beat().catch(() => {}); // the next one will do
    if (!this.#isClosed) this.#beating = setTimeout(() => this.#goOnBeating(), BEAT_MS);
  }

  /** Says that this build is there, and looks who does its parts. */
  async #beat(): Promise<void> {
    await this.#board.write('builds', this.#id, { version: partsVersion(), code: this.#code });
    const { there } = await this.#board.read('workers');
    const ours = [...there].filter(([id, worker]) => this.#isOurs(id, worker)).map(([, worker]) => worker);
    const threads = ours.reduce((sum, worker) => sum + worker.threads, 0);
    if (ours.length !== this.#counts.workers || threads !== this.#counts.threads) {
      this.#counts = { workers: ours.length, threads };
      this.#options.note(`${this.about()}, ${threads} ${threads === 1 ? 'thread' : 'threads'}`);
    }
  }

  /** Tells, once, why one is not. */
  #isOurs(id: string, { host, version, code, elsewhere, trouble }: WorkerEntry): boolean {
    const reason =
      code !== this.#code
        ? `is of another version (${version}, ${code.slice(0, 8)}; this build is ${partsVersion()}, ` +
          `${this.#code.slice(0, 8)}) and does nothing for it. Install the same version on both`
        : trouble !== undefined
          ? `gave up: ${plainLine(trouble)}`
          : elsewhere.includes(this.#id)
            ? `sees another folder than ${this.#options.folder}. Name the same one on both by --shared`
            : undefined;
    if (reason !== undefined && !this.#told.has(`${id} ${reason}`)) {
      this.#told.add(`${id} ${reason}`);
      this.#options.note(`worker ${host} ${reason}`);
    }
    return reason === undefined;
  }

  #workerCommand(): string {
    return `privet worker --queue ${this.#options.address.shown} --shared ${this.#options.folder}`;
  }
}
