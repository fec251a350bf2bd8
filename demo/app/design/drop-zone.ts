// Where a file may be let go.
import { type CSSResult, css } from 'lit';
import { round, stack } from './parts.ts';

/** `.drop`: where a file may be let go; `.over` while one is above it. */
export const dropZone: CSSResult = css`
  .drop {
    ${stack(3)}
    justify-items: center;
    ${round('m', 5, 4)}
    border: 1.5px dashed var(--line-strong);
    text-align: center;
  }
  .drop.over {
    border-color: var(--leaf);
    background: var(--leaf-wash);
  }
`;
