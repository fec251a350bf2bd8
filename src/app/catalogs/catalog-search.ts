// <own-search>: search in a visitor's catalog, by a sentence. It asks on Enter; Escape ends it.
import { css, html, LitElement } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { baseStyles, buttonStyles } from '../design/shared.ts';
import type { OwnSession } from './catalog-session.ts';
import type { OwnSearch } from './catalog-state.ts';

@customElement('own-search')
export class OwnSearchBox extends LitElement {
  static override styles = [
    baseStyles,
    buttonStyles,
    css`
      form {
        display: flex;
        gap: var(--space-2);
        max-width: 36rem;
      }
      input {
        flex: 1;
        min-width: 0;
        min-height: var(--tap-target);
        padding: 0 var(--space-5);
        border: 1px solid var(--line-strong);
        border-radius: var(--radius-round);
        background: var(--surface);
        color: var(--ink);
        font: inherit;
        appearance: none;
      }
      input::placeholder {
        color: var(--ink-soft);
        opacity: 1;
      }
    `,
  ];

  @property({ attribute: false }) session!: OwnSession;
  @property({ attribute: false }) search?: OwnSearch;
  @query('input') private input!: HTMLInputElement;

  protected override render() {
    return html`<form role="search" aria-label="In this catalog" @submit=${this.#submit}><input type="search" aria-label="Search in this catalog" placeholder="Search in here, by a sentence"
        maxlength="2000" autocomplete="off" enterkeyhint="search" @keydown=${this.#key}>
      ${
        this.search
          ? html`<button class="button" type="button" @click=${this.#end}>Back to the list</button>`
          : html`<button class="button" type="submit" aria-label="Search">${icon('search', 18)}</button>`
      }</form>`;
  }

  #submit(event: Event): void {
    event.preventDefault();
    void this.session.engine?.search(this.input.value);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#end();
  }

  #end(): void {
    this.input.value = '';
    void this.session.engine?.search('');
  }
}
