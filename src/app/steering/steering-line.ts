// <steering-line>: a field to steer the list in words, and what steers it as chips: the words of each can be said
// differently, its cross takes it back. Remarks say when few films are left, and what was not understood.
import { css, html, nothing } from 'lit';
import { customElement, query, state } from 'lit/decorators.js';
import type { SteeringWish } from '../../sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { crossChipStyles } from '../design/chip-styles.ts';
import { icon } from '../design/icons.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { steeringRemark } from './steering-words.ts';
import { wishChip, wishChipStyles } from './wish-chip.ts';

/** An answer that takes longer is waited for in words. */
const SOON_MS = 400;

@customElement('steering-line')
export class SteeringLine extends AppElement {
  static override styles = [
    searchFieldStyles,
    crossChipStyles,
    wishChipStyles,
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
      .editing input {
        border-color: var(--leaf);
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
  /** What is being said differently. */
  @state() private edited: SteeringWish | undefined;
  /** What stood in the field before. */
  #draft = '';
  #steering = new FromStore(this, (state) => state.steering);
  #ready = new FromStore(this, (state) => state.phase === 'ready');

  protected override willUpdate(): void {
    if (this.edited) this.#findEdited(this.edited);
  }

  protected override render() {
    const { wishes, isExpected } = this.#steering.value;
    return html`<div class="line ${isExpected ? 'expecting' : ''}" @keydown=${this.#key}><form class="field ${this.edited ? 'editing' : ''}" @submit=${this.#submit}>${icon('sliders')}
        <input type="text" aria-label="Steer your list in words" placeholder="Tonight: lighter, nothing violent, like Paddington …" autocomplete="off"
          maxlength="200" enterkeyhint="go" ?disabled=${!this.#ready.value} @input=${() => store.steering.forgetLost()}></form>
        ${wishes.length > 0 ? this.#chips(wishes) : nothing}</div>
      <p class="remark soft" role="status" aria-live="polite">${this.isLate ? 'One moment …' : steeringRemark(this.#steering.value, this.edited)}</p>`;
  }

  #chips(wishes: readonly SteeringWish[]) {
    return html`<ul aria-label="What steers the list">${wishes.map((wish) =>
      wishChip(wish, {
        isEdited: wish === this.edited,
        press: () => this.#press(wish),
        remove: () => this.#remove(wish),
      }),
    )}
      <li><button class="button plain clear" type="button" aria-label="Clear all that steers the list" @click=${this.#clear}>Clear</button></li></ul>`;
  }

  /** What was understood is on the chips; what was not stays in the field, to be said differently. */
  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const { edited } = this;
    const said = this.input.value;
    if (edited && said.trim() === edited.words) return this.#leave();
    if (edited && said.trim() === '') return this.#remove(edited);
    const timer = setTimeout(() => {
      this.isLate = true;
    }, SOON_MS);
    const isRead = await store.steering.steer(said, edited);
    clearTimeout(timer);
    this.isLate = false;
    if (!isRead || this.input.value !== said) return;
    this.#end();
    // What was said last stands last.
    if (edited && this.#focused() === this.input) this.#places('.words').at(-1)?.focus();
  }

  /** The words go into the field; pressed again, they leave it. */
  #press(wish: SteeringWish): void {
    if (wish === this.edited) this.#leave();
    else this.#edit(wish);
  }

  #edit(wish: SteeringWish): void {
    if (!this.edited) this.#draft = this.input.value;
    this.edited = wish;
    store.steering.forgetLost();
    this.input.value = wish.words;
    this.input.focus();
    this.input.select();
  }

  /** The wish stays as it is. */
  #leave(): void {
    const place = this.#steering.value.wishes.indexOf(this.edited!);
    this.#end();
    store.steering.forgetLost();
    this.#places('.words')[place]?.focus();
  }

  /** The field has again what had been begun in it. */
  #end(): void {
    this.edited = undefined;
    this.input.value = this.#draft;
    this.#draft = '';
  }

  /** It has another id once its sentence lost another wish. Where it is gone, what is being typed stays. */
  #findEdited(edited: SteeringWish): void {
    const { wishes } = this.#steering.value;
    const isSame = ({ label, words }: SteeringWish) => label === edited.label && words === edited.words;
    this.edited = wishes.find(({ id }) => id === edited.id) ?? wishes.find(isSame);
    if (!this.edited && this.input.value === edited.words) this.#end();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !this.edited || event.isComposing) return;
    event.preventDefault();
    this.#leave();
  }

  /** The chip goes; the keyboard, where it was here, stays among those that are left. */
  async #remove(wish: SteeringWish): Promise<void> {
    const focused = this.#focused();
    const isEmptied = wish === this.edited && focused === this.input;
    const buttons = isEmptied ? '.words' : '.cross';
    const place = isEmptied
      ? this.#steering.value.wishes.indexOf(wish)
      : this.#places(buttons).indexOf(focused as HTMLElement);
    if (wish === this.edited) this.#end();
    const following = store.steering.unsteer(wish.id);
    await this.updateComplete;
    const left = this.#places(`${buttons}, .clear`);
    if (place >= 0 && left.length > 0) left[Math.min(place, left.length - 1)]!.focus();
    else if (place >= 0) this.#handOver();
    await following;
  }

  #clear(): void {
    if (this.edited) this.#end();
    store.steering.clear();
    this.#handOver();
  }

  /** Nothing is left to press here; the field would bring up a phone's keys. */
  #handOver(): void {
    document.querySelector('privet-app')?.focusMain();
  }

  #focused(): Element | null {
    return (this.renderRoot as ShadowRoot).activeElement;
  }

  #places(buttons: string): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>(buttons)];
  }
}
