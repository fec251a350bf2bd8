// A field with a magnifying glass in it, to search by typing.
import { css } from 'lit';
import { card, row } from './parts.ts';

export const searchFieldStyles = css`
  .field {
    position: relative;
    ${row()}
  }
  .field > svg {
    position: absolute;
    left: 0.875rem;
    color: var(--ink-soft);
    pointer-events: none;
  }
  input {
    width: 100%;
    min-height: var(--tap-target);
    padding: 0 2.875rem;
    ${card('round')}
    color: var(--ink);
    font: inherit;
    appearance: none;
  }
  input:hover {
    border-color: var(--line-strong);
  }
  input::placeholder {
    color: var(--ink-soft);
    opacity: 1;
  }
`;
