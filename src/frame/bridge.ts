// The frame's end of a port: hears calls of the page, checks each against the closed set, and answers what a page may know, at
// times that say nothing of how long it took. What is no call is told to the console once, and dropped.
import { RequestError } from '../sdk/index.ts';
import { type Call, checkArguments, readCall, toldOf } from './allowed-calls.ts';
import type { FrameMessage } from './protocol.ts';
import { type ToldDevice, type ToldEngine, ToldLists } from './told-lists.ts';

/** Calls that may be under way at once. */
export const MOST_UNDER_WAY = 16;
/** Answers come so many milliseconds after their question, or twice as many, and so on. */
export const TICK_MS = 50;

export interface Served {
  /** Opens the engine, or gives the open one. */
  engine(): Promise<ToldEngine>;
  device: ToldDevice;
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
  readonly #lists: ToldLists;
  #numUnderWay = 0;
  #isClosed = false;

  constructor(port: MessagePort, served: Served) {
    this.#port = port;
    this.#served = served;
    this.#lists = new ToldLists(served.device, () => this.#send({ told: 'improved' }));
    port.onmessage = ({ data }) => this.#hear(data);
    this.welcome();
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
    const { id, name } = call;
    const askedMs = performance.now();
    this.#numUnderWay++;
    const answer = await this.#ask(call).then(
      (answer) => ({ id, answer: toldOf(call, answer) }),
      (error) => ({ id, error: { name: (error as Error)?.name ?? 'Error', message: messageOf(error) } }),
    );
    const pastMs = performance.now() - askedMs;
    await this.#served.device.wait(TICK_MS - (pastMs % TICK_MS));
    this.#numUnderWay--;
    this.#send(answer);
    // What the page itself did, whatever came of it; what happens elsewhere is no business of it.
    if ('answer' in answer && (name === 'record' || name === 'setFacts')) this.#send({ told: 'change' });
  }

  async #ask(call: Call): Promise<unknown> {
    if (this.#numUnderWay > MOST_UNDER_WAY) {
      throw new RequestError(
        `frame: ${call.name} while ${MOST_UNDER_WAY} calls are under way, expected that one ends first`,
      );
    }
    const { name } = call;
    const args = inWords(name, () => checkArguments(call));
    if (name === 'show') return inWords(name, () => this.#served.show(args[0]));
    return this.#lists.answer(await this.#served.engine(), name, args);
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

/** As in src/errors.ts, which would be one file more for a page to ask for. */
function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
