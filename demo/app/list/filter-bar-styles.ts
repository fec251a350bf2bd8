// Styles of <filter-bar>. Its height is the same with bones as with chips, so that the list below stays where it is.
import { css } from 'lit';
import { filled, grow, iconOnly, line, round, row, size, stack } from '../design/parts.ts';

export const filterBarStyles = css`
  .bar {
    ${stack(1, 4)}
    grid-template: 'toggle genres tune' auto / auto minmax(0, 1fr) auto;
    align-items: center;
  }
  .toggle {
    grid-area: toggle;
    white-space: nowrap;
  }
  .toggle.on {
    border-color: var(--ink);
  }
  .toggle:disabled {
    color: var(--ink-soft);
    cursor: default;
  }
  .number {
    min-width: 1.375rem;
    ${round('round', 0, 1)} ${filled('ink')}
    font-size: var(--text-xs);
    line-height: 1.375rem;
    text-align: center;
  }
  .genres {
    grid-area: genres;
    align-items: center;
    margin: 0;
    padding: 3px var(--space-3);
    mask: linear-gradient(
      to right,
      transparent,
      black var(--space-3),
      black calc(100% - var(--space-5)),
      transparent
    );
  }
  .chip {
    transition: background-color var(--motion-quick), border-color var(--motion-quick);
  }
  .bone {
    flex: none;
    ${size('6.5rem', 'max(2.5rem, var(--finger))')}
    border-radius: var(--radius-round);
  }
  .tune {
    grid-area: tune;
    ${row(1)}
    justify-content: end;
  }
  .keys {
    ${iconOnly}
    margin-right: calc(-1 * var(--space-3));
    color: var(--ink-soft);
  }
  /* The chips stand beside the button, so that nothing moves when they come. */
  :host([slim]) {
    ${line(3)}
    align-items: start;
  }
  :host([slim]) active-filters {
    ${grow}
  }
  @media (max-width: 59.99rem) {
    .bar {
      grid-template: 'toggle tune' auto / auto minmax(0, 1fr);
    }
    .genres {
      display: none;
    }
  }
`;
