// What the views and sheets behind the first list are styled with beside app-element.ts: further parts of rules, as in
// parts.ts, and the rules of views, sheets and tables. The first list waits for none of it.
import { type CSSResult, css, unsafeCSS } from 'lit';
import { ground, size, smallTitle, stack, token, type Voice } from './parts.ts';

/** The headings of a page's parts. */
export const heading: CSSResult = css`margin-bottom: var(--space-2); ${smallTitle}`;
/** A line of a list, under a thin rule. */
export const ruled: CSSResult = css`padding: var(--space-2) 0; border-top: 1px solid var(--line);`;
/** A name and what is said of it. */
export const pair: CSSResult = css`${stack(1, 4)} grid-template-columns: minmax(8.5rem, 2fr) 5fr; ${ruled}`;
/** What matters, in the colour of what it says. */
export const said = (voice: Voice): CSSResult => css`color: ${token(voice)}; font-weight: 600;`;
/** What is typed into or chosen in. */
export const field: CSSResult = css`
  min-height: var(--tap-target);
  min-width: 0;
  border: 1px solid var(--line-strong);
  ${ground('surface', 'm', 0, 3)}
  color: var(--ink);
  font: inherit;
`;
/** The arrow of what opens, before it is turned. */
export const chevron = (colour: string): CSSResult =>
  css`content: ''; ${size('0.5rem')} border: solid ${unsafeCSS(colour)}; border-width: 0 2px 2px 0;`;
/** Over all of its parent. */
export const over: CSSResult = css`position: absolute; inset: 0;`;

/** What a view opens with: its heading, which takes the focus, and a few words. */
export const viewStyles = css`
  :host(:focus-visible) {
    outline-offset: 8px;
  }
  .intro {
    max-width: 38rem;
    margin: var(--space-2) 0 var(--space-4);
  }
`;

/** What stands in a sheet: its margins, the size of its headings, and room for the button that closes it. */
export const sheetStyles = css`
  .page {
    padding: var(--space-6);
  }
  h1 {
    font: 600 var(--text-xl) / 1.2 var(--font-display);
    letter-spacing: normal;
  }
  .page > h1 {
    padding-right: var(--space-8);
  }
  h2 {
    margin-top: var(--space-5);
    ${heading}
  }
  @media (max-width: 39.99rem) {
    .page {
      padding: var(--space-5) var(--space-4);
    }
  }
`;

/** Tables of figures: as wide as what they stand in, a thin rule above each line. */
export const tableStyles = css`
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
  :where(thead) th {
    border-top: 0;
    color: var(--ink-soft);
    font-weight: 400;
  }
  tbody th {
    font-weight: 600;
  }
`;
