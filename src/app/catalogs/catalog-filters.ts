// <own-filters>: the groups that were found as chips ("about: pasta, basil"), and a select for each further facet that is short enough for one.
import { css, html, LitElement, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FacetCounts, Filters } from '../../sdk/index.ts';
import { GROUP_FACET } from '../../visitor-catalogs/group-facet.ts';
import { baseStyles } from '../design/shared.ts';
import { columnLabel } from './catalog-words.ts';

/** Chips that fit before the row has to be scrolled for long. */
const MAX_CHIPS = 24;
/** Values that a select can offer. */
const MAX_OPTIONS = 60;
const MAX_SELECTS = 5;

@customElement('own-filters')
export class OwnFilters extends LitElement {
  static override styles = [
    baseStyles,
    css`
      :host {
        display: block;
        min-height: 3rem;
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
      .bar + .bar {
        margin-top: var(--space-2);
      }
      .chip,
      select {
        flex: none;
        min-height: 2.5rem;
        max-width: 16rem;
        padding: 0 var(--space-4);
        border: 1px solid var(--line);
        border-radius: var(--radius-round);
        background-color: var(--surface);
        color: var(--ink);
        font: 500 var(--text-s) / 1 var(--font-text);
        cursor: pointer;
      }
      .chip span {
        color: var(--ink-soft);
      }
      .chip:hover,
      select:hover {
        border-color: var(--line-strong);
      }
      .chip[aria-pressed='true'],
      select.set {
        background-color: var(--ink);
        border-color: var(--ink);
        color: var(--on-ink);
      }
      .chip[aria-pressed='true'] span {
        color: inherit;
      }
      @media (pointer: coarse) {
        .chip,
        select {
          min-height: var(--tap-target);
        }
      }
    `,
  ];

  @property({ attribute: false }) facets: FacetCounts = {};
  @property({ attribute: false }) filters: Filters = {};
  /** Sets the wanted values of one facet. */
  @property({ attribute: false }) choose: (facet: string, values: string[]) => void = () => {};

  protected override render() {
    const { [GROUP_FACET]: groups = [], ...others } = this.facets;
    const selects = Object.entries(others).filter(([, values]) => values.length > 1 && values.length <= MAX_OPTIONS);
    return html`${groups.length > 0 ? html`<div class="bar" role="group" aria-label="Groups that were found">${groups.slice(0, MAX_CHIPS).map(({ value, count }) => this.#chip(value, count))}</div>` : nothing}
      ${selects.length > 0 ? html`<div class="bar" role="group" aria-label="Narrow the list">${selects.slice(0, MAX_SELECTS).map(([name, values]) => this.#select(name, values))}</div>` : nothing}`;
  }

  #chip(value: string, count: number) {
    const isOn = this.filters[GROUP_FACET]?.includes(value) ?? false;
    return html`<button class="chip" type="button" aria-pressed=${isOn} @click=${() => this.choose(GROUP_FACET, isOn ? [] : [value])}>
      ${value} <span>${count}</span></button>`;
  }

  #select(name: string, values: FacetCounts[string]) {
    const [chosen = ''] = this.filters[name] ?? [];
    const label = columnLabel(name);
    return html`<select aria-label=${label} class=${chosen ? 'set' : ''} @change=${(event: Event) => this.#change(name, event)}>
      <option value="">Any ${label.toLowerCase()}</option>
      ${values.map(({ value, count }) => html`<option value=${value} .selected=${value === chosen}>${value} (${count})</option>`)}</select>`;
  }

  #change(name: string, event: Event): void {
    const { value } = event.target as HTMLSelectElement;
    this.choose(name, value ? [value] : []);
  }
}
