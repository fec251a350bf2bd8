// Styles that the parts of "My data" share: panels, notes, fields and tables of figures.
import { css } from 'lit';
import { fieldLook } from '../design/field-look.ts';
import { card, ground, inlineRow, line, ruled, size, soft, strong } from '../design/parts.ts';

export const panelStyles = css`
  :host {
    min-width: 0;
  }
  .panel {
    ${card('l', 5)}
  }
  .panel + .panel {
    margin-top: var(--space-5);
  }
  h2 {
    font: 600 var(--text-l) / 1.3 var(--font-display);
    text-wrap: balance;
    scroll-margin-top: 8.5rem;
  }
  h2:focus-visible {
    outline-offset: 4px;
  }
  h2 + .soft,
  h2 + p {
    margin-top: var(--space-1);
  }
  .actions {
    margin-top: var(--space-4);
  }
  .figures > div {
    ${line(1, 4)}
    align-items: baseline;
    justify-content: space-between;
    ${ruled}
  }
  .figures dt {
    min-width: 0;
  }
  .figures dt span {
    display: block;
    ${soft}
  }
  .figures dd {
    flex: none;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: var(--text-s);
  }
  th,
  td {
    padding: var(--space-2) var(--space-3) var(--space-2) 0;
    border-top: 1px solid var(--line);
    text-align: left;
    vertical-align: baseline;
  }
  select,
  input[type='search'],
  input[type='datetime-local'] {
    min-height: var(--tap-target);
    min-width: 0;
    padding: 0 var(--space-3);
    ${fieldLook};
    font-size: var(--text-s);
  }
  summary {
    ${inlineRow()}
    min-height: 2.25rem;
    color: var(--leaf);
    ${strong}
    cursor: pointer;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }
  summary::marker {
    content: '';
  }
  summary::-webkit-details-marker {
    display: none;
  }
  progress {
    ${size('100%', '0.5rem')}
    accent-color: var(--leaf);
  }
  .trouble {
    margin-top: var(--space-4);
    ${ground('clay-wash', 'm', 3, 4)}
    font-size: var(--text-s);
    overflow-wrap: anywhere;
  }
  @media (max-width: 39.99rem) {
    .panel {
      padding: var(--space-4);
    }
  }
`;
