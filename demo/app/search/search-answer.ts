// <search-answer>: what stands above the films of a search: what is not here, what gave way, and, where nothing was found,
// what could be given up. What it was read as stands among all that the list keeps to (active-filters.ts).
import { css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { SearchResponse } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { clamp, wrap } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import type { SearchState } from '../state/list-state.ts';
import { formatBytes } from '../state/words.ts';
import { languageLine, looserSearches, missingLine, relaxedLine, restLines, searchHeading } from './search-words.ts';

/** A longer text is no wish. */
const MOST_SAID = 200;

@customElement('search-answer')
export class SearchAnswer extends SessionElement {
  static override styles = css`
    h1 {
      /* Its words stand in the field, too. */
      ${clamp(2)}
      font: 600 var(--text-xl) / 1.25 var(--font-display);
    }
    p {
      min-height: 1.5em;
    }
    .head {
      ${wrap(1, 4)}
      margin-bottom: var(--space-1);
    }
    .follow {
      color: var(--leaf);
    }
    .actions {
      ${wrap(2)}
    }
    @media (max-width: 39.99rem) {
      .actions .lead {
        flex-basis: 100%;
      }
    }
    progress {
      vertical-align: middle;
      width: min(20rem, 100%);
    }
  `;

  @property({ attribute: false }) search!: SearchState;
  @state() private isFollowing = false;
  #encoder = new FromSession(this, (state) => state.status?.parts['text-encoder']);

  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('h1')?.focus(options);
  }

  protected override render() {
    const { response } = this.search;
    return html`<div class="head"><h1 class="breaks" tabindex="-1">${searchHeading(this.search)}</h1>${this.search.query.length <= MOST_SAID ? this.#follow() : nothing}</div>
      ${this.#lines().map((line) => html`<p class="quiet">${line}</p>`)}${response && this.search.state !== 'loading' ? [this.#looser(response), this.#instead(response)] : nothing}`;
  }

  /** What else can be done with the words. */
  #follow() {
    return html`<button class="button follow" type="button" title="Shift and Enter in the field" ?disabled=${this.isFollowing} @click=${this.#useForTonight}>${icon('moon', 18)}Use it for tonight’s list</button>`;
  }

  /** The answer goes with it, and so would the focus. */
  async #useForTonight(): Promise<void> {
    this.isFollowing = true;
    const isRead = await this.session.followWish(this.search.query);
    this.isFollowing = false;
    if (isRead) document.querySelector('privet-app')?.focusMain();
  }

  /** Lines, at least one. */
  #lines(): unknown[] {
    const { state, response } = this.search;
    if (state === 'failed') return [`Search does not work right now. Try again in a moment.`];
    if (!response || state === 'loading') return [this.#progress()];
    const { items, missing, relaxed, note } = response;
    if (items.length === 0) return [note ?? 'Nothing found. Try other words, or fewer filters.'];
    const { reading, asked } = response;
    const lines = [
      reading.language && languageLine(reading.language),
      relaxed && relaxedLine(relaxed, items),
      note,
      missing && missingLine(missing),
      ...(missing ? [] : restLines(reading)),
    ].filter(Boolean);
    if (lines.length > 0) return lines;
    return [asked ? 'The film, and films like it.' : 'Matched by story and mood.'];
  }

  #looser(response: SearchResponse) {
    if (response.items.length > 0) return nothing;
    const searches = looserSearches(response);
    if (searches.length === 0) return nothing;
    return html`<div class="actions above-3" role="group" aria-label="Search again">${searches.map(
      ({ words, query }) =>
        html`<button class="button" type="button" @click=${() => this.#ask(query)}>${words}</button>`,
    )}</div>`;
  }

  #instead({ instead = [] }: SearchResponse) {
    if (instead.length === 0) return nothing;
    return html`<div class="actions above-3" role="group" aria-label="Search for something near it"><span class="lead quiet">Or look for:</span>${instead.map(
      (query) => html`<button class="button" type="button" @click=${() => this.#ask(query)}>${query}</button>`,
    )}</div>`;
  }

  /** The buttons go with the answer that they belong to. */
  #ask(query: string): void {
    this.focus();
    this.session.search.ask(query);
  }

  #progress() {
    const encoder = this.#encoder.value;
    if (encoder?.state !== 'loading' || !encoder.totalBytes) return '';
    const { loadedBytes = 0, totalBytes } = encoder;
    return html`Fetching the text model, once: ${formatBytes(loadedBytes)} of ${formatBytes(totalBytes)}
      <progress aria-label="Text model" max=${totalBytes} value=${loadedBytes}></progress>`;
  }
}
