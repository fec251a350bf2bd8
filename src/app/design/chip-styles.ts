// Chips and selects that narrow a list: filled while they are on.
import { css } from 'lit';

export const chipStyles = css`
  .chip,
  select {
    flex: none;
    min-height: max(2.5rem, var(--finger));
    padding: 0 var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-round);
    background-color: var(--surface);
    color: var(--ink);
    font: 500 var(--text-s) / 1 var(--font-text);
    cursor: pointer;
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
`;
