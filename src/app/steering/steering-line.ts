// <steering-line>: a field to steer the list in words, and what steers it, each with a cross that takes it back. Its
// remarks say when few films are left, and what was not understood.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { SteeringWish } from '../../sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { crossChipStyles } from '../design/chip-styles.ts';
import { icon } from '../design/icons.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { wishWords } from '../shell/wish-words.ts';
import { steeringRemark } from './steering-words.ts';

/** An answer that takes longer is waited for in words. */
const SOON_MS = 400;

@customElement('steering-line')
export class SteeringLine extends AppElement {
  static override styles = [
    searchFieldStyles,
    crossChipStyles,
    css`
      .line {
        display: grid;
        gap: var(--space-2) var(--space-3);
      }
      .line.expecting {
        padding-bottom: calc(max(2.25rem, var(--finger)) + var(--space-2));
      }
      .field > svg {
        color: var(--leaf);
      }
      input {
        padding-right: var(--space-4);
        text-overflow: ellipsis;
      }
      .chip {
        text-align: left;
        overflow-wrap: anywhere;
      }
      .chip.overruled {
        background: var(--sunken);
        color: var(--ink-soft);
      }
      .always {
        padding: 0 var(--space-2);
        border-radius: var(--radius-round);
        background: var(--leaf);
        color: var(--on-leaf);
        font-size: var(--text-xs);
        line-height: 1.5;
      }
      .overruled .always {
        background: var(--ink-soft);
        color: var(--sunken);
      }
      .remark:not(:empty) {
        padding-top: var(--space-2);
      }
      @media (min-width: 60rem) {
        .line {
          grid-template-columns: minmax(0, 29rem) minmax(0, 1fr);
          align-items: start;
        }
        .line.expecting {
          padding-bottom: 0;
        }
        ul {
          padding: calc((var(--tap-target) - max(2.25rem, var(--finger))) / 2) 0;
        }
      }
    `,
  ];

  @query('input') private input!: HTMLInputElement;
  /** The engine is busy with other things. */
  @state() private isLate = false;
  #steering = new FromStore(this, (state) => state.steering);
  #ready = new FromStore(this, (state) => state.phase === 'ready');

  protected override render() {
    const { wishes, isExpected } = this.#steering.value;
    return html`<div class="line ${isExpected ? 'expecting' : ''}"><form class="field" @submit=${this.#submit}>${icon('sliders')}
        <input type="text" aria-label="Steer your list in words" placeholder="Tonight: lighter, nothing violent, like Paddington …" autocomplete="off"
          maxlength="200" enterkeyhint="go" ?disabled=${!this.#ready.value} @input=${() => store.steering.forgetLost()}></form>
        ${wishes.length > 0 ? this.#chips(wishes) : nothing}</div>
      <p class="remark soft" role="status" aria-live="polite">${this.isLate ? 'One moment …' : steeringRemark(this.#steering.value)}</p>`;
  }

  #chips(wishes: readonly SteeringWish[]) {
    return html`<ul aria-label="What steers the list">${wishes.map((wish) => this.#chip(wish))}
      <li><button class="button plain clear" type="button" aria-label="Clear all that steers the list" @click=${this.#clear}>Clear</button></li></ul>`;
  }

  #chip(wish: SteeringWish) {
    const words = wishWords(wish);
    const { id, text, isAlways, isOverruled } = wish;
    const remarks = [isAlways && ', always', isOverruled && ', overruled by a later wish'].filter(Boolean).join('');
    return html`<li><button class="button chip ${isOverruled ? 'overruled' : ''}" type="button" title="You said: “${text}”"
      aria-label="Take back: ${words}${remarks}" @click=${() => this.#remove(id)}>${isOverruled ? html`<s>${words}</s>` : words}${isAlways ? html`<span class="always">always</span>` : nothing}${icon('close', 16)}</button></li>`;
  }

  /** What was understood is on the chips; what was not stays in the field, to be said differently. */
  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const said = this.input.value;
    const timer = setTimeout(() => {
      this.isLate = true;
    }, SOON_MS);
    const isRead = await store.steering.steer(said);
    clearTimeout(timer);
    this.isLate = false;
    if (isRead && this.input.value === said) this.input.value = '';
  }

  /** The chip goes; the keyboard, where it was here, stays among those that are left. */
  async #remove(id: string): Promise<void> {
    const place = this.#buttons().indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLButtonElement);
    const following = store.steering.unsteer(id);
    await this.updateComplete;
    const left = this.#buttons();
    if (place >= 0 && left.length > 0) left[Math.min(place, left.length - 1)]!.focus();
    else if (place >= 0) this.#handOver();
    await following;
  }

  #clear(): void {
    store.steering.clear();
    this.#handOver();
  }

  /** Nothing is left to press here; the field would bring up a phone's keys. */
  #handOver(): void {
    document.querySelector('privet-app')?.focusMain();
  }

  #buttons(): HTMLButtonElement[] {
    return [...this.renderRoot.querySelectorAll('button')];
  }
}
