// Lets a component follow the store: it renders again when the part of the state that it picked has changed.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { AppState } from './app-state.ts';
import { store } from './store.ts';

/** `value` is the picked part; parts are compared by identity, so pick what the state holds, do not build. */
export class FromStore<T> implements ReactiveController {
  value: T;
  #host: ReactiveControllerHost;
  #pick: (state: AppState) => T;

  constructor(host: ReactiveControllerHost, pick: (state: AppState) => T) {
    this.#host = host;
    this.#pick = pick;
    this.value = pick(store.state);
    host.addController(this);
  }

  hostConnected(): void {
    store.addEventListener('change', this.#follow);
    this.#follow();
  }

  hostDisconnected(): void {
    store.removeEventListener('change', this.#follow);
  }

  #follow = (): void => {
    const value = this.#pick(store.state);
    if (value === this.value) return;
    this.value = value;
    this.#host.requestUpdate();
  };
}
