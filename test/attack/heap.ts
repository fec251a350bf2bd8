// What a page and its workers hold, after the garbage has been collected: objects of JavaScript, of the document, and
// buffers. Memory of WebAssembly counts among the buffers.
import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** Bytes. */
export interface HeapSize {
  page: number;
  /** All workers of the page together. */
  workers: number;
  numWorkers: number;
}

interface HeapUsage {
  usedSize: number;
  embedderHeapUsedSize: number;
  backingStorageSize: number;
}

/** Of the protocol, what speaks to a worker through its page: it has no session of its own here. */
interface WorkerMessages {
  on(event: 'Target.attachedToTarget', hear: (told: { sessionId: string; targetInfo: { type: string } }) => void): void;
  on(event: 'Target.detachedFromTarget', hear: (told: { sessionId: string }) => void): void;
  on(event: 'Target.receivedMessageFromTarget', hear: (told: { message: string }) => void): void;
  send(method: string, params?: object): Promise<unknown>;
}

export class HeapMeter {
  readonly #session: CDPSession;
  readonly #workers = new Set<string>();
  readonly #waiting = new Map<number, (answer: { result?: unknown }) => void>();
  #numAsked = 0;

  private constructor(session: CDPSession) {
    this.#session = session;
    const messages = this.#messages;
    messages.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') this.#workers.add(sessionId);
    });
    messages.on('Target.detachedFromTarget', ({ sessionId }) => this.#workers.delete(sessionId));
    messages.on('Target.receivedMessageFromTarget', ({ message }) => {
      const answer = JSON.parse(message);
      this.#waiting.get(answer.id)?.(answer);
    });
  }

  static async open(context: BrowserContext, page: Page): Promise<HeapMeter> {
    const meter = new HeapMeter(await context.newCDPSession(page));
    const params = { autoAttach: true, waitForDebuggerOnStart: false, flatten: false };
    await meter.#messages.send('Target.setAutoAttach', params);
    return meter;
  }

  async measure(): Promise<HeapSize> {
    await this.#session.send('HeapProfiler.collectGarbage');
    const page = sumOf((await this.#session.send('Runtime.getHeapUsage')) as HeapUsage);
    let workers = 0;
    for (const worker of this.#workers) {
      await this.#ask(worker, 'HeapProfiler.collectGarbage');
      workers += sumOf((await this.#ask(worker, 'Runtime.getHeapUsage')) as HeapUsage);
    }
    return { page, workers, numWorkers: this.#workers.size };
  }

  get #messages(): WorkerMessages {
    return this.#session as unknown as WorkerMessages;
  }

  async #ask(sessionId: string, method: string): Promise<unknown> {
    const id = ++this.#numAsked;
    const answered = new Promise<{ result?: unknown }>((resolve) => this.#waiting.set(id, resolve));
    await this.#messages.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method }) });
    const { result } = await answered;
    this.#waiting.delete(id);
    return result;
  }
}

const sumOf = (usage: HeapUsage) => usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize;
