// <watchlist-row>: a saved film: what it is, since when it is here, and what can be done with it. Ticked off, it stays in
// its place and asks for stars, which nobody has to give.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Marks, Opinion } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { SessionElement } from '../session/session-element.ts';
import { filmLine, marksText, timeAgo } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import type { SavedFilm } from './watchlist.ts';
import '../art/film-poster.ts';
import '../list/opinion-buttons.ts';
import '../list/star-rating.ts';
import { wrap } from '../design/parts.ts';
import { posterRow } from '../design/poster-row.ts';

@customElement('watchlist-row')
export class WatchlistRow extends SessionElement {
  static override styles = [
    posterRow,
    css`
    h2 {
      font: 600 var(--text-m) / 1.3 var(--font-text);
    }
    .ways {
      grid-area: ways;
      ${wrap(1)}
      min-height: var(--tap-target);
    }
    .ways .button {
      padding: 0 var(--space-3);
    }
    .ways .plain {
      padding: 0 var(--space-2);
    }
  `,
  ];

  @property({ attribute: false }) film!: SavedFilm;
  @property({ attribute: false }) marks: Marks | undefined;
  /** It was just seen. */
  @property({ type: Boolean }) ticked = false;

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>(this.ticked ? 'star-rating' : '.tick')?.focus();
  }

  protected override render() {
    const { item, savedAt } = this.film;
    const { saved: _, ...others } = this.marks ?? {};
    const facts = [filmLine(item), item.details.runningTime].filter(Boolean).join(' · ');
    const said = [`Saved ${timeAgo(savedAt)}`, marksText(others)].filter(Boolean).join(' · ');
    return html`<article><film-poster raised lazy .item=${item}></film-poster>
      <div class="what grow"><h2><a class="title-link" ${filmLink(item.itemId)}>${item.title}</a></h2><p class="soft">${facts}</p><p class="soft">${said}</p></div>
      ${this.ticked ? this.#rating() : this.#ways()}</article>`;
  }

  #ways() {
    const { item } = this.film;
    return html`<div class="ways"><button class="button tick" type="button" aria-label="Seen ${item.title}" @click=${this.#tick}>${icon('check', 18)}Seen it</button>
      <opinion-buttons .item=${item} .marks=${this.marks} .choose=${this.#choose}></opinion-buttons></div>`;
  }

  #rating() {
    const { item } = this.film;
    return html`<div class="ways"><span>How was it?</span>
      <star-rating .stars=${this.marks?.stars} label=${item.title} @rate=${this.#rate}></star-rating>
      <button class="button plain" type="button" @click=${() => this.#tell('skip')}>${this.marks?.stars === undefined ? 'Skip' : 'Done'}</button></div>`;
  }

  #tick(): void {
    this.session.taps.see(this.film.item);
    this.#tell('tick');
  }

  #rate({ detail }: CustomEvent<number>): void {
    this.session.taps.rate(this.film.item, detail);
    this.#tell('skip');
  }

  /** Seen by whatever button is ticked off; without the save mark it goes. */
  #choose = (item: SavedFilm['item'], opinion: Opinion): void => {
    if (opinion === 'save') this.#tell('leave');
    if (opinion === 'seen') this.#tick();
    else this.session.taps.tap(item, opinion);
  };

  /** The list looks after what is shown and the keyboard's place. */
  #tell(what: 'tick' | 'skip' | 'leave'): void {
    this.dispatchEvent(new CustomEvent(what, { bubbles: true, composed: true }));
  }
}
