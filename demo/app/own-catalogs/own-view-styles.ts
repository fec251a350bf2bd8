// Styles of <own-view>.
import { css } from 'lit';

export const ownViewStyles = css`
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
  h1,
  h2 {
    overflow-wrap: anywhere;
  }
  h1 {
    text-wrap: balance;
  }
  .quiet {
    color: var(--ink-soft);
  }
  .head .quiet {
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
  .taps li {
    flex: none;
  }
  .tap {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    max-width: 16rem;
    min-height: max(2.25rem, var(--finger));
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
    padding: 0.2em 0;
  }
  .tap svg {
    flex: none;
  }
`;
