// <own-sheet>: all that is known of one item, why it stands where it does, and what is like it. A native modal dialog: Escape, the backdrop and
// the button close it, and focus goes back to where it was.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ItemDetails, ItemSummary, Opinion, Reason } from '../../sdk/index.ts';
import { icon } from '../design/icons.ts';
import { baseStyles, buttonStyles } from '../design/shared.ts';
import { eventVerb, reasonEffect } from '../shell/words.ts';
import type { CardActions } from './catalog-card.ts';
import type { OwnSession } from './catalog-session.ts';
import { columnLabel, facts, itemLine, ownFacets } from './catalog-words.ts';
import '../list/opinion-buttons.ts';
import '../shell/undo-toast.ts';
import './catalog-card.ts';
import './catalog-cover.ts';

interface Answer {
  details: ItemDetails;
  similar: ItemSummary[];
  reasons: Reason[];
}

@customElement('own-sheet')
export class OwnSheet extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      dialog {
        width: min(100%, 52rem);
        max-width: none;
        max-height: min(92dvh, 60rem);
        margin: auto;
        padding: var(--space-6);
        border: 1px solid var(--line);
        border-radius: var(--radius-l);
        background: var(--paper);
        color: var(--ink);
        box-shadow: var(--shadow-raised);
        overflow: hidden auto;
      }
      dialog::backdrop {
        background: var(--scrim);
      }
      .head {
        display: grid;
        grid-template-columns: clamp(5rem, 20vw, 9rem) minmax(0, 1fr);
        gap: var(--space-5);
        padding-right: 3rem;
      }
      h1 {
        font: 600 var(--text-xl) / 1.2 var(--font-display);
        overflow-wrap: anywhere;
      }
      h2 {
        margin: var(--space-5) 0 var(--space-2);
        font: 600 var(--text-l) / 1.3 var(--font-display);
      }
      .soft,
      dt {
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      opinion-buttons {
        margin-top: var(--space-4);
      }
      .text {
        margin-top: var(--space-5);
        max-width: 40rem;
        font: 400 var(--text-l) / 1.45 var(--font-display);
        text-wrap: pretty;
        overflow-wrap: anywhere;
      }
      dl {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr));
        gap: var(--space-3) var(--space-5);
        margin-top: var(--space-5);
      }
      dd {
        overflow-wrap: anywhere;
      }
      .similar {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr));
        gap: var(--space-3);
      }
      .close {
        position: absolute;
        top: var(--space-3);
        right: var(--space-3);
        display: grid;
        place-items: center;
        width: var(--tap-target);
        height: var(--tap-target);
        border: 1px solid var(--line);
        border-radius: 50%;
        background: var(--surface);
      }
      .close:hover {
        border-color: var(--ink);
      }
      @media (max-width: 39.99rem) {
        dialog {
          width: 100%;
          height: calc(100dvh - 2.5rem);
          max-height: none;
          margin: auto 0 0;
          padding: var(--space-5) var(--space-4) var(--space-7);
          border-radius: var(--radius-l) var(--radius-l) 0 0;
        }
      }
    `,
  ];

  @property({ attribute: false }) session!: OwnSession;
  @property({ attribute: false }) item!: ItemSummary;
  @property({ attribute: false }) actions!: CardActions;
  @property() opinion?: Opinion;
  @state() private answer?: Answer;
  @query('dialog') private dialog!: HTMLDialogElement;

  protected override firstUpdated(): void {
    this.dialog.showModal();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.documentElement.classList.add('sheet-open');
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.documentElement.classList.remove('sheet-open');
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('item') && !changed.has('opinion')) return;
    if (changed.has('item')) this.answer = undefined;
    const { itemId } = this.item;
    this.session.engine?.details(itemId).then(
      (answer) => {
        if (this.item.itemId === itemId) this.answer = answer;
      },
      (error: unknown) => console.warn(error),
    );
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.get('item') !== undefined) this.dialog.scrollTop = 0;
  }

  protected override render() {
    const { item, actions } = this;
    const { description } = item.details;
    return html`<dialog aria-label=${item.title} tabindex="-1" autofocus @close=${this.#close} @click=${this.#clickBeside}>
      <button class="close" type="button" aria-label="Close" @click=${() => this.dialog.close()}>${icon('close')}</button>
      <div class="head"><own-cover .item=${item}></own-cover><div><h1>${item.title}</h1><p class="soft">${itemLine(item)}</p>
        <opinion-buttons labelled .item=${item} .opinion=${this.opinion} .choose=${actions.tap}></opinion-buttons></div></div>
      ${description ? html`<p class="text">${description}</p>` : nothing}
      <dl>${ownFacets(item).map(([name, values]) => fact(name, values.join(', ')))}${facts(item).map(([name, value]) => fact(name, value))}
        ${item.facets.group ? fact('group', item.facets.group.join(', ')) : nothing}</dl>
      ${this.#why()}
      <h2>Items like it</h2><div class="similar">${this.answer?.similar.map(
        (other) => html`<own-card small .item=${other} .actions=${actions}></own-card>`,
      )}</div><undo-toast></undo-toast></dialog>`;
  }

  #why() {
    const reasons = this.answer?.reasons ?? [];
    if (reasons.length === 0) return nothing;
    return html`<h2>Why it stands where it does</h2><ul>${reasons.map(
      (reason) =>
        html`<li>${eventVerb(reason.event)}: ${reason.item.title} <span class="soft">${reasonEffect(reason)}</span></li>`,
    )}</ul>`;
  }

  #close(): void {
    this.session.engine?.openSheet(undefined);
  }

  #clickBeside(event: MouseEvent): void {
    if (event.target !== this.dialog || event.clientX === 0) return;
    const { left, right, top, bottom } = this.dialog.getBoundingClientRect();
    const { clientX: x, clientY: y } = event;
    if (x < left || x > right || y < top || y > bottom) this.dialog.close();
  }
}

function fact(name: string, value: string) {
  return html`<div><dt>${columnLabel(name)}</dt><dd>${value}</dd></div>`;
}
