// <left-out-sheet>: the films that would stand in the list but for the match filter, each with its reason, and the way to
// have it all the same. What was in the sheet stays in its place until the sheet is closed: each row says what became of it.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LeftOutItem } from '../../../src/sdk/index.ts';
import { posterRow } from '../design/poster-row.ts';
import { sheetStyles } from '../design/view-styles.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { filmLine } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import '../art/film-poster.ts';
import '../widgets/modal-sheet.ts';
import './match-level.ts';
import { matchWords } from './match-words.ts';

@customElement('left-out-sheet')
export class LeftOutSheet extends SessionElement {
  static override styles = [
    sheetStyles,
    posterRow,
    css`
      h2 {
        margin: 0;
        font: 600 var(--text-m) / 1.3 var(--font-text);
      }
      ul {
        margin-bottom: var(--space-4);
      }
      .what {
        overflow-wrap: anywhere;
      }
      .ways {
        grid-area: ways;
        display: flex;
        align-items: center;
        min-height: var(--tap-target);
      }
    `,
  ];

  @property({ attribute: false }) close: () => void = () => {};
  /** All that were left out since it was opened. */
  #films: readonly LeftOutItem[] = [];
  #list = new FromSession(this, (state) => state.list);
  #taps = new FromSession(this, (state) => state.taps);

  protected override willUpdate(): void {
    const { leftOut = [] } = this.#list.value;
    const now = new Map(leftOut.map((film) => [film.itemId, film]));
    const before = this.#films.map((film) => now.get(film.itemId) ?? film);
    const known = new Set(before.map(({ itemId }) => itemId));
    this.#films = [...before, ...leftOut.filter(({ itemId }) => !known.has(itemId))];
  }

  protected override render() {
    const rows = repeat(
      this.#films,
      ({ itemId }) => itemId,
      (film) => this.#row(film),
    );
    return html`<modal-sheet label="Left out tonight" .close=${this.close}><div class="page"><h1>Left out tonight</h1>
      <p class="soft above-2">These would stand in your list, but are likely not for you. Under each stands why.</p>
      <ul class="above-4">${rows}</ul><match-level></match-level></div></modal-sheet>`;
  }

  #row(film: LeftOutItem) {
    const facts = [filmLine(film), film.details.runningTime].filter(Boolean).join(' · ');
    return html`<li><article><film-poster raised lazy .item=${film}></film-poster>
      <div class="what grow"><h2><a class="title-link" ${filmLink(film.itemId)}>${film.title}</a></h2><p class="soft">${facts}</p><p class="above-1">${matchWords(film.reason)}</p></div>
      <div class="ways">${this.#way(film)}</div></article></li>`;
  }

  #way(film: LeftOutItem) {
    const isOf = ({ itemId }: { itemId?: string }) => itemId === film.itemId;
    if (this.#list.value.items.some(isOf)) return html`<p class="good bold">In your list now</p>`;
    const isAllowed = this.#taps.value?.some(({ event }) => event.type === 'allow' && isOf(event));
    if (isAllowed) return html`<p class="soft">Not left out any more</p>`;
    return html`<button class="button" type="button" aria-label="Show it all the same: ${film.title}" @click=${(event: Event) => this.#allow(event, film)}>Show it all the same</button>`;
  }

  /** The button goes: the keyboard stays with the film. */
  #allow({ target }: Event, film: LeftOutItem): void {
    (target as HTMLElement).closest('article')!.querySelector('a')!.focus();
    this.session.taps.allow(film);
  }
}
