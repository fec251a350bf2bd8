// Styles of <own-catalog>.
import { css } from 'lit';

export const ownCatalogStyles = css`
  :host {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--space-5);
  }
  .head {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: var(--space-3) var(--space-5);
  }
  h1 {
    font: 600 var(--text-xxl) / var(--leading-tight) var(--font-display);
    letter-spacing: -0.01em;
    overflow-wrap: anywhere;
    text-wrap: balance;
  }
  h2 {
    font: 600 var(--text-xl) / 1.25 var(--font-display);
    overflow-wrap: anywhere;
  }
  .soft {
    color: var(--ink-soft);
  }
  .head .soft {
    margin-top: var(--space-2);
  }
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2) var(--space-4);
    margin-bottom: calc(-1 * var(--space-2));
  }
  .fresh {
    border-color: var(--leaf);
    color: var(--leaf);
  }
  .cards {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr));
    gap: var(--space-4);
  }
  .cards .bone {
    height: 11rem;
    border-radius: var(--radius-l);
  }
  .more,
  .empty {
    display: flex;
    justify-content: center;
  }
  .taps {
    display: flex;
    gap: var(--space-2);
    margin: 0 calc(-1 * var(--gutter));
    padding: 3px var(--gutter);
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .taps li {
    flex: none;
  }
  .tap {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    max-width: 16rem;
    min-height: 2.25rem;
    padding: 0 var(--space-3);
    border: 1px solid transparent;
    border-radius: var(--radius-round);
    background: var(--leaf-wash);
    color: var(--leaf);
    font: 500 var(--text-s) / 1 var(--font-text);
  }
  .tap.dislike {
    background: var(--clay-wash);
    color: var(--clay);
  }
  .tap.hide {
    background: var(--dusk-wash);
    color: var(--dusk);
  }
  .tap:hover {
    border-color: currentColor;
  }
  .tap span {
    overflow: hidden;
    padding: 0.2em 0;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .tap svg {
    flex: none;
  }
  @media (pointer: coarse) {
    .tap {
      min-height: var(--tap-target);
    }
  }
`;
