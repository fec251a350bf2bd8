// <filter-line>: the filters in one line that scrolls, whatever the width, and nothing about surprise: beside a map.
import { css, nothing } from 'lit';
import { customElement } from 'lit/decorators.js';
import { line, row, sideways } from '../design/parts.ts';
import { FilterBar } from '../list/filter-bar.ts';
import '../list/active-filters.ts';

@customElement('filter-line')
export class FilterLine extends FilterBar {
  static override styles = [
    FilterBar.styles,
    css`
      :host {
        ${row(2)}
        margin: 0 calc(-1 * var(--gutter));
        padding: 3px var(--gutter);
        ${sideways}
      }
      :host .bar {
        ${line(2)}
        flex: none;
      }
      :host .genres {
        display: flex;
        padding: 0;
        overflow: visible;
        mask: none;
      }
      :host active-filters {
        order: -1;
        flex: none;
        margin-top: calc(-1 * var(--space-2));
      }
      @media (hover: hover) {
        :host {
          scrollbar-width: thin;
        }
      }
    `,
  ];

  protected override readonly ofCatalog = true;

  protected override tune() {
    return nothing;
  }
}
