// Styles that the parts of "A list for two" share: panels side by side, a code, and lists of titles.
import { css } from 'lit';
import { card, leafLink, lines, strong } from '../design/parts.ts';
import { field, ruled } from '../design/view-styles.ts';

export const twoStyles = css`
  :host {
    min-width: 0;
  }
  .panel {
    ${card('l', 5)}
  }
  h2 {
    font: 600 var(--text-l) / 1.3 var(--font-display);
    overflow-wrap: anywhere;
    scroll-margin-top: 8.5rem;
  }
  h2:focus-visible {
    outline-offset: 4px;
  }
  label {
    display: block;
    ${strong}
  }
  input[type='text'] {
    ${field}
    width: 100%;
    margin-top: var(--space-1);
  }
  .code {
    display: block;
    width: 100%;
    max-width: 26rem;
    border-radius: var(--radius-m);
  }
  summary {
    min-height: var(--tap-target);
    align-content: center;
    ${strong} ${leafLink}
  }
  figure {
    margin: var(--space-4) 0 0;
  }
  .titles {
    margin-bottom: var(--space-3);
    max-height: 18rem;
    overflow: hidden auto;
  }
  .titles li {
    ${lines(2)}
    align-items: center;
    justify-content: space-between;
    ${ruled}
    font-size: var(--text-s);
  }
  @media (max-width: 39.99rem) {
    .panel {
      padding: var(--space-4);
    }
  }
`;
