// What the sections under the hood share: headings, tables of figures, pairs of a name and a fact, and the frame that
// scrolls where a table is wider than the screen.
import { css } from 'lit';
import { ruled, stack } from '../design/parts.ts';

export const hoodStyles = css`
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
    color: var(--ink-soft);
  }
  .note {
    font-size: var(--text-s);
  }
  dl {
    margin-top: var(--space-3);
  }
  dl > div {
    ${stack(1, 4)}
    grid-template-columns: minmax(8.5rem, 2fr) 5fr;
    ${ruled}
  }
  dt {
    font-weight: 600;
  }
  .scroll {
    margin-top: var(--space-3);
    overflow-x: auto;
    border-radius: var(--radius-s);
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-s);
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: var(--space-2) var(--space-3) var(--space-2) 0;
    border-top: 1px solid var(--line);
    text-align: left;
    vertical-align: top;
  }
  thead th {
    border-top: 0;
    color: var(--ink-soft);
    font-weight: 400;
    white-space: nowrap;
  }
  tbody th {
    font-weight: 600;
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
  .path {
    overflow-wrap: anywhere;
    min-width: 9rem;
  }
  .good {
    color: var(--leaf);
    font-weight: 600;
  }
  .bad {
    color: var(--clay);
    font-weight: 600;
  }
  @media (max-width: 39.99rem) {
    .wide {
      display: none;
    }
  }
`;
