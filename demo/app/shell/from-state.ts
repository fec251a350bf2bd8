// Lets a component follow a state: it renders again when the part that it picked has changed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { WatchedState } from './watched-state.ts';

/** `value` is the picked part; parts are compared by identity, so pick what the state holds, do not build. */
export class FromState<State extends object, Part> implements ReactiveController {
  value: Part;
  #host: ReactiveControllerHost;
  #source: WatchedState<State>;
  #pick: (state: State) => Part;

  constructor(host: ReactiveControllerHost, source: WatchedState<State>, pick: (state: State) => Part) {
    this.#host = host;
    this.#source = source;
    this.#pick = pick;
    this.value = pick(source.state);
    host.addController(this);
  }

  hostConnected(): void {
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
