// <film-card>: one film in a list: poster, year and genre, why it is there, and the taps. Its title is on the poster, and
// for screen readers a heading. A card with a kicker is the first one, as wide as two: what is said of it stands beside its
// poster, with its title and what it is about. While a finger swipes it (card-gestures.ts), it says what letting go would mean.
import { css, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary, Marks, Opinion } from '../../../src/sdk/index.ts';
import { CatalogElement } from '../session/session-element.ts';
import { filmFacts, filmLine } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { trackPlace, untrackPlace } from './film-places.ts';
import '../art/film-poster.ts';
import type { OpinionButtons } from './opinion-buttons.ts';
import './opinion-buttons.ts';
import { clamp, middle } from '../design/parts.ts';

@customElement('film-card')
export class FilmCard extends CatalogElement {
  static override styles = css`
    :host {
      position: relative;
      height: 100%;
    }
    article {
      display: flex;
      flex-direction: column;
      height: 100%;
    }
    film-poster {
      transition: transform var(--motion-quick) var(--ease-settle);
    }
    a:hover film-poster {
      transform: translateY(-3px);
    }
    .line {
      min-height: 1.4em;
      line-height: 1.4;
    }
    .line.reason {
      ${clamp(2)}
      height: 2.8em;
      margin-top: var(--space-1);
      color: var(--leaf);
      white-space: normal;
    }
    /* Apart from what the film is about. */
    .reason:not(:empty) {
      padding-left: var(--space-2);
      border-left: 2px solid currentColor;
    }
    :host([lead]) .reason {
      margin-top: var(--space-3);
    }
    :host([swipe])::after {
      content: 'Like';
      position: absolute;
      inset: 0 0 auto;
      aspect-ratio: 2 / 3;
      ${middle}
      border-radius: var(--radius-s);
      background: color-mix(in srgb, var(--leaf) 80%, transparent);
      color: var(--on-leaf);
      font: 600 var(--text-l) / 1 var(--font-text);
      opacity: var(--swipe, 0);
      pointer-events: none;
    }
    :host([swipe='dislike'])::after {
      content: 'Not for me';
      background: color-mix(in srgb, var(--clay) 80%, transparent);
      color: var(--on-clay);
    }
    :host([lead][swipe])::after {
      bottom: 0;
      aspect-ratio: auto;
    }
    a:hover .title {
      text-decoration: underline;
      text-decoration-thickness: 1px;
      text-underline-offset: 0.18em;
    }
    opinion-buttons {
      margin: var(--space-1) 0 0 -0.625rem;
    }
    :host([lead]) a {
      flex: 1;
      display: grid;
      grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr);
      align-items: start;
      column-gap: var(--space-4);
    }
    .title {
      margin: 0 0 var(--space-1);
      font: 600 var(--text-l) / 1.2 var(--font-display);
      overflow-wrap: anywhere;
    }
    :host([lead]) .clipped {
      white-space: normal;
    }
    .logline {
      ${clamp(7)}
      font-size: var(--text-s);
      line-height: 1.45;
    }
  `;

  @property({ attribute: false }) item!: ItemSummary;
  @property({ attribute: false }) marks: Marks | undefined;
  /** Words above the title; a card that has some is the large one. */
  @property() kicker = '';
  /** Why it is there, in a line; an empty one keeps the room, undefined has none. */
  @property() reason: string | undefined;
  /** Its poster is drawn when it comes near the window. */
  @property({ type: Boolean }) lazy = false;
  @property({ type: Boolean, reflect: true }) private lead = false;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    untrackPlace(this);
  }

  protected override willUpdate(): void {
    this.lead = this.kicker !== '';
  }

  protected override updated(): void {
    trackPlace(this, this.item.itemId);
  }

  /** Focuses the film's link. */
  override focus(options?: FocusOptions): void {
    this.renderRoot.querySelector('a')?.focus(options);
  }

  /** As its buttons do. */
  say(opinion: Opinion): void {
    this.dispatchEvent(new CustomEvent('opinion', { bubbles: true, composed: true }));
    this.catalog.list.taps.tap(this.item, opinion);
  }

  /** Opens the stars, with the keyboard in them. */
  openStars(): void {
    this.renderRoot.querySelector<OpinionButtons>('opinion-buttons')?.openStars();
  }

  protected override render() {
    const { item } = this;
    return html`<article>
      <a class="poster-link block" ${filmLink(item.itemId)}><film-poster raised ?lazy=${this.lazy} ?untitled=${this.lead} .item=${item}></film-poster><div class="words">
        ${this.lead ? html`<p class="kicker">${this.kicker}</p>` : ''}
        <h3 class=${this.lead ? 'title' : 'visually-hidden'}>${item.title}</h3><p class="line soft clipped ${this.lead ? '' : 'above-2'}">${filmLine(item)}</p>
        ${this.lead ? html`<p class="line soft clipped">${filmFacts(item)}</p><p class="logline above-2">${item.details.logline ?? ''}</p>` : ''}
        ${this.reason === undefined ? '' : html`<p class="line soft clipped reason">${this.reason}</p>`}</div></a>
      <opinion-buttons .item=${item} .marks=${this.marks}></opinion-buttons>
    </article>`;
  }
}
