// <event-list>: every stored event, newest first, by days; a page of them at a time, so that ten thousand are as quick
// as ten. What a later opinion replaced is there too, because it is stored.
import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { EventsResponse } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { errorText, plural } from '../state/words.ts';
import type { EventRow } from './event-row.ts';
import { byDay } from './event-words.ts';
import { panelStyles } from './panel-styles.ts';
import './event-row.ts';
import { ground, soft, wrap } from '../design/parts.ts';

const PAGE_LENGTH = 20;
const ROWS_A_FRAME = 7;
/** As many as the engine gives at once. */
const MAX_SHOWN = 1000;
const TYPING_PAUSE_MS = 200;
const MAX_QUERY_LENGTH = 200;

@customElement('event-list')
export class EventList extends SessionElement {
  static override styles = [
    panelStyles,
    css`
      .head {
        ${wrap(3)}
        justify-content: space-between;
      }
      .find {
        position: relative;
        flex: 1 1 14rem;
        max-width: 22rem;
      }
      .find svg {
        position: absolute;
        left: var(--space-3);
        top: 0;
        bottom: 0;
        margin: auto 0;
        color: var(--ink-soft);
        pointer-events: none;
      }
      .find input {
        width: 100%;
        padding-left: 2.5rem;
        border-color: var(--line);
        ${ground('paper', 'round')}
      }
      h3 {
        margin: var(--space-5) 0 var(--space-2);
        ${soft}
        font-weight: 600;
      }
      .bone {
        height: 3rem;
      }
    `,
  ];

  @state() private found: EventsResponse | undefined;
  @state() private failure = '';
  #query = '';
  #numShown = PAGE_LENGTH;
  #reading: AbortController | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #taps = new FromSession(this, (state) => state.taps);
  #seenTaps: unknown;
  /** Where the keyboard was when its row went. */
  #place: number | undefined;

  protected override willUpdate(): void {
    if (this.#taps.value === this.#seenTaps) return;
    this.#seenTaps = this.#taps.value;
    void this.#read();
  }

  protected override render() {
    return html`<section class="panel" aria-labelledby="title"><div class="head"><h2 id="title" tabindex="-1">Everything you did</h2>
      <label class="find">${icon('search', 18)}<span class="visually-hidden">Find events by film, word or kind</span>
        <input type="search" autocomplete="off" placeholder="Find a film, or: like, rate, view, search" maxlength=${MAX_QUERY_LENGTH} @input=${this.#type}></label></div>
      ${this.failure ? html`<p class="trouble">${this.failure}</p>` : nothing}
      ${this.found ? this.#events(this.found) : html`<div class="bone"></div><div class="bone"></div><div class="bone"></div>`}</section>`;
  }

  #events({ entries, numFound, numEvents }: EventsResponse) {
    const rest = Math.min(numFound, MAX_SHOWN) - Math.max(entries.length, this.#numShown);
    return html`<p class="soft count above-2" role="status">${countText(numFound, numEvents, this.#query)}</p>
      <div @removing=${this.#keepPlace}>${repeat(
        byDay(entries),
        ({ label, entries }) => `${label} ${entries[0]!.event.sequence}`,
        ({ label, entries }) =>
          html`<h3>${label}</h3><ul>${repeat(
            entries,
            ({ event }) => event.sequence,
            (entry) => html`<li><event-row .entry=${entry}></event-row></li>`,
          )}</ul>`,
      )}</div>
      ${rest > 0 ? html`<p class="more"><button class="button" type="button" @click=${this.#more}>Show ${Math.min(rest, PAGE_LENGTH)} more</button></p>` : nothing}
      ${rest <= 0 && numFound > MAX_SHOWN ? html`<p class="soft more">The newest ${MAX_SHOWN} are shown. Use the search to find older ones.</p>` : nothing}`;
  }

  #type(event: Event): void {
    this.#query = (event.target as HTMLInputElement).value.trim();
    this.#numShown = PAGE_LENGTH;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#read(), TYPING_PAUSE_MS);
  }

  /** The pages that are on screen, and one more. */
  async #more(): Promise<void> {
    const place = this.#rows().length;
    this.#numShown = Math.min(MAX_SHOWN, this.#numShown + PAGE_LENGTH);
    await this.#read();
    this.#rows()[place]?.focus();
  }

  async #read(): Promise<void> {
    this.#reading?.abort();
    const { signal } = (this.#reading = new AbortController());
    try {
      await this.#draw(
        await this.session.privet!.events({ query: this.#query, limit: this.#numShown }, { signal }),
        signal,
      );
      this.failure = '';
    } catch (error) {
      if (!signal.aborted) this.failure = `The events could not be read. ${errorText(error)}`;
      return;
    }
    await this.updateComplete;
    this.#restorePlace();
  }

  /** New rows are drawn a few a frame: twenty posters at once would hold the page up. */
  async #draw(found: EventsResponse, signal: AbortSignal): Promise<void> {
    const { entries } = found;
    let numDrawn = Math.min(entries.length, Math.max(ROWS_A_FRAME, this.found?.entries.length ?? 0));
    this.found = { ...found, entries: entries.slice(0, numDrawn) };
    while (numDrawn < entries.length) {
      await new Promise(requestAnimationFrame);
      if (signal.aborted) return;
      numDrawn = Math.min(entries.length, numDrawn + ROWS_A_FRAME);
      this.found = { ...found, entries: entries.slice(0, numDrawn) };
    }
  }

  #rows(): EventRow[] {
    return [...this.renderRoot.querySelectorAll('event-row')] as EventRow[];
  }

  #keepPlace(event: Event): void {
    this.#place = this.#rows().indexOf(event.target as EventRow);
  }

  /** The row went; the keyboard stays at its place. */
  #restorePlace(): void {
    if (this.#place !== undefined) this.focusNear(this.#rows(), this.#place, '#title');
    this.#place = undefined;
  }
}

function countText(numFound: number, numEvents: number, query: string): string {
  if (numEvents === 0) return 'Nothing yet. Films you rate appear here, on this device alone.';
  if (query === '')
    return `${plural(numEvents, 'event')}, newest first. Change or remove any of them; your list follows at once.`;
  return numFound === 0
    ? `None of ${plural(numEvents, 'event')} fits. Try fewer letters.`
    : `${numFound} of ${plural(numEvents, 'event')}.`;
}
