// Chips and selects that narrow a list: filled while they are on. Below them a row of what is on, each chip with a cross
// that takes it off.
import { css } from 'lit';
import { pill, round, tint, wrap } from './parts.ts';

export const chipStyles = css`
  .chip,
  select {
    flex: none;
    min-height: max(2.5rem, var(--finger));
    ${round('round', 0, 4)}
    border: 1px solid var(--line);
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

/** A list of buttons `chip`, with a button `clear` at its end. */
export const crossChipStyles = css`
  ul {
    ${wrap(2)}
  }
  .chip,
  .clear {
    ${pill}
  }
  .chip {
    padding-right: var(--space-2);
    gap: var(--space-1);
    border-color: transparent;
    ${tint('leaf')}
  }
`;
