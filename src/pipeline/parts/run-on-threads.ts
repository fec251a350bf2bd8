// Parts on threads of this machine. An input that many parts have is sent to a thread once; large ones lie in memory that all
// threads share.

import { fileURLToPath } from 'node:url';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { PART_KINDS } from './part-kinds.ts';
import type { PartRecord } from './part-records.ts';
import type { NamedPart, PartRunner } from './parts.ts';

/** What a thread is told. */
interface Task extends Pick<NamedPart, 'kind' | 'settings'> {
  /** Those that it keeps from before have no record. */
  inputs: { hash: string; record?: PartRecord }[];
}
type Answer = { result: PartRecord } | { error: unknown };

/** Of an input of one part nothing is kept. */
const KEPT_INPUTS = 2;
/** Marks the threads that this file starts. */
const ROLE = 'privet-parts';

/** @param numThreads  1 or more */
export function onThreads(numThreads: number): PartRunner {
  const threads: PartThread[] = [];
  const end = async () => void (await Promise.all(threads.splice(0).map((thread) => thread.end())));
  return {
    async run(parts, onDone, signal) {
      while (threads.length < Math.min(numThreads, parts.length)) threads.push(new PartThread());
      const shared = sharedInputs(parts);
      const waiting = parts.values();
      const failed = new AbortController();
      const work = async (thread: PartThread) => {
        for (const part of waiting) {
          if (signal?.aborted || failed.signal.aborted) return;
          await onDone(part, await thread.run(part, shared));
        }
      };
      const works = threads.map((thread) =>
        work(thread).catch((error) => {
          failed.abort();
          throw error;
        }),
      );
      await Promise.all(works);
      signal?.throwIfAborted();
    },
    rest: end, // a thread takes some 150 MB
    close: end,
  };
}

class PartThread {
  readonly #worker = new Worker(entryFile(), {
    workerData: { role: ROLE },
    resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 },
  });
  /** Hashes of the inputs that the thread has, oldest first. */
  #kept: string[] = [];
  #answer: ((answer: Answer) => void) | undefined;

  constructor() {
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#tell(answer));
    this.#worker.on('error', (error) => this.#tell({ error }));
    this.#worker.on('exit', (code) => this.#tell({ error: new Error(`parts: a thread ended with code ${code}`) }));
  }

  async run({ kind, settings, inputs }: NamedPart, shared: ReadonlyMap<string, PartRecord>): Promise<PartRecord> {
    const answered = new Promise<Answer>((resolve) => (this.#answer = resolve));
    const task: Task = {
      kind,
      settings,
      inputs: inputs.map(({ hash, record }) =>
        this.#kept.includes(hash) ? { hash } : { hash, record: shared.get(hash) ?? record },
      ),
    };
    for (const { hash } of inputs) this.#kept = keptAfter(this.#kept, hash);
    this.#worker.ref(); // somebody waits
    this.#worker.postMessage(task);
    const answer = await answered;
    this.#worker.unref();
    if ('error' in answer) throw answer.error;
    return answer.result;
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #tell(answer: Answer): void {
    this.#answer?.(answer);
    this.#answer = undefined;
  }
}

function keptAfter(kept: readonly string[], hash: string): string[] {
  return [...kept.filter((other) => other !== hash), hash].slice(-KEPT_INPUTS);
}

/** Records of inputs that several parts have, in shared memory. */
function sharedInputs(parts: readonly NamedPart[]): Map<string, PartRecord> {
  const counts = new Map<string, number>();
  for (const { inputs } of parts) for (const { hash } of inputs) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  const shared = new Map<string, PartRecord>();
  for (const { inputs } of parts) {
    for (const { hash, record } of inputs) {
      if (counts.get(hash)! > 1 && !shared.has(hash)) shared.set(hash, inSharedMemory(record));
    }
  }
  return shared;
}

/** A copy, which threads see without another. */
export function inSharedMemory(record: PartRecord): PartRecord {
  const fields = Object.entries(record).map(([name, value]) => {
    if (!ArrayBuffer.isView(value)) return [name, value];
    const array = value as Uint8Array;
    if (array.buffer instanceof SharedArrayBuffer) return [name, array];
    const Type = array.constructor as new (buffer: SharedArrayBuffer) => Uint8Array;
    const copy = new Type(new SharedArrayBuffer(array.byteLength));
    copy.set(array);
    return [name, copy];
  });
  return Object.fromEntries(fields);
}

/** The command line itself, which does parts where it runs as a thread: in the package all code is one file. */
export function entryFile(): string {
  const own = fileURLToPath(import.meta.url);
  return own.endsWith('.ts') ? fileURLToPath(new URL('../../../bin/privet.mjs', import.meta.url)) : own;
}

/** Whether this is a thread that is there for parts. */
export function isPartThread(): boolean {
  return parentPort !== null && (workerData as { role?: unknown } | null)?.role === ROLE;
}

/** Does parts until the thread is ended. */
export function servePartThread(): void {
  let kept = new Map<string, PartRecord>();
  parentPort!.on('message', async ({ kind, settings, inputs }: Task) => {
    try {
      const records = inputs.map(({ hash, record }) => record ?? kept.get(hash)!);
      kept = new Map([...kept, ...inputs.map(({ hash }, i) => [hash, records[i]!] as const)].slice(-KEPT_INPUTS));
      const result = await PART_KINDS[kind](records, settings);
      parentPort!.postMessage({ result } satisfies Answer);
    } catch (error) {
      parentPort!.postMessage({ error } satisfies Answer);
    }
  });
}
