// <search-box>: search by a sentence. It asks when the typing pauses, or at once on Enter; Escape clears. Below it, as of
// a combobox, how what is typed may go on or, while it is empty, what could be searched for.
import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { Suggestion } from '../../sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { LIST_ID, offerList, offerListStyles, optionId } from './offer-list.ts';
import { Offers } from './offers.ts';

const PAUSE_MS = 450;
const MIN_LENGTH = 3;
const NUM_COMPLETIONS = 6;

@customElement('search-box')
export class SearchBox extends AppElement {
  static override styles = [
    searchFieldStyles,
    offerListStyles,
    css`
      :host {
        position: relative;
      }
      button {
        position: absolute;
        right: 0.25rem;
        display: grid;
        place-items: center;
        width: 2.25rem;
        height: 2.25rem;
        border: 0;
        border-radius: 50%;
        background: none;
        color: var(--ink-soft);
        cursor: pointer;
      }
      button:hover {
        background: var(--sunken);
        color: var(--ink);
      }
    `,
  ];

  @query('input') private input!: HTMLInputElement;
  #search = new FromStore(this, (state) => state.search);
  #ready = new FromStore(this, (state) => state.phase === 'ready');
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** What this box asked for last. */
  #asked = '';
  /** What is searched for, as the box last heard of it. */
  #heard = '';
  /** The focus comes back by itself, and nothing is to be offered for that. */
  #isReturning = false;
  #offers = new Offers(this, offersFor);

  override focus(options?: FocusOptions): void {
    this.input.focus(options);
  }

  protected override render() {
    const { lines, marked } = this.#offers;
    return html`<form class="field" role="search" @submit=${this.#submit}>${icon('search')}
      <input type="text" role="combobox" aria-label="Search by a sentence" placeholder="A slow heist film with a twist" autocomplete="off" maxlength="2000"
        aria-autocomplete="list" aria-expanded=${lines.length > 0} aria-controls=${LIST_ID} aria-activedescendant=${marked >= 0 ? optionId(marked) : nothing}
        enterkeyhint="search" ?disabled=${!this.#ready.value} @input=${this.#type} @keydown=${this.#key} @focus=${this.#arrive} @click=${this.#suggest} @blur=${this.#leave}>
      ${this.#search.value ? html`<button type="button" aria-label="Clear the search" @click=${this.#clear}>${icon('close', 18)}</button>` : ''}
    </form>${offerList(this.#offers, this.#take)}`;
  }

  /**
   * A search that was asked elsewhere (carried over from the version before, or looser than one that found nothing)
   * stands in the box as if it had been typed; one that was ended elsewhere goes from it.
   */
  protected override updated(): void {
    const query = this.#search.value?.query ?? '';
    if (query === this.#heard) return;
    this.#heard = query;
    if (query !== this.#asked) this.input.value = this.#asked = query;
  }

  #ask(text: string): void {
    this.#asked = text.trim();
    store.search.ask(text);
  }

  #type(): void {
    clearTimeout(this.#pause);
    const { value } = this.input;
    this.#offers.follow(value);
    const length = value.trim().length;
    if (length === 0) this.#ask('');
    else if (length >= MIN_LENGTH) this.#pause = setTimeout(() => this.#ask(value), PAUSE_MS);
  }

  #submit(event: Event): void {
    event.preventDefault();
    this.#searchFor(this.input.value);
  }

  #searchFor(text: string): void {
    clearTimeout(this.#pause);
    this.#offers.close();
    this.#ask(text);
  }

  /** Escape closes what is offered first. */
  #key(event: KeyboardEvent): void {
    const { lines, marked } = this.#offers;
    const isListed = lines.length > 0;
    if (event.isComposing) return;
    if (event.key === 'Escape') isListed ? this.#offers.close() : this.#clear();
    else if (event.key === 'ArrowDown' && isListed) this.#offers.mark(1);
    else if (event.key === 'ArrowUp' && isListed) this.#offers.mark(-1);
    else if (event.key === 'ArrowDown') this.#offers.follow(this.input.value);
    else if (event.key === 'Enter' && marked >= 0) this.#take(lines[marked]!, event);
    else return;
    event.preventDefault();
  }

  /** A title leads to its film, and what is searched for stays; all else is searched. */
  #take = ({ text, itemId }: Suggestion, event: Event): void => {
    if (itemId === undefined) {
      this.input.value = text;
      this.#searchFor(text);
      // A phone's keys would cover what is found.
      if ((event as PointerEvent).pointerType === 'touch') this.input.blur();
      return;
    }
    clearTimeout(this.#pause);
    this.#offers.close();
    this.input.value = this.#asked = this.#search.value?.query ?? '';
    this.#isReturning = true;
    store.router.open({ name: 'film', itemId });
  };

  #arrive(): void {
    if (!this.#isReturning) this.#suggest();
    this.#isReturning = false;
  }

  #suggest(): void {
    if (this.input.value === '' && this.#offers.lines.length === 0) this.#offers.follow('');
  }

  #leave(): void {
    this.#offers.close();
  }

  #clear(): void {
    this.input.value = '';
    this.#searchFor('');
    this.#isReturning = (this.renderRoot as ShadowRoot).activeElement !== this.input;
    this.input.focus();
  }
}

async function offersFor(typed: string, signal: AbortSignal): Promise<readonly Suggestion[]> {
  if (typed !== '') return (await store.privet?.suggest({ prefix: typed, count: NUM_COMPLETIONS }, { signal })) ?? [];
  return (await store.suggestions.show()).map((text) => ({ text, kind: 'query' }));
}
