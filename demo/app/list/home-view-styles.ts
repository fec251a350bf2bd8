// Styles of <home-view>: a few lines that shape the list, then films. Room is kept for what comes later, so that nothing
// moves.
import { css } from 'lit';
import { bare, leafLink, soft, stack, wrap } from '../design/parts.ts';

export const homeStyles = css`
  .top {
    ${stack(2)}
    grid-template: 'title' auto 'words' auto / minmax(0, 1fr);
  }
  h1 {
    grid-area: title;
  }
  .top p {
    grid-area: words;
    min-height: 3em;
    ${soft}
  }
  .whole {
    white-space: nowrap;
  }
  .offer {
    ${bare} ${leafLink}
    border-radius: var(--radius-s);
  }
  steering-line,
  first-picker,
  filter-bar:not([slim]),
  new-territory,
  home-shelves,
  left-out-line,
  film-grid {
    display: block;
  }
  first-picker {
    height: 27.5rem;
  }
  left-out-line {
    height: calc(var(--tap-target) + var(--space-1));
  }
  new-territory {
    min-height: calc(max(2.5rem, var(--finger)) + 1.75rem);
  }
  home-shelves {
    min-height: 44rem;
    margin: var(--space-7) 0;
  }
  home-shelves[known]:not(:defined) {
    min-height: 100rem;
  }
  home-shelves:defined {
    display: grid;
  }
  /* Not laid out or painted while it is out of sight. */
  .further {
    margin: 0 calc(-1 * var(--gutter));
    padding: var(--space-2) var(--gutter);
    content-visibility: auto;
    contain-intrinsic-height: auto 60rem;
  }
  .more,
  .empty {
    ${wrap(4)}
    justify-content: center;
    margin: var(--space-7) 0;
  }
  .results {
    min-height: 4rem;
  }
  @media (min-width: 48rem) {
    new-territory {
      min-height: calc(max(2.5rem, var(--finger)) + 6px);
    }
  }
  @media (min-width: 60rem) {
    .top {
      gap: var(--space-1);
    }
    .top p {
      min-height: 1.5em;
      font-size: var(--text-m);
    }
    first-picker {
      height: 17.5rem;
    }
  }
`;
