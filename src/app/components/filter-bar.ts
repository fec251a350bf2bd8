// <filter-bar>: what the list is narrowed to. Genres are chips, any number of them; the other facets are plain selects, which
// every phone, keyboard and screen reader already knows.
import { css, html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import type { FacetCounts } from '../../sdk/index.ts';
import { store } from '../store/store.ts';
import { FromStore } from '../store/store-controller.ts';
import { sentenceCase } from '../store/words.ts';
import { baseStyles, boneStyles, buttonStyles } from '../styles/shared.ts';

/** Facets that get a select, with the words for "any" and the order of their values (as given: most films first). */
const SELECTS = [
  { facet: 'mood', label: 'Mood', any: 'Any mood', order: 'a to z' },
  { facet: 'theme', label: 'Theme', any: 'Any theme', order: 'a to z' },
  { facet: 'decade', label: 'Decade', any: 'Any decade', order: 'z to a' },
  { facet: 'era', label: 'Set in', any: 'Set in any time', order: 'as given' },
  { facet: 'audience', label: 'Made for', any: 'For anyone', order: 'as given' },
  { facet: 'length', label: 'Length', any: 'Any length', order: 'as given' },
  { facet: 'board', label: 'Rated', any: 'Any rating', order: 'z to a' },
] as const;

const ORDERS = {
  'a to z': (values: FacetCounts[string]) => [...values].sort((a, b) => (a.value < b.value ? -1 : 1)),
  'z to a': (values: FacetCounts[string]) => [...values].sort((a, b) => (a.value < b.value ? 1 : -1)),
  'as given': (values: FacetCounts[string]) => values,
};

@customElement('filter-bar')
export class FilterBar extends LitElement {
  static override styles = [
    baseStyles,
    boneStyles,
    buttonStyles,
    css`
      :host {
        display: block;
        min-height: 2.875rem;
      }
      .bar {
        display: flex;
        align-items: center;
        gap: var(--space-2);
        margin: 0 calc(-1 * var(--gutter));
        padding: 3px var(--gutter);
        overflow: auto hidden;
        scrollbar-width: none;
      }
      select {
        field-sizing: content;
      }
      .chip,
      select {
        flex: none;
        min-height: 2.5rem;
        padding: 0 var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius-round);
        background-color: var(--surface);
        color: var(--ink);
        font: 500 var(--text-s) / 1 var(--font-text);
        cursor: pointer;
        transition: background-color var(--motion-quick), border-color var(--motion-quick);
      }
      .chip:hover,
      select:hover {
        border-color: var(--line-strong);
      }
      .chip[aria-pressed='true'],
      select.on {
        background-color: var(--ink);
        border-color: var(--ink);
        color: var(--on-ink);
      }
      .rule {
        flex: none;
        width: 1px;
        height: 1.5rem;
        margin: 0 var(--space-1);
        background: var(--line);
      }
      .bone {
        flex: none;
        width: 6.5rem;
        height: 2.5rem;
        border-radius: var(--radius-round);
      }
      @media (min-width: 60rem) {
        .bar {
          flex-wrap: wrap;
          overflow: visible;
        }
        :host {
          min-height: 5.875rem;
        }
      }
      :host([line]) {
        min-height: 2.875rem;
      }
      :host([line]) .bar {
        flex-wrap: nowrap;
        overflow: auto hidden;
      }
      @media (pointer: fine) {
        :host([line]) .bar {
          scrollbar-width: thin;
        }
      }
      @media (pointer: coarse) {
        .chip,
        select {
          min-height: var(--tap-target);
        }
      }
    `,
  ];

  #facets = new FromStore(this, (state) => state.facets);
  #filters = new FromStore(this, (state) => state.filters);

  protected override render() {
    const genres = this.#facets.value.genre;
    if (!genres)
      return html`<div class="bar" aria-hidden="true">${Array.from({ length: 9 }, () => html`<div class="bone"></div>`)}</div>`;
    const active = Object.keys(this.#filters.value).length > 0;
    return html`<div class="bar" role="group" aria-label="Narrow the list">
      ${SELECTS.map((select) => this.#select(select))}<span class="rule"></span>
      ${genres.map(({ value }) => this.#chip(value))}
      ${active ? html`<button class="button plain" type="button" @click=${() => store.clearFilters()}>Clear</button>` : ''}
    </div>`;
  }

  #chip(genre: string) {
    const chosen = this.#filters.value.genre ?? [];
    const on = chosen.includes(genre);
    const next = on ? chosen.filter((value) => value !== genre) : [...chosen, genre];
    return html`<button class="chip" type="button" aria-pressed=${on} @click=${() => store.setFilter('genre', next)}>${genre}</button>`;
  }

  #select({ facet, label, any, order }: (typeof SELECTS)[number]) {
    const values = this.#facets.value[facet];
    if (!values?.length) return '';
    const chosen = this.#filters.value[facet]?.[0] ?? '';
    const choose = (event: Event) => {
      const { value } = event.target as HTMLSelectElement;
      store.setFilter(facet, value ? [value] : []);
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
