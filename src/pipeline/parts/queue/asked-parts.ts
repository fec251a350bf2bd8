// The parts of one step of a build that a queue was asked for, until all of them are there.

import type { Queue } from 'bullmq';
import { InputError } from '../../../errors.ts';
import type { NamedPart, PartRunner } from '../parts.ts';
import { type Job, plainLine } from './queue-messages.ts';
import type { SharedFolder } from './shared-folder.ts';

/** Jobs that are in the queue at once. */
const WINDOW = 500;
/** An error this often is one of the part; a worker that dies is none. */
const ATTEMPTS = 3;
const JOB_OPTIONS = {
  attempts: ATTEMPTS,
  backoff: 500,
  removeOnComplete: true,
  removeOnFail: true,
  stackTraceLimit: 0,
};

type OnDone = Parameters<PartRunner['run']>[1];

export class AskedParts {
  /** Rejects with what ended it. */
  readonly ended: Promise<void>;
  readonly #queue: Queue<Job>;
  readonly #shared: SharedFolder;
  readonly #onDone: OnDone;
  /** Those that are not there yet, by key; equal parts have one. */
  readonly #open = new Map<string, NamedPart[]>();
  readonly #waiting: Iterator<string>;
  readonly #inQueue = new Set<string>();
  #taking: Promise<void> = Promise.resolve();
  #isOver = false;
  #finish: (error?: unknown) => void = () => {};

  constructor(parts: readonly NamedPart[], queue: Queue<Job>, shared: SharedFolder, onDone: OnDone) {
    this.#queue = queue;
    this.#shared = shared;
    this.#onDone = onDone;
    for (const part of parts) this.#open.set(part.key, [...(this.#open.get(part.key) ?? []), part]);
    this.#waiting = this.#open.keys();
    this.ended = new Promise((resolve, reject) => {
      this.#finish = (error) => (error === undefined ? resolve() : reject(error));
    });
  }

  get inQueue(): NamedPart[] {
    return [...this.#inQueue].flatMap((key) => this.#open.get(key) ?? []);
  }

  /** Puts as many into the queue as it may have. */
  ask(): void {
    const keys: string[] = [];
    while (this.#inQueue.size < WINDOW) {
      const { value, done } = this.#waiting.next();
      if (done) break;
      this.#inQueue.add(value);
      keys.push(value);
    }
    this.#add(keys);
  }

  /** Asks anew for what the queue has forgotten; what it has stays as it is. */
  sweep(): void {
    const keys = [...this.#inQueue];
    for (const key of keys) this.take(key);
    void this.#taking.then(() => this.#add(keys.filter((key) => this.#inQueue.has(key))));
  }

  /** Takes a result that is said to be there; where the folder doesn't show it yet, a sweep finds it later. */
  take(key: string): void {
    this.#taking = this.#taking.then(() => this.#take(key)).catch((error) => this.end(error));
  }

  async #take(key: string): Promise<void> {
    const parts = this.#isOver ? undefined : this.#open.get(key);
    const result = parts && this.#shared.results.read(key);
    if (!parts || !result) return;
    this.#open.delete(key);
    this.#inQueue.delete(key);
    for (const part of parts) await this.#onDone(part, result);
    if (this.#open.size === 0) this.end();
    else this.ask();
  }

  /** @param reason  as a worker told it */
  fail(key: string, reason: string): void {
    const [part] = this.#open.get(key) ?? [];
    if (!part) return;
    const isDeath = /stalled more than/.test(reason);
    const found = isDeath
      ? 'that every worker which began it died'
      : `an error, ${ATTEMPTS} times: ${plainLine(reason)}`;
    this.end(new InputError({ file: `part ${part.kind} ${key.slice(0, 8)}`, found, expected: 'its result' }));
  }

  /** @param error  undefined where all of it is there */
  end(error?: unknown): void {
    this.#isOver = true;
    this.#finish(error);
  }

  #add(keys: readonly string[]): void {
    if (keys.length === 0 || this.#isOver) return;
    const jobs = keys.map((key) => {
      const { kind, inputs, settings } = this.#open.get(key)![0]!;
      const data: Job = { key, kind, inputs: inputs.map(({ hash }) => hash), settings };
      return { name: kind, data, opts: { ...JOB_OPTIONS, jobId: key } };
    });
    // What fails here while the queue is away is asked again by a sweep.
    this.#queue.addBulk(jobs).catch(() => {});
  }
}
