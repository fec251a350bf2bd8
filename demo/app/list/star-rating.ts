// <star-rating>: half stars, given by a tap on a star's left or right half, by dragging across, or by keys. For
// assistive technology it is a slider. It says `rate` with the stars, 0 where they are taken back, once
// somebody has decided: at the end of a tap or drag, at Enter, when focus leaves, or after a pause of the keyboard.
import { css, html, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { size } from '../design/parts.ts';
import { starsInWords } from '../state/words.ts';

const MOST = 5;
const PAUSE_MS = 700;
/** In a box of 24 units. */
const LEFT_HALF = 'M12 2.6V17.5L6.2 20.6l1.1-6.5-4.7-4.6 6.5-.9z';
const RIGHT_HALF = 'M12 2.6V17.5l5.8 3.1-1.1-6.5 4.7-4.6-6.5-.9z';
const OUTLINE = 'M12 2.6l2.9 6 6.5.9-4.7 4.6 1.1 6.5L12 17.5l-5.8 3.1 1.1-6.5-4.7-4.6 6.5-.9z';

/** How far a key moves, in stars. */
const STEPS: Record<string, number> = { ArrowRight: 0.5, ArrowLeft: -0.5, PageUp: 1, PageDown: -1 };
const VERTICAL_STEPS: Record<string, number> = { ArrowUp: 0.5, ArrowDown: -0.5 };
const ENDS: Record<string, number> = { Home: 0.5, End: MOST, Delete: 0, Backspace: 0 };

@customElement('star-rating')
export class StarRating extends AppElement {
  static override styles = css`
    :host {
      display: inline-block;
    }
    .stars {
      display: flex;
      width: max-content;
      border-radius: var(--radius-m);
      cursor: pointer;
      touch-action: pan-y;
      user-select: none;
      -webkit-tap-highlight-color: transparent;
    }
    svg {
      ${size('max(2.25rem, var(--finger))', 'var(--tap-target)')}
      padding: 0 max(0.25rem, calc(var(--finger) / 8));
      pointer-events: none;
    }
    .off {
      fill: var(--sunken);
    }
    .on {
      fill: var(--star);
    }
    .outline {
      fill: none;
      stroke: var(--ink-soft);
      stroke-width: 1.4;
      stroke-linejoin: round;
    }
  `;

  /** Stars that stand, 0.5 to 5. */
  @property({ type: Number }) stars: number | undefined;
  /** What is rated. */
  @property() label = '';
  /** Waits for Enter, or for focus to leave, however long the keyboard rests; ↑ and ↓ are left to the menu around it. */
  @property({ type: Boolean }) patient = false;
  /** Stars that are not decided yet, 0 = none. */
  @state() private draft: number | undefined;
  /** Where the mouse points. */
  @state() private pointed: number | undefined;
  @query('.stars') private slider!: HTMLElement;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #pressedAt: { stars: number; moved: boolean } | undefined;

  override focus(options?: FocusOptions): void {
    this.slider.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#pause);
  }

  protected override render() {
    const value = this.draft ?? this.stars ?? 0;
    const shown = this.pointed ?? value;
    return html`<div class="stars" role="slider" tabindex="0" aria-label="Stars for ${this.label}" aria-valuemin="0" aria-valuemax=${MOST}
      aria-valuenow=${value} aria-valuetext=${starsInWords(value)} @pointerdown=${this.#press} @pointermove=${this.#move} @pointerup=${this.#release}
      @pointercancel=${this.#cancel} @touchend=${noClick} @pointerleave=${this.#leave} @keydown=${this.#key} @blur=${this.#decide}>${Array.from({ length: MOST }, (_, i) => drawStar(shown - i))}</div>`;
  }

  #press(event: PointerEvent): void {
    if (!event.isPrimary || event.button !== 0) return;
    // A film below must not be swiped away.
    event.stopPropagation();
    this.slider.setPointerCapture(event.pointerId);
    this.draft = this.#starsAt(event);
    this.pointed = undefined;
    this.#pressedAt = { stars: this.draft, moved: false };
  }

  #move(event: PointerEvent): void {
    const stars = this.#starsAt(event);
    if (!this.#pressedAt) {
      if (event.pointerType === 'mouse') this.pointed = stars;
      return;
    }
    this.#pressedAt.moved ||= stars !== this.#pressedAt.stars;
    this.draft = stars;
  }

  /** A tap on what stands takes it back, as with every other mark. */
  #release(): void {
    const pressed = this.#pressedAt;
    this.#pressedAt = undefined;
    if (!pressed) return;
    if (!pressed.moved && pressed.stars === this.stars) this.draft = 0;
    this.#decide();
  }

  #cancel(): void {
    this.#pressedAt = this.draft = this.pointed = undefined;
  }

  #leave(): void {
    this.pointed = undefined;
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    const value = this.draft ?? this.stars ?? 0;
    const step = STEPS[key] ?? (this.patient ? undefined : VERTICAL_STEPS[key]);
    const digit = /^[1-5]$/.test(key) ? Number(key) : ENDS[key];
    if (key === 'Escape') this.draft = undefined;
    if (key === 'Enter' || key === ' ') this.#decide();
    else if (step !== undefined) this.#draw(Math.min(MOST, Math.max(0, value + step)));
    else if (digit !== undefined) this.#draw(digit);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #draw(stars: number): void {
    this.draft = stars;
    clearTimeout(this.#pause);
    if (!this.patient) this.#pause = setTimeout(() => this.#decide(), PAUSE_MS);
  }

  #decide(): void {
    clearTimeout(this.#pause);
    const { draft } = this;
    this.draft = undefined;
    if (draft === undefined || draft === (this.stars ?? 0)) return;
    this.dispatchEvent(new CustomEvent('rate', { detail: draft }));
  }

  #starsAt({ clientX }: PointerEvent): number {
    const { left, width } = this.slider.getBoundingClientRect();
    return Math.min(MOST, Math.max(0.5, Math.ceil(((clientX - left) / width) * MOST * 2) / 2));
  }
}

/** The click that follows a finger would meet what was below the stars, if these are gone by then. */
function noClick(event: TouchEvent): void {
  event.preventDefault();
}

/** @param filled  how much of it, from 0; more than 1 is 1 */
function drawStar(filled: number) {
  const [left, right] = [filled >= 0.5 ? 'on' : 'off', filled >= 1 ? 'on' : 'off'];
  return html`<svg class="block" viewBox="0 0 24 24" aria-hidden="true">${svg`<path class=${left} d=${LEFT_HALF}></path><path class=${right} d=${RIGHT_HALF}></path><path class="outline" d=${OUTLINE}></path>`}</svg>`;
}
