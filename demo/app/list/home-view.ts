// <home-view>: tonight's list with what shapes it in as few lines as it takes; or, while there is a query, what a search
// found, and nothing else. The list stays in the document meanwhile, so that going back to it draws nothing anew.
import { html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { FIRST_ITEMS } from '../session/film-list.ts';
import { MORE_ITEMS } from '../session/list-session.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { isOpinion } from '../session/taste.ts';
import type { PickerState } from '../state/app-state.ts';
import { isNarrowed } from '../state/constraints.ts';
import { loadPart } from '../state/late-parts.ts';
import type { SearchState } from '../state/list-state.ts';
import { isSteered } from '../state/steering-state.ts';
import type { FilterBar } from './filter-bar.ts';
import { homeStyles } from './home-view-styles.ts';
import './film-grid.ts';
import './filter-bar.ts';
import './taps-strip.ts';

/** One lead film, as wide as two, and ten more: full rows at two, three, four and six columns. */
const ABOVE_SHELVES = 11;
/** With fewer films it is offered what to give up. */
const FEW = 3;

@customElement('home-view')
export class HomeView extends SessionElement {
  static override styles = homeStyles;

  /** Where the list was left when something else took its place, in pixels. */
  listTop = 0;
  #list = new FromSession(this, (state) => state.list);
  #taps = new FromSession(this, (state) => state.taps);
  #search = new FromSession(this, (state) => state.search);
  #firstPicker = new FromSession(this, (state) => state.picker);
  #reasons = new FromSession(this, (state) => state.reasons);
  #filters = new FromSession(this, (state) => state.filters);
  #lastQuery: string | undefined;
  /** What the list followed when the search began. */
  #wishesBefore = '';
  #steering = new FromSession(this, (state) => state.steering);

  protected override render() {
    const search = this.#search.value;
    const picker = this.#firstPicker.value;
    return html`${search ? this.#answer(search) : nothing}
      <div class="top" ?hidden=${search !== undefined}>${this.#intro(picker)}</div>
      ${picker && picker.phase !== 'offered' && !search ? this.#picker(picker) : nothing}
      <filter-bar class="above-2" ?slim=${search !== undefined}></filter-bar>${this.#steeringLine()}
      <div class="recommended" ?hidden=${search !== undefined}>${this.#recommendations()}</div>
      ${search ? this.#found(search) : nothing}`;
  }

  protected override willUpdate(): void {
    const isSearching = this.#search.value !== undefined;
    if (!isSearching || this.#lastQuery !== undefined) return;
    this.#wishesBefore = this.#wishes();
    if (!this.hidden) this.listTop = scrollY;
  }

  #wishes(): string {
    return this.#steering.value.wishes.map(({ id }) => id).join();
  }

  /** Results begin at their top, and so does a list that follows what was searched for; else it is back where it was left. */
  protected override updated(): void {
    const query = this.#search.value?.query;
    if (query === this.#lastQuery) return;
    this.#lastQuery = query;
    if (query === undefined && this.#wishes() !== this.#wishesBefore) this.listTop = 0;
    if (!this.hidden) void this.#scrollTo(query === undefined ? this.listTop : 0);
  }

  /** When what stands above the list has its height: a browser holds on to what it shows, and would go along with it. */
  async #scrollTo(top: number): Promise<void> {
    await this.renderRoot.querySelector<FilterBar>('filter-bar')!.updateComplete;
    scrollTo({ top, behavior: 'instant' });
  }

  /** Focuses the heading: where focus goes when what had it is gone. */
  focusTitle(): void {
    this.renderRoot.querySelector<HTMLElement>(this.#search.value ? 'search-answer' : '#title')?.focus();
  }

  /** Focuses the first film. */
  focusFilms(): void {
    (this.renderRoot.querySelector<HTMLElement>('.found') ?? this.renderRoot.querySelector('film-grid'))?.focus();
  }

  #hasTaste(): boolean {
    const { items, source } = this.#list.value;
    // Before the taps are read: no list of a last visit, or that this tab was left with, is everyone's.
    return this.#taps.value?.some(isOpinion) ?? (items.length > 0 && source !== 'prior');
  }

  #intro(picker: PickerState | undefined) {
    if (this.#hasTaste()) {
      return html`<h1 id="title" tabindex="-1">Your films for tonight</h1>
        <p>Shaped by what you rate. Every rating counts at once, and none leaves this device.</p>`;
    }
    const questions =
      picker?.phase === 'offered'
        ? html`, or <span class="whole"><button class="offer" type="button" @click=${this.#openPicker}>rate three films</button>.</span>`
        : '.';
    return html`<h1 id="title" tabindex="-1">Good films for tonight</h1>
      <p>Like or dislike a few to make it yours${questions} Nothing leaves this device.</p>`;
  }

  /** Its code comes while the room that is kept for it is empty. */
  #picker(picker: PickerState) {
    loadPart('picker').catch((error: unknown) => console.warn(error));
    return html`<first-picker class="above-4" .picker=${picker} @picker-closed=${this.focusTitle}></first-picker>`;
  }

  async #openPicker(): Promise<void> {
    void this.session.picker.open();
    await loadPart('picker').catch(() => {}); // told where it is shown
    await this.focusDrawn('first-picker');
  }

  #steeringLine() {
    loadPart('steering').catch((error: unknown) => console.warn(error));
    return html`<steering-line></steering-line>`;
  }

  /** The first films, then the shelves, then the rest: nobody scrolls past twenty films to find why there are any. */
  #recommendations() {
    const { items, state, atEnd } = this.#list.value;
    const loading = state === 'loading';
    const kicker = this.#hasTaste() ? 'First for you' : 'A good place to begin';
    // A newcomer's list has none; the first tap makes room.
    const reasons = this.#hasTaste() ? this.#reasons.value : undefined;
    const bones = loading ? FIRST_ITEMS - ABOVE_SHELVES : state === 'appending' ? MORE_ITEMS : 0;
    return html`<film-grid id="films" class="above-4" kicker=${kicker} label="Recommended films" .items=${items.slice(0, ABOVE_SHELVES)}
        .bones=${loading ? ABOVE_SHELVES : 0} .reasons=${reasons}></film-grid>
      ${state === 'ready' && items.length < FEW ? this.#few() : nothing}
      <left-out-line></left-out-line><taps-strip></taps-strip>
      ${state !== 'ready' || items.length > 0 ? this.#newTerritory() : nothing}
      ${this.#shelves()}
      ${items.length > ABOVE_SHELVES || bones > 0 ? html`<film-grid class="further" behind label="More films" .items=${items.slice(ABOVE_SHELVES)} .bones=${bones} .reasons=${reasons}></film-grid>` : nothing}
      ${items.length > 0 && !atEnd ? html`<p class="more"><button class="button" type="button" ?disabled=${state === 'appending'} @click=${() => this.session.list.more()}>Show more films</button></p>` : nothing}`;
  }

  /** None beside a list that is narrowed or steered: they would not keep to it. Their room is there from the first. */
  #shelves() {
    if (isNarrowed(this.#filters.value) || isSteered(this.#steering.value)) return nothing;
    loadPart('shelves').catch((error: unknown) => console.warn(error));
    return html`<home-shelves ?known=${this.#hasTaste()}></home-shelves>`;
  }

  #newTerritory() {
    loadPart('territory').catch((error: unknown) => console.warn(error));
    return html`<new-territory class="above-5" @search-asked=${this.#focusAnswer}></new-territory>`;
  }

  #focusAnswer(): Promise<void> {
    return this.focusDrawn('search-answer');
  }

  /** Where the list keeps to too much: what to give up. */
  #few() {
    if (!isNarrowed(this.#filters.value) && !isSteered(this.#steering.value)) {
      return this.#list.value.items.length > 0 ? nothing : html`<p class="empty">No films are left.</p>`;
    }
    loadPart('filters').catch((error: unknown) => console.warn(error));
    return html`<loosen-list class="empty"></loosen-list>`;
  }

  #answer(search: SearchState) {
    loadPart('search').catch((error: unknown) => console.warn(error));
    return html`<div class="results"><search-answer .search=${search}></search-answer></div>`;
  }

  #found({ state, response }: SearchState) {
    const { items = [], asked } = response ?? {};
    // Whoever names a film gets it and films like it; what only has the word in its title stands apart.
    const numFirst = asked && state === 'ready' ? asked.numNamed + asked.numAlike : items.length;
    const others = items.slice(numFirst);
    const bones = state === 'loading' ? Math.max(0, 12 - items.length) : 0;
    return html`<film-grid class="found above-4" gradual label="Films found" .items=${items.slice(0, numFirst)} .bones=${bones}></film-grid>
      ${others.length > 0 ? html`<h2 class="above-5">Other films with these words</h2><film-grid class="further above-4" behind label="Other films with these words" .items=${others}></film-grid>` : nothing}`;
  }
}
