// Styles of <home-view>: a few lines that shape the list, then films. On a phone the filters are behind a button, and on
// every screen while there are results. Room is kept for what comes later, so that nothing moves.
import { css } from 'lit';

export const homeStyles = css`
  .top {
    display: grid;
    grid-template: 'title title' auto 'words words' auto 'steer filters' auto / minmax(0, 1fr) auto;
    gap: var(--space-2);
  }
  .top[hidden],
  .recommended[hidden] {
    display: none;
  }
  h1 {
    grid-area: title;
    text-wrap: balance;
  }
  .top p {
    grid-area: words;
    min-height: 3em;
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .offer {
    padding: 0;
    border: 0;
    background: none;
    color: var(--leaf);
    text-decoration: underline;
    text-underline-offset: 0.2em;
    border-radius: var(--radius-s);
  }
  steering-line {
    grid-area: steer;
    display: block;
    min-height: var(--tap-target);
  }
  steering-line[expecting]:not(:defined) {
    min-height: calc(var(--tap-target) + max(2.25rem, var(--finger)) + var(--space-2));
  }
  .filters {
    grid-area: filters;
    align-self: start;
    white-space: nowrap;
  }
  first-picker {
    display: block;
    height: 27.5rem;
    margin-top: var(--space-4);
  }
  .narrow {
    margin-top: var(--space-2);
  }
  .narrow:not(.open) filter-bar,
  .narrow.open active-filters {
    display: none;
  }
  taps-strip {
    margin-top: var(--space-6);
  }
  new-territory {
    display: block;
    min-height: calc(max(2.5rem, var(--finger)) + 1.75rem);
    margin-top: var(--space-5);
  }
  home-shelves {
    display: block;
    min-height: 24rem;
    margin: var(--space-7) 0;
  }
  home-shelves[known]:not(:defined) {
    min-height: 80rem;
  }
  home-shelves:defined {
    display: grid;
  }
  film-grid {
    display: block;
    margin-top: var(--space-4);
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
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: var(--space-4);
    margin: var(--space-7) 0;
  }
  .results {
    min-height: 4rem;
  }
  .results .filters {
    float: right;
    margin-left: var(--space-3);
  }
  @media (min-width: 48rem) {
    new-territory {
      min-height: calc(max(2.5rem, var(--finger)) + 6px);
    }
  }
  @media (min-width: 60rem) {
    .top {
      grid-template: 'title steer' auto 'words words' auto / auto minmax(0, 1fr);
      gap: var(--space-1) var(--space-7);
    }
    .top .filters {
      display: none;
    }
    .top p {
      min-height: 1.5em;
      font-size: var(--text-m);
    }
    .narrow:not(.searching) filter-bar {
      display: block;
    }
    .narrow:not(.searching) active-filters {
      display: none;
    }
    steering-line[expecting]:not(:defined) {
      min-height: var(--tap-target);
    }
    first-picker {
      height: 17.5rem;
    }
  }
`;
