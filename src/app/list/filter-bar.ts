// <filter-bar>: what the list can be narrowed to. Genres are chips in one row that scrolls; the other facets are plain
// selects, which every phone, keyboard and screen reader already knows, on phones behind "More filters". Below is what
// is on, and how surprising the list should be.
import { type CSSResultGroup, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { FacetCounts } from '../../sdk/index.ts';
import { AppElement } from '../design/app-element.ts';
import { chipStyles } from '../design/chip-styles.ts';
import { icon } from '../design/icons.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { sentenceCase } from '../shell/words.ts';
import { filterBarStyles } from './filter-bar-styles.ts';
import './active-filters.ts';
import './adventure-slider.ts';

/** Facets that get a select, with the words for "any" and the order of their values (as given: most films first). */
const SELECTS = [
  { facet: 'mood', label: 'Mood', any: 'Any mood', order: 'a to z' },
  { facet: 'theme', label: 'Theme', any: 'Any theme', order: 'a to z' },
  { facet: 'decade', label: 'Decade', any: 'Any decade', order: 'z to a' },
  { facet: 'era', label: 'Set in', any: 'Any era', order: 'as given' },
  { facet: 'audience', label: 'Made for', any: 'For anyone', order: 'as given' },
  { facet: 'form', label: 'Made as', any: 'Any form', order: 'as given' },
  { facet: 'length', label: 'Length', any: 'Any length', order: 'as given' },
  { facet: 'board', label: 'Rated', any: 'Any rating', order: 'z to a' },
] as const;

const ORDERS = {
  'a to z': (values: FacetCounts[string]) => [...values].sort((a, b) => (a.value < b.value ? -1 : 1)),
  'z to a': (values: FacetCounts[string]) => [...values].sort((a, b) => (a.value < b.value ? 1 : -1)),
  'as given': (values: FacetCounts[string]) => values,
};

@customElement('filter-bar')
export class FilterBar extends AppElement {
  static override styles: CSSResultGroup = [chipStyles, filterBarStyles];

  @state() private expanded = false;
  #facets = new FromStore(this, (state) => state.facets);
  #filters = new FromStore(this, (state) => state.filters);

  protected override render() {
    const genres = this.#facets.value.genre;
    return html`<div class="bar" role="group" aria-label="Narrow the list">${genres ? this.#menus(genres) : this.#bones()}
        ${this.tune()}</div>
      <active-filters></active-filters>`;
  }

  /** What stands beside the filters. */
  protected tune(): unknown {
    return html`<div class="tune"><adventure-slider></adventure-slider>
      <a class="button plain keys" href="#/keys" aria-label="Keys and swipes" title="Keys and swipes">?</a></div>`;
  }

  #menus(genres: FacetCounts[string]) {
    const { expanded } = this;
    const numOn = SELECTS.filter(({ facet }) => this.#filters.value[facet]).length;
    return html`<button class="button toggle" type="button" aria-expanded=${expanded} aria-controls="selects" @click=${this.#toggle}>
        ${icon('sliders', 18)}More filters${numOn > 0 ? ` (${numOn})` : nothing}</button>
      <div id="selects" class="selects ${expanded ? 'open' : ''}">${SELECTS.map((select) => this.#select(select))}</div>
      <div class="genres strip" role="group" aria-label="Genre">${genres.map(({ value }) => this.#chip(value))}</div>`;
  }

  #bones() {
    const row = (name: string) =>
      html`<div class=${name} aria-hidden="true">${Array.from({ length: 9 }, () => html`<div class="bone"></div>`)}</div>`;
    return html`<div class="button toggle" aria-hidden="true"></div>${row('selects')}${row('genres strip')}`;
  }

  #toggle(): void {
    this.expanded = !this.expanded;
  }

  #chip(genre: string) {
    const chosen = this.#filters.value.genre ?? [];
    const on = chosen.includes(genre);
    const next = on ? chosen.filter((value) => value !== genre) : [...chosen, genre];
    return html`<button class="chip" type="button" aria-pressed=${on} @click=${() => store.list.setFilter('genre', next)}>${genre}</button>`;
  }

  #select({ facet, label, any, order }: (typeof SELECTS)[number]) {
    const values = this.#facets.value[facet];
    if (!values?.length) return '';
    const chosen = this.#filters.value[facet]?.[0] ?? '';
    const choose = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      store.list.setFilter(facet, value ? [value] : []);
    };
    return html`<select class=${chosen ? 'on' : ''} aria-label=${label} @change=${choose}>
      <option value="" .selected=${chosen === ''}>${any}</option>
      ${ORDERS[order](values).map(
        ({ value, count }) =>
          html`<option value=${value} .selected=${value === chosen}>${sentenceCase(value)} (${count})</option>`,
      )}
    </select>`;
  }
}
