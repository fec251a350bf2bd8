// <search-box>: the one search box of a page. What it searches is said by the view that is open (search-scope.ts), mostly
// the films by a sentence. It asks on Enter or, for films, when the typing pauses; Escape clears. Shift and Enter make
// tonight's list follow what is typed instead. Below it, as of a combobox, how what is typed may go on or, while it is empty,
// what could be searched for.
import { css, html, nothing } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { bare, middle, size } from '../design/parts.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import { catalogScope } from '../session/catalog-session.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import type { Offer, SearchScope } from '../state/search-scope.ts';
import { LIST_ID, offerList, offerListStyles, optionId } from './offer-list.ts';
import { Offers } from './offers.ts';

const PAUSE_MS = 150;
const MIN_LENGTH = 3;

@customElement('search-box')
export class SearchBox extends SessionElement {
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
        ${bare} ${middle} ${size('2.25rem')}
        border-radius: 50%;
        color: var(--ink-soft);
      }
      button:hover {
        background: var(--sunken);
        color: var(--ink);
      }
    `,
  ];

  @query('input') private input!: HTMLInputElement;
  /** Only to hear of changes: the scope of the films reads it from the session. */
  protected readonly search = new FromSession(this, (state) => state.search);
  #ofView = new FromSession(this, (state) => state.searchScope);
  #ready = new FromSession(this, (state) => state.phase === 'ready');
  #pause: ReturnType<typeof setTimeout> | undefined;
  /** What this box asked for last. */
  #asked = '';
  /** What is searched for, as the box last heard of it. */
  #heard = '';
  /** The focus comes back by itself, and nothing is to be offered for that. */
  #isReturning = false;
  #label = '';
  #offers = new Offers(this, (typed, signal) => this.#scope.offers(typed, signal));

  get #scope(): SearchScope {
    return this.#ofView.value ?? catalogScope(this.session);
  }

  /** With what stands in it selected: typing replaces it. */
  override focus(options?: FocusOptions): void {
    this.input.focus(options);
    void this.updateComplete.then(() => this.input.select());
  }

  protected override render() {
    const { lines, marked } = this.#offers;
    const { label, placeholder, none, query } = this.#scope;
    return html`<form class="field" role="search" @submit=${this.#submit}>${icon('search')}
      <input type="text" role="combobox" aria-label=${label} placeholder=${placeholder} autocomplete="off" maxlength="2000"
        aria-autocomplete="list" aria-expanded=${lines.length > 0} aria-controls=${LIST_ID} aria-activedescendant=${marked >= 0 ? optionId(marked) : nothing}
        enterkeyhint="search" ?disabled=${!this.#ready.value} @input=${this.#type} @keydown=${this.#key} @focus=${this.#arrive} @click=${this.#suggest} @blur=${this.#leave}>
      ${query ? html`<button type="button" aria-label="Clear the search" @click=${this.#clear}>${icon('close', 18)}</button>` : ''}
    </form>${offerList(this.#offers, none, this.#take)}`;
  }

  /**
   * A search that was asked elsewhere (carried over from the version before, or looser than one that found nothing)
   * stands in the box as if it had been typed; one that was ended elsewhere goes from it.
   */
  protected override updated(): void {
    const { query, label } = this.#scope;
    if (this.#label !== '' && label !== this.#label) this.#changeScope(query);
    this.#label = label;
    if (query === this.#heard) return;
    this.#heard = query;
    if (query !== this.#asked) this.input.value = this.#asked = query;
  }

  /** What was typed was for another view. */
  #changeScope(query: string): void {
    clearTimeout(this.#pause);
    this.#offers.close();
    this.#isReturning = false;
    this.input.value = this.#asked = this.#heard = query;
  }

  #ask(text: string): void {
    this.#asked = text.trim();
    this.#scope.ask(text);
  }

  #type(): void {
    clearTimeout(this.#pause);
    const { value } = this.input;
    this.#offer(value);
    const length = value.trim().length;
    if (length === 0) {
      if (!this.#scope.staysWhenEmpty) this.#ask('');
    } else if (length >= MIN_LENGTH && this.#scope.asksWhileTyping)
      this.#pause = setTimeout(() => this.#ask(value), PAUSE_MS);
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
    else if (event.key === 'ArrowDown') this.#offer(this.input.value);
    else if (event.key === 'Enter' && event.shiftKey && this.#scope.follow) void this.#follow(this.input.value);
    else if (event.key === 'Enter' && marked >= 0) this.#take(lines[marked]!, event);
    else return;
    event.preventDefault();
  }

  /** What is not understood stays, to be said differently. */
  async #follow(text: string): Promise<void> {
    clearTimeout(this.#pause);
    this.#offers.close();
    const { value } = this.input;
    if ((await this.#scope.follow!(text)) && this.input.value === value) this.input.value = this.#asked = '';
  }

  /** A title leads to its film, and what is searched for stays; all else is searched. */
  #take = (offer: Offer, event: Event): void => {
    const scope = this.#scope;
    const { query } = scope;
    const isWish = offer.kind === 'wish';
    const isOpened = !isWish && scope.open(offer);
    if (isWish) void this.#follow(offer.text);
    else if (isOpened) {
      clearTimeout(this.#pause);
      this.#offers.close();
      this.input.value = this.#asked = query;
      this.#isReturning = true;
    } else {
      this.input.value = offer.text;
      this.#searchFor(offer.text);
    }
    // A phone's keys would cover what is found; to a film's page the focus comes back.
    const isCovering = !isOpened || this.#ofView.value !== undefined;
    if (isCovering && (event as PointerEvent).pointerType === 'touch') this.input.blur();
  };

  #arrive(): void {
    if (!this.#isReturning) this.#suggest();
    this.#isReturning = false;
  }

  #suggest(): void {
    if (this.input.value === '' && this.#offers.lines.length === 0) this.#offer('');
  }

  /** On a phone the lines lie where the message of the act before does. */
  #offer(typed: string): void {
    this.session.toasts.dismiss();
    this.#offers.follow(typed);
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
