// A state as one plain value that changes as a whole; 'change' tells whoever shows it.

export class WatchedState<State extends object> extends EventTarget {
  #state: State;

  constructor(initial: State) {
    super();
    this.#state = initial;
  }

  get state(): State {
    return this.#state;
  }

  /** For those who own the state; components only read it. */
  set(patch: Partial<State>): void {
    this.#state = { ...this.#state, ...patch };
    this.tell();
  }

  protected tell(): void {
    this.dispatchEvent(new Event('change'));
  }
}
