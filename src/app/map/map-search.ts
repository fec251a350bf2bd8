// <map-search>: finds a film on the map by its title. A combobox: what fits is listed while one types, arrows choose,
// Enter goes there.
import { css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { icon } from '../design/icons.ts';
import { searchFieldStyles } from '../design/search-field-styles.ts';
import { store } from '../shell/store.ts';
import { createTitleFinder } from './find-titles.ts';
import type { MapData } from './map-data.ts';

const MOST_FOUND = 8;

@customElement('map-search')
export class MapSearch extends AppElement {
  static override styles = [
    searchFieldStyles,
    css`
      :host {
        position: relative;
      }
      input {
        padding-right: 1rem;
      }
      ul,
      .none {
        position: absolute;
        z-index: 2;
        top: calc(100% + var(--space-1));
        left: 0;
        right: 0;
        padding: var(--space-1);
        border: 1px solid var(--line);
        border-radius: var(--radius-m);
        background: var(--surface);
        box-shadow: var(--shadow-raised);
      }
      .none {
        padding: var(--space-3);
        color: var(--ink-soft);
        font-size: var(--text-s);
      }
      li {
        display: flex;
        align-items: center;
        min-height: max(2.5rem, var(--finger));
        padding: var(--space-1) var(--space-3);
        border-radius: var(--radius-s);
        cursor: pointer;
      }
      li:hover,
      li[aria-selected='true'] {
        background: var(--sunken);
      }
    `,
  ];

  @property({ attribute: false }) map!: MapData;
  /** What stands in it at first. */
  @property() words = '';
  @state() private found: readonly number[] = [];
  @state() private chosen = 0;
  @state() private isOpen = false;
  @query('input') private input!: HTMLInputElement;
  #find: ReturnType<typeof createTitleFinder> | undefined;

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('map')) this.#find = createTitleFinder(this.map.titles);
  }

  protected override updated(changed: Map<PropertyKey, unknown>): void {
    if (changed.has('words') && this.words) this.input.value = this.words;
  }

  protected override render() {
    const isListed = this.isOpen && this.found.length > 0;
    return html`<label class="field">${icon('search')}<input type="text" role="combobox" aria-label="Find a film on the map" placeholder="Find a film"
        autocomplete="off" maxlength="200" aria-expanded=${isListed} aria-controls="found" aria-autocomplete="list"
        aria-activedescendant=${isListed ? `found-${this.chosen}` : nothing}
        @input=${this.#type} @keydown=${this.#key} @focus=${this.#type} @blur=${this.#close}></label>
      <ul id="found" role="listbox" aria-label="Films" ?hidden=${!isListed} @pointerdown=${(event: Event) => event.preventDefault()}>
        ${this.found.map(
          (item, i) =>
            html`<li id="found-${i}" role="option" aria-selected=${i === this.chosen} @click=${() => this.#go(item)}>${this.map.titles[item]}</li>`,
        )}</ul>
      ${this.isOpen && this.found.length === 0 && this.input.value.trim() !== '' ? html`<p class="none" role="status">No film on the map has that title.</p>` : nothing}`;
  }

  #type(): void {
    this.found = this.#find!(this.input.value, MOST_FOUND);
    this.chosen = 0;
    this.isOpen = true;
  }

  #close(): void {
    this.isOpen = false;
  }

  #key(event: KeyboardEvent): void {
    const count = this.found.length;
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' && this.isOpen && count > 0) this.#go(this.found[this.chosen]!);
    else if (event.key === 'ArrowDown' && count > 0) this.#choose(this.isOpen ? this.chosen + 1 : 0);
    else if (event.key === 'ArrowUp' && count > 0) this.#choose(this.chosen - 1);
    else return;
    event.preventDefault();
  }

  #choose(place: number): void {
    this.chosen = (place + this.found.length) % this.found.length;
    this.isOpen = true;
  }

  #go(item: number): void {
    this.input.value = this.map.titles[item]!;
    this.found = [item];
    this.#close();
    store.router.open({ name: 'map', itemId: this.map.itemIds[item]! });
  }
}
