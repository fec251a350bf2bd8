/**
 * One place in a queue: who has it fetches, and who would jump the queue waits until it is free. While the host is away or
 * sends nothing, what is here goes on, and what is not is refused: fetched for somebody in particular, it would tell the
 * host what they did.
 */
export class Turn {
  readonly #here = new Set<string>();
  #free: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;
  /** Tells that a part is here. */
  #tell: (() => void) | undefined;
  #told = this.#nextPart();
  #isHeldUp = false;

  take(): void {
    this.#isHeldUp = false;
    if (this.#release) return;
    this.#free = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  release(): void {
    this.#isHeldUp = false;
    this.#release?.();
    this.#release = undefined;
  }

  /** Until it is taken again. */
  holdUp(): void {
    this.release();
    this.#isHeldUp = true;
  }

  /** Nothing is fetched for this part any more. */
  isHere(part: string): void {
    this.#here.add(part);
    this.#tell?.();
    this.#told = this.#nextPart();
  }

  /** Until a part is here, though the turn goes on, or the turn is over. */
  async waitFor(part: string): Promise<void> {
    while (this.#release && !this.#here.has(part)) await Promise.race([this.#free, this.#told]);
  }

  /**
   * @param part  what the caller needs whole; without, it does with what is here
   * @throws TypeError, as a fetch does, where the host holds everything up and the part is not here
   */
  async wait(part?: string): Promise<void> {
    while (this.#release) await this.#free;
    if (this.#isHeldUp && part !== undefined && !this.#here.has(part)) throw new TypeError(AWAY);
  }

  #nextPart(): Promise<void> {
    return new Promise((resolve) => {
      this.#tell = resolve;
    });
  }
}

/** In the words that `isOfNetwork` knows. */
export const AWAY = 'network: it is away, or slow';
