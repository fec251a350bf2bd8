// <own-card>: one item of a visitor's catalog: cover, title, what is known of it, and the three taps. The title
// opens its sheet.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary, Marks } from '../../../src/sdk/index.ts';
import { CatalogElement } from '../session/session-element.ts';
import type { OwnSession } from './own-session.ts';
import { itemTags } from './own-words.ts';
import '../list/opinion-buttons.ts';
import './own-cover.ts';
import { bare, card, clamp, soft, stack } from '../design/parts.ts';
import { over } from '../design/view-styles.ts';

@customElement('own-card')
export class OwnCard extends CatalogElement<OwnSession> {
  static override styles = css`
    :host {
      height: 100%;
    }
    article {
      position: relative;
      ${stack(2, 4)}
      grid-template-columns: 5.5rem minmax(0, 1fr);
      grid-template-rows: 1fr auto;
      height: 100%;
      ${card('l', 4)}
      transition: border-color var(--motion-quick);
    }
    own-cover {
      grid-row: 1 / span 2;
      align-self: start;
      width: 5.5rem;
    }
    h3 {
      font: 600 var(--text-l) / 1.25 var(--font-display);
    }
    h3 button {
      ${bare}
      text-align: left;
    }
    h3 button::after {
      content: '';
      ${over}
      border-radius: var(--radius-l);
    }
    h3 button:hover {
      text-decoration: underline;
      text-decoration-thickness: 1px;
      text-underline-offset: 0.18em;
    }
    .line,
    .tags {
      ${soft}
      line-height: 1.4;
    }
    .text {
      ${clamp(3)}
      font-size: var(--text-s);
      line-height: 1.45;
    }
    .tags {
      ${clamp(1)}
    }
    opinion-buttons {
      position: relative;
      z-index: 1;
      justify-self: start;
      margin-left: -0.625rem;
    }
  `;

  @property({ attribute: false }) item!: ItemSummary;
  @property({ attribute: false }) marks: Marks | undefined;
  /** Without text and tags, where there is little room. */
  @property({ type: Boolean, reflect: true }) small = false;

  protected override render() {
    const { item, catalog } = this;
    const { description } = item.details;
    const tags = itemTags(item);
    return html`<article class="lifts"><own-cover .item=${item}></own-cover><div>
        <h3><button class="breaks" type="button" @click=${() => catalog.openSheet(item)}>${item.title}</button></h3>
        <p class="line above-1">${catalog.words.line(item)}</p>
        ${description && !this.small ? html`<p class="text above-2">${description}</p>` : nothing}
        ${tags.length > 0 && !this.small ? html`<p class="tags above-2">${tags.join(' · ')}</p>` : nothing}</div>
      <opinion-buttons .item=${item} .marks=${this.marks}></opinion-buttons></article>`;
  }
}
