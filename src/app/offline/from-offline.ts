// Lets a component follow what is known of offline use: it renders again with each change.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { offline } from './offline.ts';
import type { OfflineState } from './offline-state.ts';

export class FromOffline implements ReactiveController {
  #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  get value(): OfflineState {
    return offline.state;
  }

  hostConnected(): void {
    offline.addEventListener('change', this.#follow);
  }

  hostDisconnected(): void {
    offline.removeEventListener('change', this.#follow);
  }

  #follow = (): void => this.#host.requestUpdate();
}
