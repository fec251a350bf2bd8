// <home-view>: tonight's list with what shapes it; or, while there is a query, what a search found. The list stays in
// the document meanwhile, so that going back to it draws nothing anew.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ListCovers } from '../art/worn-covers.ts';
import { AppElement } from '../design/app-element.ts';
import type { PickerState } from '../picker/picker-state.ts';
import { FromStore } from '../shell/from-store.ts';
import { loadPart } from '../shell/late-parts.ts';
import { store } from '../shell/store.ts';
import { isSteered } from '../steering/steering-state.ts';
import { isNarrowed } from './constraints.ts';
import { FIRST_ITEMS } from './film-list.ts';
import { MORE_ITEMS } from './list-session.ts';
import type { SearchState } from './list-state.ts';
import { isOpinion } from './taste.ts';
import './film-grid.ts';
import './filter-bar.ts';
import './taps-strip.ts';

/** One lead film and eight more: full rows at two, three, four and six columns. */
const ABOVE_SHELVES = 9;
/** With fewer films it is offered what to give up. */
const FEW = 3;
/** A row of the widest grid: within as many places no picture stands twice. */
const WIDEST_ROW = 6;

@customElement('home-view')
export class HomeView extends AppElement {
  // Shelves whose code is not there yet are as high as the empty ones that it draws first. What is further down is not
  // laid out or painted while it is out of sight.
  static override styles = css`
    .intro {
      display: grid;
      gap: var(--space-4) var(--space-7);
      margin: var(--space-4) 0;
    }
    h1 {
      text-wrap: balance;
    }
    .intro p {
      max-width: 34rem;
      min-height: 3em;
      margin-top: var(--space-2);
      color: var(--ink-soft);
    }
    first-picker {
      display: block;
      height: 27.5rem;
      margin-bottom: var(--space-4);
    }
    steering-line {
      display: block;
      min-height: var(--tap-target);
      margin-bottom: var(--space-3);
    }
    steering-line[hidden] {
      display: none;
    }
    new-territory {
      display: block;
      min-height: calc(max(2.5rem, var(--finger)) + 1.75rem);
      margin-top: var(--space-6);
    }
    home-shelves {
      display: block;
      min-height: 24rem;
      margin: var(--space-7) 0;
    }
    home-shelves[known]:not(:defined) {
      min-height: 80rem;
    }
    home-shelves:defined {
      display: grid;
    }
    film-grid {
      display: block;
      margin-top: var(--space-5);
    }
    .further {
      margin: 0 calc(-1 * var(--gutter));
      padding: var(--space-2) var(--gutter);
      content-visibility: auto;
      contain-intrinsic-height: auto 60rem;
    }
    .more,
    p.empty {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: center;
      gap: var(--space-4);
      margin: var(--space-7) 0;
    }
    .recommended[hidden] {
      display: none;
    }
    .results {
      margin-top: var(--space-5);
      scroll-margin-top: 8.5rem;
      min-height: 4rem;
    }
    @media (max-width: 59.99rem) {
      .asking taps-strip {
        display: none;
      }
    }
    @media (min-width: 48rem) {
      new-territory {
        min-height: calc(max(2.5rem, var(--finger)) + 6px);
      }
    }
    @media (min-width: 60rem) {
      first-picker {
        height: 17.5rem;
      }
      .intro {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        align-items: end;
      }
    }
  `;

  #covers = new ListCovers(this, WIDEST_ROW);
  #foundCovers = new ListCovers(this, WIDEST_ROW);
  #list = new FromStore(this, (state) => state.list);
  #taps = new FromStore(this, (state) => state.taps);
  #search = new FromStore(this, (state) => state.search);
  #firstPicker = new FromStore(this, (state) => state.picker);
  #reasons = new FromStore(this, (state) => state.reasons);
  #filters = new FromStore(this, (state) => state.filters);
  #lastQuery: string | undefined;
  #steering = new FromStore(this, (state) => state.steering);

  protected override render() {
    const hasTaste = this.#hasTaste();
    const search = this.#search.value;
    const picker = this.#firstPicker.value;
    return html`<div class="intro ${picker ? 'asking' : ''}"><div><h1 id="title" tabindex="-1">${hasTaste ? 'Your films for tonight' : 'Good films for tonight'}</h1>
        <p>${
          hasTaste
            ? 'Shaped by your taps, on this device. Every like, dislike or hide changes the list at once.'
            : 'Well rated and widely seen, to begin with. Like or dislike a few and the list becomes yours. Nothing you tap leaves this device.'
        }</p></div>
        <taps-strip></taps-strip></div>
      ${picker ? this.#picker(picker) : nothing}
      ${this.#steeringLine(search !== undefined)}
      <filter-bar></filter-bar>
      <div class="recommended" ?hidden=${search !== undefined}>${this.#recommendations()}</div>
      ${search ? this.#results(search) : nothing}`;
  }

