// <own-filters>: the groups that were found as chips ("about: pasta, basil"), and a select for each further facet
// that is short enough for one.
import { css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FacetCounts } from '../../../src/sdk/index.ts';
import { GROUP_FACET } from '../../../src/visitor-files.ts';
import { chipStyles } from '../design/chip-styles.ts';
import { CatalogElement } from '../session/session-element.ts';
import { conditionIn } from '../state/constraints.ts';
import type { Filters } from '../state/list-state.ts';
import { menu } from '../widgets/menu.ts';
import { columnLabel } from './own-words.ts';

/** Chips that fit before the row has to be scrolled for long. */
const MAX_CHIPS = 24;
/** Values that a select can offer. */
const MAX_OPTIONS = 60;
const MAX_SELECTS = 5;

@customElement('own-filters')
export class OwnFilters extends CatalogElement {
  static override styles = [
    chipStyles,
    css`
      :host {
        min-height: 3rem;
      }
      .strip {
        align-items: center;
      }
      .strip + .strip {
        margin-top: var(--space-2);
      }
      .chip,
      select {
        max-width: 16rem;
      }
      .chip[aria-pressed='true'] span {
        color: inherit;
      }
    `,
  ];

  @property({ attribute: false }) facets: FacetCounts = {};
  @property({ attribute: false }) filters: Filters = {};

  protected override render() {
    const { [GROUP_FACET]: groups = [], ...others } = this.facets;
    const selects = Object.entries(others).filter(([, values]) => values.length > 1 && values.length <= MAX_OPTIONS);
    return html`${groups.length > 0 ? html`<div class="strip" role="group" aria-label="Groups that were found">${groups.slice(0, MAX_CHIPS).map(({ value, count }) => this.#chip(value, count))}</div>` : nothing}
      ${selects.length > 0 ? html`<div class="strip" role="group" aria-label="Narrow the list">${selects.slice(0, MAX_SELECTS).map(([name, values]) => this.#select(name, values))}</div>` : nothing}`;
  }

  #chip(value: string, count: number) {
    const isOn = conditionIn(this.filters, GROUP_FACET).any?.includes(value) ?? false;
    return html`<button class="chip" type="button" aria-pressed=${isOn} @click=${() => this.catalog.list.setFilter(GROUP_FACET, isOn ? [] : [value])}>
      ${value} <span class="quiet">${count}</span></button>`;
  }

  #select(name: string, values: FacetCounts[string]) {
    const [chosen = ''] = conditionIn(this.filters, name).any ?? [];
    const label = columnLabel(name);
    const lines = values.map(({ value, count }) => [value, `${value} (${count})`] as const);
    const choose = (value: string) => void this.catalog.list.setFilter(name, value ? [value] : []);
    return menu(label, [['', `Any ${label.toLowerCase()}`], ...lines], chosen, choose, chosen && 'on');
  }
}
