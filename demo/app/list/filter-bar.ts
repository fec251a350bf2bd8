// <filter-bar>: what the list can be narrowed to: a button for all of it, and, where there is room, the genres in a row that
// scrolls. Below stands what the list keeps to, and beside it how surprising it should be.
import { type CSSResultGroup, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FacetCounts } from '../../../src/sdk/index.ts';
import { chipStyles } from '../design/chip-styles.ts';
import { icon } from '../design/icons.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { conditionIn, constraintsOf, withValue } from '../state/constraints.ts';
import { loadPart } from '../state/late-parts.ts';
import { errorText } from '../state/words.ts';
import type { ActiveFilters } from './active-filters.ts';
import { filterBarStyles } from './filter-bar-styles.ts';
import './active-filters.ts';
import './adventure-slider.ts';

@customElement('filter-bar')
export class FilterBar extends SessionElement {
  static override styles: CSSResultGroup = [chipStyles, filterBarStyles];

  /** What its counts are of: the list, or the whole catalog. */
  protected readonly ofCatalog: boolean = false;
  /** Beside results: what narrows further is behind the button. */
  @property({ type: Boolean }) slim = false;
  @state() private isOpen = false;
  @query('active-filters') private active!: ActiveFilters | null;
  #facets = new FromSession(this, (state) => state.facets);
  #filters = new FromSession(this, (state) => state.filters);
  #ready = new FromSession(this, (state) => state.phase === 'ready');

  protected override render() {
    const genres = this.#facets.value.genre;
    return html`<div class="bar" role="group" aria-label="Narrow the list">${this.#toggle()}${this.slim ? nothing : [genres ? this.#genres(genres) : this.#bones(), this.tune()]}</div>
      <active-filters ?inline=${this.slim} ?pressedOnly=${this.ofCatalog}></active-filters>
      ${this.isOpen ? html`<filter-panel .close=${this.#close} .ofCatalog=${this.ofCatalog}></filter-panel>` : nothing}`;
  }

  /** With the row below it, so that it has its height. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isDone = await super.getUpdateComplete();
    await this.active?.updateComplete;
    return isDone;
  }

  /** As `ActiveFilters.focusWish`. */
  focusWish(place: number): void {
    void this.active?.focusWish(place);
  }

  /** What stands beside the filters. */
  protected tune(): unknown {
    return html`<div class="tune"><adventure-slider></adventure-slider>
      <a class="button plain keys" href="#/keys" aria-label="Keys and swipes" title="Keys and swipes">?</a></div>`;
  }

  #toggle() {
    const numOn = constraintsOf(this.#filters.value).length;
    return html`<button class="button toggle ${numOn > 0 ? 'on' : ''}" type="button" aria-haspopup="dialog" aria-expanded=${this.isOpen}
        ?disabled=${!this.#ready.value} @click=${this.#open}>${icon('sliders', 18)}Filters${numOn > 0 ? html` <span class="number">${numOn}<span class="visually-hidden"> on</span></span>` : nothing}</button>`;
  }

  async #open(): Promise<void> {
    await loadPart('filters').catch((error: unknown) =>
      this.session.toasts.say(`This could not be loaded: ${errorText(error)}`),
    );
    this.isOpen = true;
  }

  #close = (): void => {
    this.isOpen = false;
  };

  #genres(genres: FacetCounts[string]) {
    return html`<div class="genres strip" role="group" aria-label="Genre">${genres.map(({ value }) => this.#chip(value))}</div>`;
  }

  #bones() {
    return html`<div class="genres strip" aria-hidden="true">${Array.from({ length: 9 }, () => html`<div class="bone"></div>`)}</div>`;
  }

  #chip(genre: string) {
    const { filters } = this.session.state;
    const isOn = conditionIn(this.#filters.value, 'genre').any?.includes(genre) ?? false;
    const press = () => this.session.list.narrow(withValue(filters, 'genre', genre, isOn ? undefined : 'any'));
    return html`<button class="chip" type="button" aria-pressed=${isOn} @click=${press}>${genre}</button>`;
  }
}
