// Whether anything is recorded at present. It is one entry of localStorage, which all tabs of the origin read, so that they
// agree at once and a later visit does too. The history itself is not touched by it.

export class PauseSwitch {
  readonly #key: string;
  /** Where storage is refused, the switch holds for this page alone. */
  #isPausedHere = false;

  /** @param databaseName  of the history: pages that share one share its switch */
  constructor(databaseName: string) {
    this.#key = `privet-paused:${databaseName}`;
  }

  get isPaused(): boolean {
    try {
      return this.#isPausedHere || localStorage.getItem(this.#key) !== null;
    } catch {
      return this.#isPausedHere;
    }
  }

  pause(): void {
    try {
      localStorage.setItem(this.#key, '1');
    } catch {
      this.#isPausedHere = true;
    }
  }

  resume(): void {
    this.#isPausedHere = false;
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // What cannot be removed could not be read either.
    }
  }
}
