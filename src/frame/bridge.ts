// The frame's end of a port: hears calls of the page, checks each against the closed set, and answers. What is no call is told
// to the console once, and dropped.
import { RequestError } from '../sdk/index.ts';
import { type Call, checkArguments, readCall, toldOf } from './allowed-calls.ts';
import type { FrameMessage, ToldType } from './protocol.ts';

/** Calls that may be under way at once. */
export const MOST_UNDER_WAY = 16;
const TOLD: readonly ToldType[] = ['change', 'improved'];

export interface FrameEngine {
  on(type: ToldType, listener: () => void): () => void;
}

export interface Served {
  /** Opens the engine, or gives the open one. */
  engine(): Promise<FrameEngine>;
  /** What the frame itself does. @throws TypeError for a request that makes no sense */
  show(request: unknown): void;
  /** Tells the author of a page something in the console, once. */
  tell(message: string): void;
  /** The page gave the port up. */
  onClose(): void;
}

export class Bridge {
  readonly #port: MessagePort;
  readonly #served: Served;
  readonly #endings: (() => void)[] = [];
  #numUnderWay = 0;
  #isClosed = false;

  constructor(port: MessagePort, served: Served) {
    this.#port = port;
    this.#served = served;
    port.onmessage = ({ data }) => this.#hear(data);
    this.welcome();
    this.#follow().catch((error) => served.tell(`frame: ${messageOf(error)}`));
  }

  welcome(): void {
    this.#send({ welcome: true });
  }

  /** @param height  CSS pixels */
  tellHeight(height: number): void {
    this.#send({ height });
  }

  /** Another connection takes its place, or the page gave it up. */
  close(): void {
    if (this.#isClosed) return;
    this.#send({ closed: true });
    this.#isClosed = true;
    for (const end of this.#endings) end();
    this.#port.close();
  }

  #hear(data: unknown): void {
    if (this.#isClosed) return;
    const call = readCall(data);
    if (call) this.#answer(call);
    else if ((data as { close?: unknown } | null)?.close === true) {
      this.close();
      this.#served.onClose();
    } else this.#served.tell('frame: a message was ignored: found no call, expected those of connectFrame');
  }

  async #answer(call: Call): Promise<void> {
    const { id } = call;
    this.#numUnderWay++;
    try {
      this.#send({ id, answer: toldOf(call, await this.#ask(call)) });
    } catch (error) {
      this.#send({ id, error: { name: (error as Error)?.name ?? 'Error', message: messageOf(error) } });
    } finally {
      this.#numUnderWay--;
    }
  }

  async #ask(call: Call): Promise<unknown> {
    if (this.#numUnderWay > MOST_UNDER_WAY) {
      throw new RequestError(
        `frame: ${call.name} while ${MOST_UNDER_WAY} calls are under way, expected that one ends first`,
      );
    }
    const args = inWords(call.name, () => checkArguments(call));
    if (call.name === 'show') return inWords(call.name, () => this.#served.show(args[0]));
    const engine = (await this.#served.engine()) as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
    return engine[call.name]!(...args);
  }

  /** Tells only that something changed: not what, nor where. */
  async #follow(): Promise<void> {
    const engine = await this.#served.engine();
    for (const type of TOLD) {
      const end = engine.on(type, () => this.#send({ told: type }));
      if (this.#isClosed) end();
      else this.#endings.push(end);
    }
  }

  #send(message: FrameMessage): void {
    if (!this.#isClosed) this.#port.postMessage(message);
  }
}

/** A request that makes no sense is one error, wherever it is found. */
function inWords<T>(name: string, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw new RequestError(`frame: ${name}: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
