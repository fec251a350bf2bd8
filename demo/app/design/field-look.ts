// How a field looks that something is typed into or chosen in. Declarations, for the rule of whoever has fields.
import { css } from 'lit';

export const fieldLook = css`
  border: 1px solid var(--line-strong);
  border-radius: var(--radius-m);
  background: var(--surface);
  color: var(--ink);
  font: inherit;
`;
