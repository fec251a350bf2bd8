// <film-shelf>: a row of films that scrolls sideways, under a title that says why they are there. It scrolls by finger
// and wheel, by the arrow keys from card to card (card-keys.ts), and by two buttons where there is a mouse.
import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { icon } from '../design/icons.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import type { FilmCard } from './film-card.ts';
import { KeepPlace } from './keep-place.ts';
import './film-card.ts';
import { line, size } from '../design/parts.ts';

const BONES = 7;
/** Of the row's width, a press of a button. */
const STEP = 0.85;

@customElement('film-shelf')
export class FilmShelf extends SessionElement {
  static override styles = css`
    /* Not laid out or painted while it is out of sight; the gutter is inside, so that the row may reach the edge. */
    :host {
      margin: 0 calc(-1 * var(--gutter));
      padding: 0 var(--gutter);
      content-visibility: auto;
      contain-intrinsic-height: auto 24.5rem;
      --card: 10.5rem;
    }
    .head {
      ${line(4)}
      align-items: end;
    }
    .note {
      min-height: 1.5em;
    }
    .steps {
      display: none;
      gap: var(--space-1);
    }
    .strip {
      gap: var(--space-4);
      padding: var(--space-3) var(--gutter) var(--space-1);
      overflow-anchor: none;
      overscroll-behavior-x: contain;
      scroll-padding: 0 var(--gutter);
    }
    .snaps {
      scroll-snap-type: x proximity;
    }
    li {
      width: var(--card);
      scroll-snap-align: start;
    }
    .line {
      ${size('14rem', '1.875rem')}
    }
    .below {
      height: calc(1.975rem + max(2.5rem, var(--finger)));
    }
    @media (hover: hover) and (min-width: 48rem) {
      .steps {
        display: flex;
      }
    }
    @media (max-width: 33.99rem) {
      :host {
        --card: 9.25rem;
      }
      .strip {
        gap: var(--space-3);
      }
    }
  `;

  @property() heading = '';
  @property() note = '';
  /** Undefined while they are on their way. */
  @property({ attribute: false }) items: readonly ItemSummary[] | undefined;
  /** Why a film is there, by its id, in a line; absent, no card has a line. */
  @property({ attribute: false }) reasons: ReadonlyMap<string, string> | undefined;
  @query('ul') private row!: HTMLElement;
  #marks = new FromSession(this, (state) => state.marks);
  #keepPlace = new KeepPlace(this, () => [...this.renderRoot.querySelectorAll<FilmCard>('film-card')]);

  protected override render() {
    const { items, note, heading } = this;
    if (!items) return this.#bones();
    return html`<section aria-label=${heading}><div class="head"><div class="grow"><h2>${heading}</h2><p class="note small">${note}</p></div>
        <div class="steps"><button class="button square" type="button" aria-label="Scroll back: ${heading}" @click=${() => this.#scroll(-1)}>${icon('back')}</button>
          <button class="button square" type="button" aria-label="Scroll on: ${heading}" @click=${() => this.#scroll(1)}>${icon('arrow')}</button></div></div>
      <ul class="strip" aria-label=${heading} @scroll=${this.#startSnapping} @scrollend=${this.#endSnapping} @opinion=${this.#keepPlace.hear}>${this.#cards(items)}</ul></section>`;
  }

  /** By place and not by film: when others come, the cards stay where they are and tell of them, and nothing shifts. */
  #cards(items: readonly ItemSummary[]) {
    const marks = this.#marks.value;
    return items.map(
      (item) =>
        html`<li><film-card lazy .item=${item} .marks=${marks.get(item.itemId)} .reason=${this.reasons && (this.reasons.get(item.itemId) ?? '')}></film-card></li>`,
    );
  }

  #bones() {
    const bone = html`<li><div class="bone poster"></div><div class="below"></div></li>`;
    return html`<div aria-hidden="true"><div class="bone line"></div><p class="note small"></p><ul class="strip">${Array.from({ length: BONES }, () => bone)}</ul></div>`;
  }

  /** Only while it is scrolled: else the browser would follow the film that it snapped to when others come. */
  #startSnapping(): void {
    this.row.classList.add('snaps');
  }

  #endSnapping(): void {
    this.row.classList.remove('snaps');
  }

  #scroll(direction: number): void {
    const smooth = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.row.scrollBy({ left: direction * STEP * this.row.clientWidth, behavior: smooth ? 'smooth' : 'instant' });
  }
}
