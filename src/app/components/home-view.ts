// <home-view>: tonight's list with what shapes it; or, while there is a query, what a search found.
import { css, html, LitElement, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { SearchState } from '../store/app-state.ts';
import { FIRST_ITEMS, MORE_ITEMS, store } from '../store/store.ts';
import { FromStore } from '../store/store-controller.ts';
import { isOpinion } from '../store/taste.ts';
import { formatBytes } from '../store/words.ts';
import { baseStyles, buttonStyles } from '../styles/shared.ts';
import './film-grid.ts';
import './filter-bar.ts';
import './taps-strip.ts';

@customElement('home-view')
export class HomeView extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      :host {
        display: block;
      }
      .intro {
        display: grid;
        gap: var(--space-4) var(--space-7);
        margin: var(--space-4) 0;
      }
      h1 {
        font: 600 var(--text-xxl) / var(--leading-tight) var(--font-display);
        letter-spacing: -0.01em;
        text-wrap: balance;
      }
      .intro p {
        max-width: 34rem;
        min-height: 3em;
        margin-top: var(--space-2);
        color: var(--ink-soft);
      }
      film-grid {
        display: block;
        margin-top: var(--space-5);
      }
      .more,
      .empty {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: center;
        gap: var(--space-4);
        margin: var(--space-7) 0;
      }
      .results {
        margin-top: var(--space-5);
        scroll-margin-top: 8.5rem;
        min-height: 4rem;
      }
      .results h2 {
        font: 600 var(--text-xl) / 1.25 var(--font-display);
        overflow-wrap: anywhere;
      }
      .results p {
        min-height: 1.5em;
        color: var(--ink-soft);
      }
      progress {
        width: min(20rem, 100%);
        height: 0.5rem;
        accent-color: var(--leaf);
        vertical-align: middle;
      }
      @media (min-width: 60rem) {
        .intro {
          grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
          align-items: end;
        }
      }
    `,
  ];

  #list = new FromStore(this, (state) => state.list);
  #taps = new FromStore(this, (state) => state.taps);
  #search = new FromStore(this, (state) => state.search);
  #lastQuery: string | undefined;
  #encoder = new FromStore(this, (state) => state.status?.parts['text-encoder']);

  protected override render() {
    const hasTaste = this.#hasTaste();
    const search = this.#search.value;
    return html`<div class="intro"><div><h1 id="title" tabindex="-1">${hasTaste ? 'Your films for tonight' : 'Good films for tonight'}</h1>
        <p>${
          hasTaste
            ? 'Shaped by your taps, on this device. Every like, dislike or hide changes the list at once.'
            : 'Well rated and widely seen, to begin with. Like or dislike a few and the list becomes yours. Nothing you tap leaves this device.'
        }</p></div>
        <taps-strip></taps-strip></div>
      <filter-bar></filter-bar>
      ${search ? this.#results(search) : this.#recommendations()}`;
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
    this.renderRoot.querySelector('film-grid')?.focus();
  }

  #hasTaste(): boolean {
    const { items, source } = this.#list.value;
    // A list without a source is the last visit's, and there is none without taps.
    return this.#taps.value?.some(isOpinion) ?? (items.length > 0 && !source);
  }

  #recommendations() {
    const { items, state, atEnd } = this.#list.value;
    const bones = state === 'loading' ? FIRST_ITEMS : state === 'appending' ? MORE_ITEMS : 0;
    const kicker = this.#hasTaste() ? 'First for you' : 'A good place to begin';
    return html`<film-grid id="films" kicker=${kicker} label="Recommended films" .items=${items} .bones=${bones}></film-grid>
      ${state === 'ready' && items.length === 0 ? this.#empty() : nothing}
      ${items.length > 0 && !atEnd ? html`<p class="more"><button class="button" type="button" ?disabled=${state === 'appending'} @click=${() => store.more()}>Show more films</button></p>` : nothing}`;
  }

  #empty() {
    return html`<div class="empty"><p>No film is all of that at once.</p>
      <button class="button" type="button" @click=${() => store.clearFilters()}>Clear the filters</button></div>`;
  }

  #results(search: SearchState) {
    const items = search.response?.items ?? [];
    return html`<div class="results"><h2>Films like “${search.query}”</h2><p>${this.#resultsLine(search)}</p></div>
      <film-grid label="Films found" .items=${items} .bones=${search.state === 'loading' ? 12 : 0}></film-grid>`;
  }

  #resultsLine({ state, response, error }: SearchState) {
    if (state === 'loading') return this.#progress();
    if (state === 'failed') return `Search does not work right now; your list still does. ${error}`;
    if (response?.note) return response.note;
    if (response?.items.length === 0) return 'Nothing was found. Try other words, or fewer filters.';
    return 'Found by what they are about. Press Escape to go back to your list.';
  }

  #progress() {
    const encoder = this.#encoder.value;
    if (encoder?.state !== 'loading' || !encoder.totalBytes) return 'Searching';
    const { loadedBytes = 0, totalBytes } = encoder;
    return html`Fetching the text model, once: ${formatBytes(loadedBytes)} of ${formatBytes(totalBytes)}
      <progress aria-label="Text model" max=${totalBytes} value=${loadedBytes}></progress>`;
  }
}
