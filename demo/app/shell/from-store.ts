// Lets a component follow the films' store.
import type { ReactiveControllerHost } from 'lit';
import type { AppState } from './app-state.ts';
import { FromState } from './from-state.ts';
import { store } from './store.ts';

export class FromStore<Part> extends FromState<AppState, Part> {
  constructor(host: ReactiveControllerHost, pick: (state: AppState) => Part) {
    super(host, store, pick);
  }
}
