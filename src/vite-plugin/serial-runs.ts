// Runs a task again and again, one run at a time: requests that come together are one, and those that come in the
// middle of a run are one more run after it.

export class SerialRuns {
  readonly #run: (signal: AbortSignal) => Promise<void>;
  readonly #delayMs: number;
  readonly #controller = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isAsked = false;

  /**
   * @param run      never rejects; its signal fires at `close`
   * @param delayMs  how long after the last of several requests a run begins
   */
  constructor(run: (signal: AbortSignal) => Promise<void>, delayMs: number) {
    this.#run = run;
    this.#delayMs = delayMs;
  }

  request(): void {
    clearTimeout(this.#timer);
    if (!this.#controller.signal.aborted) this.#timer = setTimeout(() => this.start(), this.#delayMs);
  }

  /** Begins at once, or after the run that is on its way. */
  start(): void {
    this.#isAsked = true;
    this.#running ??= this.#loop();
  }

  async #loop(): Promise<void> {
    while (this.#isAsked && !this.#controller.signal.aborted) {
      this.#isAsked = false;
      await this.#run(this.#controller.signal);
    }
    this.#running = undefined;
  }

  /** Cancels what runs and waits for its end; requests are ignored from now on. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#controller.abort();
    await this.#running;
  }
}
