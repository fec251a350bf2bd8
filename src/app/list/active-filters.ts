// <active-filters>: what the list is narrowed to right now, each with a cross that takes it off.
import { css, html, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { AppElement } from '../design/app-element.ts';
import { crossChipStyles } from '../design/chip-styles.ts';
import { icon } from '../design/icons.ts';
import { FromStore } from '../shell/from-store.ts';
import { store } from '../shell/store.ts';
import { sentenceCase } from '../shell/words.ts';

@customElement('active-filters')
export class ActiveFilters extends AppElement {
  static override styles = [
    crossChipStyles,
    css`
      ul {
        padding-top: var(--space-2);
      }
    `,
  ];

  #filters = new FromStore(this, (state) => state.filters);

  protected override render() {
    const chips = Object.entries(this.#filters.value).flatMap(([facet, values]) =>
      values.map((value) => ({ facet, value })),
    );
    if (chips.length === 0) return nothing;
    return html`<ul aria-label="What the list is narrowed to">${chips.map(({ facet, value }) => this.#chip(facet, value))}
      <li><button class="button plain clear" type="button" @click=${this.#clear}>Clear</button></li></ul>`;
  }

  #chip(facet: string, value: string) {
    return html`<li><button class="button chip" type="button" aria-label="Remove the filter ${value}" @click=${() => this.#remove(facet, value)}>
      ${sentenceCase(value)}${icon('close', 16)}</button></li>`;
  }

  /** The chip goes; the keyboard stays among those that are left. */
  async #remove(facet: string, value: string): Promise<void> {
    const chips = [...this.renderRoot.querySelectorAll('button')];
    const place = chips.indexOf((this.renderRoot as ShadowRoot).activeElement as HTMLButtonElement);
    const others = (store.state.filters[facet] ?? []).filter((other) => other !== value);
    const filtering = store.list.setFilter(facet, others);
    await this.updateComplete;
    const left = this.renderRoot.querySelectorAll('button');
    if (place >= 0 && left.length > 0) left[Math.min(place, left.length - 1)]!.focus();
    else this.#handOver();
    await filtering;
  }

  #clear(): void {
    store.list.clearFilters();
    this.#handOver();
  }

  /** Nothing is left to press here. */
  #handOver(): void {
    document.querySelector('privet-app')?.focusMain();
  }
}
