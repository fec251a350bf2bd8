// What the sections under the hood share: headings, tables of figures, pairs of a name and a fact, and the frame that
// scrolls where a table is wider than the screen.
import { css } from 'lit';
import { pair, tableStyles } from '../design/view-styles.ts';

export const hoodStyles = css`
  ${tableStyles}
  :host {
    min-width: 0;
  }
  h3 {
    margin: var(--space-5) 0 var(--space-2);
    font: 600 var(--text-m) / 1.4 var(--font-text);
  }
  .intro,
  .note {
    max-width: 44rem;
    margin-top: var(--space-2);
  }
  .note {
    font-size: var(--text-s);
  }
  dl,
  .scroll {
    margin-top: var(--space-3);
  }
  dl > div {
    ${pair}
  }
  .scroll {
    overflow-x: auto;
    border-radius: var(--radius-s);
  }
  table {
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    vertical-align: top;
  }
  thead th {
    white-space: nowrap;
  }
  th:last-child,
  td:last-child {
    padding-right: 0;
  }
  .number {
    text-align: right;
    white-space: nowrap;
  }
  .soft {
    font-weight: 400;
  }
  th .soft {
    display: block;
  }
  .path {
    overflow-wrap: anywhere;
    min-width: 9rem;
  }
  dt,
  .good,
  .bad {
    font-weight: 600;
  }
  @media (max-width: 39.99rem) {
    .wide {
      display: none;
    }
  }
`;
