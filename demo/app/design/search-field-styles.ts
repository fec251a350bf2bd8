// A field with a magnifying glass in it, to search by typing.
import { css } from 'lit';

export const searchFieldStyles = css`
  .field {
    position: relative;
    display: flex;
    align-items: center;
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
    border: 1px solid var(--line);
    border-radius: var(--radius-round);
    background: var(--surface);
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
