// <two-row>: a film for two: what it is, why it is there for each of them, and what can be said of it.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary, Marks } from '../../../src/sdk/index.ts';
import { posterRow } from '../design/poster-row.ts';
import { SessionElement } from '../session/session-element.ts';
import { filmLine } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import '../art/film-poster.ts';
import '../list/opinion-buttons.ts';

/** Why it is there, for each of the two. */
export type Whys = readonly (readonly [who: string, why: string])[];

@customElement('two-row')
export class TwoRow extends SessionElement {
  static override styles = [
    posterRow,
    css`
    .what {
      overflow-wrap: anywhere;
    }
    h3 {
      font: 600 var(--text-m) / 1.3 var(--font-text);
    }
    dl {
      font-size: var(--text-s);
    }
    dt,
    dd {
      display: inline;
    }
    opinion-buttons {
      grid-area: ways;
    }
  `,
  ];

  @property({ attribute: false }) item!: ItemSummary;
  @property({ attribute: false }) marks: Marks | undefined;
  @property({ attribute: false }) whys: Whys = [];

  protected override render() {
    const { item, whys } = this;
    const facts = [filmLine(item), item.details.runningTime].filter(Boolean).join(' · ');
    return html`<article><film-poster raised lazy .item=${item}></film-poster>
      <div class="what grow"><h3><a class="title-link" ${filmLink(item.itemId)}>${item.title}</a></h3><p class="soft">${facts}</p>
        ${whys.length === 0 ? nothing : html`<dl class="above-1">${whys.map(([who, why]) => html`<div><dt class="bold">${who}:</dt> <dd>${why}</dd></div>`)}</dl>`}</div>
      <opinion-buttons .item=${item} .marks=${this.marks}></opinion-buttons></article>`;
  }
}
