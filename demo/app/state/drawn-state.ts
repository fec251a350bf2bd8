// A state with a list in it, and when a change of it is drawn: 'change' tells components to draw, 'will-rearrange'
// comes before a change that moves items on screen.
import { WatchedState } from './watched-state.ts';

/** A frame at 60 Hz. */
const MAX_HOLD_MS = 16;

export class DrawnState<State extends object> extends WatchedState<State> {
  /** While drawing waits for the answer to a tap. */
  #held: { timer: ReturnType<typeof setTimeout>; rearranges: boolean } | undefined;

  /** A change that moves items on screen: whoever animates them is told before it happens. */
  rearrange(patch: Partial<State>): void {
    if (this.#held) this.#held.rearranges = true;
    else this.dispatchEvent(new Event('will-rearrange'));
    this.set(patch);
  }

  /**
   * Waits with drawing for the engine's answer to a tap, which is mostly here within a frame, so that the page is laid
   * out once and not twice; but no longer than a frame: what was tapped must show at once. The state changes at once.
   */
  holdDrawing(): void {
    this.#held ??= { timer: setTimeout(() => this.draw(), MAX_HOLD_MS), rearranges: false };
  }

  /** Draws what was held back. */
  draw(): void {
    const held = this.#held;
    if (!held) return;
    this.#held = undefined;
    clearTimeout(held.timer);
    if (held.rearranges) this.dispatchEvent(new Event('will-rearrange'));
    this.tell();
  }

  protected override tell(): void {
    if (!this.#held) super.tell();
  }
}
