// A drawing that fills its box.
import { css } from 'lit';
import { size } from '../design/parts.ts';

export const coverStyles = css`
  :host,
  svg {
    display: block;
  }
  :host {
    overflow: hidden;
    contain: strict;
  }
  svg {
    ${size('100%')}
  }
`;
