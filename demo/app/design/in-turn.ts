// Draws a component's parts from the first to the last, each in a task of its own, so that no finger waits for all of
// them. A component that is taken off the page before it is drawn goes no further.
import type { ReactiveController, ReactiveControllerHost } from 'lit';

export class InTurn implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #numParts = 0;
  #numDrawn = 0;
  #next: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** How many of the parts to render now. */
  get numDrawn(): number {
    return this.#numDrawn;
  }

  /** From the first part on, before an update or in one. @param numAtOnce  parts that come with it (default 0) */
  begin(numParts: number, numAtOnce = 0): void {
    this.#numParts = numParts;
    this.#numDrawn = Math.min(numParts, numAtOnce);
  }

  hostUpdated(): void {
    clearTimeout(this.#next);
    if (this.#numDrawn < this.#numParts) this.#next = setTimeout(() => this.#drawNext());
  }

  hostDisconnected(): void {
    clearTimeout(this.#next);
  }

  #drawNext(): void {
    this.#numDrawn++;
    this.#host.requestUpdate();
  }
}
