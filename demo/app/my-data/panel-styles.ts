// Styles that the parts of "My data" share: panels, notes, fields and tables of figures.
import { css } from 'lit';
import { card, ground, inlineRow, leafLink, strong } from '../design/parts.ts';
import { field, tableStyles } from '../design/view-styles.ts';

export const panelStyles = css`
  ${tableStyles}
  :host {
    min-width: 0;
  }
  .panel {
    ${card('l', 5)}
  }
  .panel + .panel {
    margin-top: var(--space-5);
  }
  h2 {
    font: 600 var(--text-l) / 1.3 var(--font-display);
    scroll-margin-top: 8.5rem;
  }
  h2:focus-visible {
    outline-offset: 4px;
  }
  h2 + .soft,
  h2 + p {
    margin-top: var(--space-1);
  }
  .more,
  .trouble {
    margin-top: var(--space-4);
  }
  select,
  input[type='search'],
  input[type='datetime-local'] {
    ${field}
    font-size: var(--text-s);
  }
  summary {
    ${inlineRow()}
    min-height: 2.25rem;
    ${strong} ${leafLink}
  }
  .more {
    text-align: center;
  }
  .bone {
    height: 1.25rem;
    margin-top: var(--space-3);
  }
  progress {
    width: 100%;
  }
  .trouble {
    ${ground('clay-wash', 'm', 3, 4)}
    font-size: var(--text-s);
    overflow-wrap: anywhere;
  }
  @media (max-width: 39.99rem) {
    .panel {
      padding: var(--space-4);
    }
  }
`;
