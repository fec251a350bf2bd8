// <steering-line>: what is said below the chips: how few films are left, what was not understood, and once what the looks
// of a chip mean. While the words of a wish are to be said differently, the header's field has them.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { SteeringWish } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { row } from '../design/parts.ts';
import '../list/active-filters.ts';
import { constraintChipStyles } from '../list/constraint-chip.ts';
import type { FilterBar } from '../list/filter-bar.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { readKept, writeKept } from '../state/kept-text.ts';
import type { SearchScope } from '../state/search-scope.ts';
import { readWishes, wishWords } from '../state/wishes.ts';
import { steeringRemark } from './steering-words.ts';

/** The legend was read. */
const KEY = 'chips-explained';

@customElement('steering-line')
export class SteeringLine extends SessionElement {
  static override styles = [
    constraintChipStyles,
    css`
      .remark:not(:empty) {
        padding-top: var(--space-2);
      }
      .legend {
        ${row(3)}
      }
      @media (max-width: 22rem) {
        .legend {
          gap: var(--space-2);
        }
      }
      .sign::before {
        margin-right: 0.35em;
      }
    `,
  ];

  @state() private isExplained = readKept(KEY) !== null;
  /** What is in the field to be said differently. */
  #edited: SteeringWish | undefined;
  #scope: SearchScope | undefined;
  #steering = new FromSession(this, (state) => state.steering);
  #search = new FromSession(this, (state) => state.search);
  #view = new FromSession(this, (state) => state.view.name);

  protected override render() {
    const remark = steeringRemark(this.#steering.value, this.#search.value !== undefined);
    return html`<p class="remark soft" role="status" aria-live="polite">${remark}</p>${this.#hasChips() && !this.isExplained ? this.#legend() : nothing}`;
  }

  #hasChips(): boolean {
    const response = this.#search.value?.response;
    return this.#search.value
      ? response !== undefined && readWishes(response).length > 0
      : this.#steering.value.wishes.length > 0;
  }

  #legend() {
    return html`<div class="legend small soft" role="group" aria-label="What the signs mean"><span class="sign">Every film</span><span class="sign wish">If possible</span><span
      class="sign without">No film</span><button class="button plain square" type="button" aria-label="Hide this" title="Hide this" @click=${this.#explained}>${icon('close', 16)}</button></div>`;
  }

  #explained(): void {
    writeKept(KEY, 'yes');
    this.isExplained = true;
    document.querySelector('privet-app')?.focusMain();
  }

  protected override updated(): void {
    const { edited } = this.#steering.value;
    const before = this.#edited;
    if (edited && this.#view.value !== 'home') {
      this.session.steering.leave();
      return;
    }
    this.#edited = edited;
    if (edited?.id === before?.id) return;
    // Another view may have its own by now.
    const isOurs = edited !== undefined || this.session.state.searchScope === this.#scope;
    this.#scope = edited && this.#scopeOf(edited);
    if (isOurs) this.session.set({ searchScope: this.#scope });
    if (edited && edited.words !== before?.words) document.querySelector('privet-app')?.focusSearch();
  }

  /** The header's field, while a wish is to be said differently; said empty, it stays as it is. */
  #scopeOf(edited: SteeringWish): SearchScope {
    return {
      label: `Say “${wishWords(edited)}” differently`,
      placeholder: 'Say it differently',
      none: '',
      asksWhileTyping: false,
      staysWhenEmpty: true,
      query: edited.words,
      offers: async () => [],
      ask: (said) => void this.#say(said.trim()),
      open: () => false,
    };
  }

  /** What was understood is on the chips; what was not stays in the field. */
  async #say(said: string): Promise<void> {
    // As it is by now: of a sentence that lost another wish, or was read again.
    const { edited } = this.#steering.value;
    if (!edited) return;
    if (said === '' || said === edited.words) return this.#leave(edited);
    // What was said last stands last.
    if (await this.session.steering.steer(said, edited)) this.#chips?.focusWish(-1);
  }

  /** The wish stays as it is. */
  #leave(edited: SteeringWish): void {
    const place = this.#steering.value.wishes.indexOf(edited);
    this.session.steering.leave();
    this.#chips?.focusWish(place);
  }

  get #chips(): FilterBar | null {
    return (this.getRootNode() as ShadowRoot).querySelector<FilterBar>('filter-bar');
  }
}
