// <catalog-search>: search in a visitor's catalog, by a sentence. It asks on Enter; Escape ends it.
import { css, html } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import type { SearchState } from '../list/list-state.ts';
import type { CatalogsSession } from './catalogs-session.ts';

@customElement('catalog-search')
export class CatalogSearch extends AppElement {
  static override styles = [
    searchFieldStyles,
    css`
      form {
        display: flex;
        gap: var(--space-2);
        max-width: 36rem;
      }
      input {
        flex: 1;
        min-width: 0;
        padding: 0 var(--space-5);
        border-color: var(--line-strong);
      }
    `,
  ];

  @property({ attribute: false }) session!: CatalogsSession;
  @property({ attribute: false }) search?: SearchState;
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
    void this.session.opened?.search.ask(this.input.value);
  }

  #key(event: KeyboardEvent): void {
    if (event.key === 'Escape') this.#end();
  }

  #end(): void {
    this.input.value = '';
    void this.session.opened?.search.ask('');
  }
}
