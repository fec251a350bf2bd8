// The app's state, and when a change of it is drawn: 'change' tells components to draw, 'will-rearrange' comes before a change that
// moves films on screen.
import { type AppState, INITIAL_STATE } from './app-state.ts';

/** A frame at 60 Hz. */
const MAX_HOLD_MS = 16;

export class DrawnState extends EventTarget {
  #state: AppState = INITIAL_STATE;
  /** While drawing waits for the answer to a tap. */
  #held: { timer: ReturnType<typeof setTimeout>; rearranges: boolean } | undefined;

  get state(): AppState {
    return this.#state;
  }

  protected set(patch: Partial<AppState>): void {
    this.#state = { ...this.#state, ...patch };
    if (!this.#held) this.dispatchEvent(new Event('change'));
  }

  /** A change that moves films on screen: whoever animates them is told before it happens. */
  protected rearrange(patch: Partial<AppState>): void {
    if (this.#held) this.#held.rearranges = true;
    else this.dispatchEvent(new Event('will-rearrange'));
    this.set(patch);
  }

  /**
   * Waits with drawing for the engine's answer to a tap, which is mostly here within a frame, so that the page is laid out once
   * and not twice; but no longer than a frame: what was tapped must show at once. The state changes all the same.
   */
  protected holdDrawing(): void {
    this.#held ??= { timer: setTimeout(() => this.draw(), MAX_HOLD_MS), rearranges: false };
  }

  /** Draws what was held back. */
  protected draw(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    clearTimeout(held.timer);
    if (held.rearranges) this.dispatchEvent(new Event('will-rearrange'));
    this.dispatchEvent(new Event('change'));
  }
}
