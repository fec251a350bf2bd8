// <adventure-slider>: from familiar to surprising, in five steps. It says its step while it is moved; the list changes
// once, when it is let go. What a step does is in adventure.ts.
import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { size, soft, stack } from '../design/parts.ts';
import { adventureWords, MAX_STEP, MIN_STEP } from '../session/adventure.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';

@customElement('adventure-slider')
export class AdventureSlider extends SessionElement {
  static override styles = css`
    label {
      ${stack(2)}
      grid-template-columns: auto minmax(4rem, 7rem) auto;
      align-items: center;
      min-height: var(--tap-target);
      ${soft}
    }
    .on {
      color: var(--ink);
    }
    @media (max-width: 33.99rem) {
      label {
        font-size: var(--text-xs);
      }
    }
    input {
      ${size('100%', 'var(--tap-target)')}
      margin: 0;
      accent-color: var(--leaf);
      cursor: pointer;
      touch-action: pan-y;
    }
  `;

  #chosen = new FromSession(this, (state) => state.adventure);
  /** While it is moved. */
  @state() private moving: number | undefined;

  protected override render() {
    const step = this.moving ?? this.#chosen.value;
    return html`<label title=${adventureWords(step)}><span class=${step < 0 ? 'on' : ''}>Familiar</span><input type="range" aria-label="How surprising" min=${MIN_STEP} max=${MAX_STEP} step="1" .value=${String(step)}
        aria-valuetext=${adventureWords(step)} @input=${this.#move} @change=${this.#choose}>
      <span class=${step > 0 ? 'on' : ''}>Surprising</span></label>`;
  }

  #move(event: Event): void {
    this.moving = Number((event.target as HTMLInputElement).value);
  }

  #choose(event: Event): void {
    this.moving = undefined;
    this.session.films.setAdventure(Number((event.target as HTMLInputElement).value));
  }
}
