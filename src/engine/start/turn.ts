/** One place in a queue: who has it fetches, and who would jump the queue waits until it is free. */
export class Turn {
  #free: Promise<void> = Promise.resolve();
  #release: (() => void) | undefined;

  take(): void {
    if (this.#release) return;
    this.#free = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  release(): void {
    this.#release?.();
    this.#release = undefined;
  }

  wait(): Promise<void> {
    return this.#free;
  }
}
