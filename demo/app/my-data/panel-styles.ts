// Styles that the parts of "My data" share: panels, notes, fields and tables of figures.
import { css } from 'lit';
import { fieldLook } from '../design/field-look.ts';

export const panelStyles = css`
  :host {
    min-width: 0;
  }
  .panel {
    padding: var(--space-5);
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
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
    display: flex;
    align-items: baseline;
    justify-content: space-between;
    gap: var(--space-1) var(--space-4);
    padding: var(--space-2) 0;
    border-top: 1px solid var(--line);
  }
  .figures dt {
    min-width: 0;
  }
  .figures dt span {
    display: block;
    color: var(--ink-soft);
    font-size: var(--text-s);
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
    display: inline-flex;
    align-items: center;
    min-height: 2.25rem;
    color: var(--leaf);
    font-size: var(--text-s);
    font-weight: 600;
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
    width: 100%;
    height: 0.5rem;
    accent-color: var(--leaf);
  }
  .trouble {
    margin-top: var(--space-4);
    padding: var(--space-3) var(--space-4);
    border-radius: var(--radius-m);
    background: var(--clay-wash);
    font-size: var(--text-s);
    overflow-wrap: anywhere;
  }
  @media (max-width: 39.99rem) {
    .panel {
      padding: var(--space-4);
    }
  }
`;
