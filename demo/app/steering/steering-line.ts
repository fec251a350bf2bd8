// <steering-line>: a field to steer the list in words. What steers it stands as chips among all that the list keeps to
// (active-filters.ts): the words of each can be said differently here. Remarks say when few films are left, and what was
// not understood.
import { css, html, type PropertyValues } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { SteeringWish } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import type { FilterBar } from '../list/filter-bar.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { steeringRemark } from './steering-words.ts';

/** An answer that takes longer is waited for in words. */
const SOON_MS = 400;

@customElement('steering-line')
export class SteeringLine extends SessionElement {
  static override styles = [
    searchFieldStyles,
    css`
      .field > svg {
        color: var(--leaf);
      }
      input {
        padding-right: var(--space-4);
        text-overflow: ellipsis;
      }
      .editing input {
        border-color: var(--leaf);
      }
      /* Said to who cannot see it; a line that comes and goes would move the films twice. */
      .late > svg {
        animation: wait 600ms ease-in-out infinite alternate;
      }
      @keyframes wait {
        to {
          opacity: 0.2;
        }
      }
      .remark:not(:empty) {
        padding-top: var(--space-2);
      }
      @media (min-width: 60rem) {
        .field {
          max-width: 29rem;
        }
      }
    `,
  ];

  @query('input') private input!: HTMLInputElement;
  /** The engine is busy with other things. */
  @state() private isLate = false;
  /** What is in the field to be said differently. */
  #edited: SteeringWish | undefined;
  /** What stood in the field before. */
  #draft = '';
  #steering = new FromSession(this, (state) => state.steering);
  #ready = new FromSession(this, (state) => state.phase === 'ready');

  protected override render() {
    return html`<form class="field ${this.#steering.value.edited ? 'editing' : ''} ${this.isLate ? 'late' : ''}" @submit=${this.#submit} @keydown=${this.#key}>${icon('sliders')}
        <input type="text" aria-label="Steer your list in words" placeholder="Tonight: lighter, nothing violent, like Paddington …" autocomplete="off"
          maxlength="200" enterkeyhint="go" ?disabled=${!this.#ready.value} @input=${() => this.session.steering.forgetLost()}></form>
      <p class="remark soft ${this.isLate ? 'visually-hidden' : ''}" role="status" aria-live="polite">${this.isLate ? 'One moment …' : steeringRemark(this.#steering.value)}</p>`;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    const { edited, wishes } = this.#steering.value;
    const before = this.#edited;
    this.#edited = edited;
    if (edited && edited.id !== before?.id && edited.words !== before?.words) this.#begin(edited, before !== undefined);
    if (edited || !before) return;
    // Where another tab took it back, what is being typed stays.
    const isLeft = wishes.some(({ id }) => id === before.id);
    if (isLeft || this.input.value === before.words) this.#restoreDraft();
  }

  #begin(wish: SteeringWish, isNext: boolean): void {
    if (!isNext) this.#draft = this.input.value;
    this.input.value = wish.words;
    this.input.focus();
    this.input.select();
  }

  /** What was understood is on the chips; what was not stays in the field, to be said differently. */
  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const { edited } = this.#steering.value;
    const said = this.input.value;
    if (edited && said.trim() === edited.words) return this.#leave(edited);
    if (edited && said.trim() === '') return this.#remove(edited);
    const timer = setTimeout(() => {
      this.isLate = true;
    }, SOON_MS);
    const isRead = await this.session.steering.steer(said, edited);
    clearTimeout(timer);
    this.isLate = false;
    if (!isRead || this.input.value !== said) return;
    this.#end();
    // What was said last stands last.
    if (edited && (this.renderRoot as ShadowRoot).activeElement === this.input) this.#chips?.focusWish(-1);
  }

  /** The wish stays as it is. */
  #leave(edited: SteeringWish): void {
    const place = this.#steering.value.wishes.indexOf(edited);
    this.#end();
    this.session.steering.leave();
    this.#chips?.focusWish(place);
  }

  /** Its words were taken out of the field. */
  async #remove(edited: SteeringWish): Promise<void> {
    const place = this.#steering.value.wishes.indexOf(edited);
    this.#end();
    const following = this.session.steering.unsteer(edited.id);
    this.#chips?.focusWish(place);
    await following;
  }

  /** Nothing is said differently any more. */
  #end(): void {
    this.#edited = undefined;
    this.#restoreDraft();
  }

  /** The field has again what had been begun in it. */
  #restoreDraft(): void {
    this.input.value = this.#draft;
    this.#draft = '';
  }

  #key(event: KeyboardEvent): void {
    const { edited } = this.#steering.value;
    if (event.key !== 'Escape' || !edited || event.isComposing) return;
    event.preventDefault();
    this.#leave(edited);
  }

  get #chips(): FilterBar | null {
    return (this.getRootNode() as ShadowRoot).querySelector<FilterBar>('filter-bar');
  }
}
