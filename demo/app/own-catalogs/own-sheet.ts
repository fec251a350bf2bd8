// <own-sheet>: all that is known of one item, why it stands where it does, and what is like it.
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemSummary, Marks } from '../../../src/sdk/index.ts';
import { CatalogElement } from '../session/session-element.ts';
import { eventVerb, reasonEffect } from '../state/words.ts';
import type { OwnSession } from './own-session.ts';
import { columnLabel, facts, ownFacets } from './own-words.ts';
import '../list/opinion-buttons.ts';
import '../widgets/modal-sheet.ts';
import './own-card.ts';
import './own-cover.ts';
import { stack } from '../design/parts.ts';
import { sheetStyles } from '../design/view-styles.ts';

@customElement('own-sheet')
export class OwnSheet extends CatalogElement<OwnSession> {
  static override styles = [
    sheetStyles,
    css`
    modal-sheet {
      --sheet-width: 52rem;
      --sheet-close: absolute;
      --sheet-motion: 0ms;
    }
    .head {
      ${stack(5)}
      grid-template-columns: clamp(5rem, 20vw, 9rem) minmax(0, 1fr);
      padding-right: 3rem;
    }
    .text {
      max-width: 40rem;
      font: 400 var(--text-l) / 1.45 var(--font-display);
      text-wrap: pretty;
    }
    dl {
      ${stack(3, 5)}
      grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
    }
    .similar {
      ${stack(3)}
      grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
    }
    @media (max-width: 39.99rem) {
      .page {
        padding-bottom: var(--space-7);
      }
    }
  `,
  ];

  @property({ attribute: false }) item!: ItemSummary;
  @property({ attribute: false }) marks: Marks | undefined;
  @state() private answer?: Awaited<ReturnType<OwnSession['askAbout']>>;

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('item') && !changed.has('marks')) return;
    if (changed.has('item')) this.answer = undefined;
    const { itemId } = this.item;
    this.catalog.askAbout(itemId).then(
      (answer) => {
        if (this.item.itemId === itemId) this.answer = answer;
      },
      (error: unknown) => console.warn(error),
    );
  }

  protected override render() {
    const { item, catalog } = this;
    const { description } = item.details;
    return html`<modal-sheet label=${item.title} .close=${() => catalog.openSheet(undefined)}><div class="page">
      <div class="head"><own-cover .item=${item}></own-cover><div><h1>${item.title}</h1><p class="soft">${catalog.words.line(item)}</p>
        <opinion-buttons labelled class="above-4" .item=${item} .marks=${this.marks}></opinion-buttons></div></div>
      ${description ? html`<p class="text above-5 breaks">${description}</p>` : nothing}
      <dl class="above-5">${ownFacets(item).map(([name, values]) => fact(name, values.join(', ')))}${facts(item).map(([name, value]) => fact(name, value))}
        ${item.facets.group ? fact('group', item.facets.group.join(', ')) : nothing}</dl>
      ${this.#why()}
      <h2>Items like it</h2><div class="similar">${this.answer?.similar.map(
        (other) => html`<own-card small .item=${other}></own-card>`,
      )}</div></div></modal-sheet>`;
  }

  #why() {
    const reasons = this.answer?.reasons ?? [];
    if (reasons.length === 0) return nothing;
    return html`<h2>Why is it here?</h2><ul>${reasons.map(
      (reason) =>
        html`<li>${eventVerb(reason.event)}: ${reason.item.title} <span class="soft">${reasonEffect(reason)}</span></li>`,
    )}</ul>`;
  }
}

function fact(name: string, value: string) {
  return html`<div><dt class="soft">${columnLabel(name)}</dt><dd class="breaks">${value}</dd></div>`;
}
