// Short messages in passing, with the way back where there is one; and the words that a screen reader is told.
import type { AppState } from './app-state.ts';
import type { WatchedState } from './watched-state.ts';

export class Toasts {
  readonly #app: WatchedState<AppState>;

  constructor(app: WatchedState<AppState>) {
    this.#app = app;
  }

  /** @param undo  the way back from what the message tells of */
  say(text: string, undo?: () => void): void {
    this.#app.set({ toast: { id: (this.#app.state.toast?.id ?? 0) + 1, text, ...(undo && { undo }) } });
    this.announce(undo ? `${text}. Undo is offered.` : text);
  }

  dismiss(): void {
    this.#app.set({ toast: undefined });
  }

  /** For the ear alone. */
  announce(announcement: string): void {
    this.#app.set({ announcement });
  }
}