  /** Brings the results to the person who searched from further down. */
  protected override updated(): void {
    const query = this.#search.value?.query;
    if (query === this.#lastQuery) return;
    this.#lastQuery = query;
    const results = this.renderRoot.querySelector('.results');
    if (results && results.getBoundingClientRect().top < 100) results.scrollIntoView();
  }

  /** Focuses the heading: where focus goes when what had it is gone. */
  focusTitle(): void {
    this.renderRoot.querySelector<HTMLElement>('#title')?.focus();
  }

  /** Focuses the first film. */
  focusFilms(): void {
    (this.renderRoot.querySelector<HTMLElement>('.found') ?? this.renderRoot.querySelector('film-grid'))?.focus();
  }

  #hasTaste(): boolean {
    const { items, source } = this.#list.value;
    // A list without a source is the last visit's, and there is none without taps.
    return this.#taps.value?.some(isOpinion) ?? (items.length > 0 && !source);
  }

  /** Its code comes while the room that is kept for it is empty. */
  #picker(picker: PickerState) {
    loadPart('picker').catch((error: unknown) => console.warn(error));
    return html`<first-picker .picker=${picker} @picker-closed=${this.focusTitle}></first-picker>`;
  }

  /** Not beside a search, which it does not steer. */
  #steeringLine(isHidden: boolean) {
    loadPart('steering').catch((error: unknown) => console.warn(error));
    return html`<steering-line ?hidden=${isHidden}></steering-line>`;
  }

  /** The first films, then the shelves, then the rest: nobody scrolls past twenty films to find why there are any. */
  #recommendations() {
    const { items, state, atEnd } = this.#list.value;
    const loading = state === 'loading';
    const kicker = this.#hasTaste() ? 'First for you' : 'A good place to begin';
    // A newcomer's list has none; the first tap makes room.
    const reasons = this.#firstPicker.value && !this.#hasTaste() ? undefined : this.#reasons.value;
    const bones = loading ? FIRST_ITEMS - ABOVE_SHELVES : state === 'appending' ? MORE_ITEMS : 0;
    const motifs = this.#covers.of(items);
    return html`<film-grid id="films" kicker=${kicker} label="Recommended films" .items=${items.slice(0, ABOVE_SHELVES)}
        .motifs=${motifs} .bones=${loading ? ABOVE_SHELVES : 0} .reasons=${reasons}></film-grid>
      ${state === 'ready' && items.length < FEW ? this.#few() : nothing}
      ${state !== 'ready' || items.length > 0 ? this.#newTerritory() : nothing}
      ${this.#shelves()}
      ${items.length > ABOVE_SHELVES || bones > 0 ? html`<film-grid class="further" label="Further films" .items=${items.slice(ABOVE_SHELVES)} .motifs=${motifs} .bones=${bones} .reasons=${reasons}></film-grid>` : nothing}
      ${items.length > 0 && !atEnd ? html`<p class="more"><button class="button" type="button" ?disabled=${state === 'appending'} @click=${() => store.list.more()}>Show more films</button></p>` : nothing}`;
  }

  /** None beside a list that is narrowed or steered: they would not keep to it. Their room is there from the first. */
  #shelves() {
    if (isNarrowed(this.#filters.value) || isSteered(this.#steering.value)) return nothing;
    loadPart('shelves').catch((error: unknown) => console.warn(error));
    return html`<home-shelves ?known=${this.#hasTaste()}></home-shelves>`;
  }

  #newTerritory() {
    loadPart('territory').catch((error: unknown) => console.warn(error));
    return html`<new-territory @search-asked=${this.#focusAnswer}></new-territory>`;
  }

  async #focusAnswer(): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('search-answer')?.focus();
  }

  /** Where the list keeps to too much: what to give up. */
  #few() {
    if (!isNarrowed(this.#filters.value) && !isSteered(this.#steering.value)) {
      return this.#list.value.items.length > 0 ? nothing : html`<p class="empty">No film is left.</p>`;
    }
    loadPart('filters').catch((error: unknown) => console.warn(error));
    return html`<loosen-list class="empty"></loosen-list>`;
  }

  #results(search: SearchState) {
    loadPart('search').catch((error: unknown) => console.warn(error));
    const items = search.response?.items ?? [];
    return html`<div class="results"><search-answer .search=${search}></search-answer></div>
      <film-grid class="found" gradual label="Films found" .items=${items} .motifs=${this.#foundCovers.of(items)} .bones=${search.state === 'loading' ? 12 : 0}></film-grid>`;
  }
}
