// Lets a component follow a state: it renders again when the part that it picked has changed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WatchedState } from './watched-state.ts';

/** `value` is the picked part, once the host is connected; parts are compared by identity, so pick what the state holds, do not build. */
export class FromState<State extends object, Part> implements ReactiveController {
  value!: Part;
  #host: ReactiveControllerHost;
  #sourceOf: () => WatchedState<State>;
  #source!: WatchedState<State>;
  #pick: (state: State) => Part;

  /** @param source  asked when the host is connected */
  constructor(host: ReactiveControllerHost, source: () => WatchedState<State>, pick: (state: State) => Part) {
    this.#host = host;
    this.#sourceOf = source;
    this.#pick = pick;
    host.addController(this);
  }

  hostConnected(): void {
    this.#source = this.#sourceOf();
    this.#source.addEventListener('change', this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    this.#source.removeEventListener('change', this.#follow);
  }

  #follow = (): void => {
    const value = this.#pick(this.#source.state);
    if (value === this.value) return;
    this.value = value;
    this.#host.requestUpdate();
  };
}
