// <opinion-buttons>: like, dislike and hide for one film. The one that stands is pressed; pressing it again takes it back.
import { css, html, LitElement } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary, Opinion } from '../../sdk/index.ts';
import { store } from '../store/store.ts';
import { baseStyles } from '../styles/shared.ts';
import { icon } from './icons.ts';

const CHOICES: readonly { opinion: Opinion; label: string }[] = [
  { opinion: 'like', label: 'Like' },
  { opinion: 'dislike', label: 'Dislike' },
  { opinion: 'hide', label: 'Hide' },
];

@customElement('opinion-buttons')
export class OpinionButtons extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: flex;
        gap: var(--space-1);
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: var(--space-2);
        min-width: 2.5rem;
        min-height: 2.5rem;
        padding: 0;
        border: 1px solid transparent;
        border-radius: var(--radius-round);
        background: none;
        color: var(--ink-soft);
        font: 600 var(--text-s) / 1 var(--font-text);
        cursor: pointer;
        touch-action: manipulation;
        -webkit-tap-highlight-color: transparent;
        transition: background var(--motion-quick), color var(--motion-quick);
      }
      :host([labelled]) button {
        padding: 0 var(--space-4) 0 var(--space-3);
        min-height: var(--tap-target);
        border-color: var(--line-strong);
        background: var(--surface);
        color: var(--ink);
      }
      :host([labelled]) {
        flex-wrap: wrap;
        gap: var(--space-2);
      }
      .like:hover {
        color: var(--leaf);
        background: var(--leaf-wash);
      }
      .dislike:hover {
        color: var(--clay);
        background: var(--clay-wash);
      }
      .hide:hover {
        color: var(--dusk);
        background: var(--dusk-wash);
      }
      button.like[aria-pressed='true'] {
        color: var(--on-leaf);
        background: var(--leaf);
        border-color: var(--leaf);
      }
      button.dislike[aria-pressed='true'] {
        color: var(--on-clay);
        background: var(--clay);
        border-color: var(--clay);
      }
      button.hide[aria-pressed='true'] {
        color: var(--paper);
        background: var(--dusk);
        border-color: var(--dusk);
      }
      @media (pointer: coarse) {
        button {
          min-width: var(--tap-target);
          min-height: var(--tap-target);
        }
      }
    `,
  ];

  @property({ attribute: false }) item!: ItemSummary;
  @property() opinion?: Opinion;
  /** Takes the choice; the films' store, unless a view has items of its own. */
  @property({ attribute: false }) choose = (item: ItemSummary, opinion: Opinion): void => store.tap(item, opinion);
  /** With words beside the icons. */
  @property({ type: Boolean, reflect: true }) labelled = false;

  protected override render() {
    return CHOICES.map(
      ({ opinion, label }) => html`<button class=${opinion} type="button" aria-pressed=${this.opinion === opinion}
        aria-label="${label} ${this.item.title}" title=${label} @click=${() => this.#choose(opinion)}>
        ${icon(opinion)}${this.labelled ? html`<span>${label}</span>` : ''}</button>`,
    );
  }

  #choose(opinion: Opinion): void {
    this.dispatchEvent(new CustomEvent('opinion', { bubbles: true, composed: true }));
    this.choose(this.item, opinion);
  }
}
