// Styles of <own-view>.
import { css } from 'lit';
import { lines, pill, row, stack, tint, wrap } from '../design/parts.ts';

export const ownViewStyles = css`
  :host {
    ${stack(5)}
    grid-template-columns: minmax(0, 1fr);
  }
  .head {
    ${lines(3, 5)}
    align-items: end;
    justify-content: space-between;
  }
  .head .quiet {
    margin-top: var(--space-2);
  }
  .bar {
    ${wrap(2, 4)}
    margin-bottom: calc(-1 * var(--space-2));
  }
  .fresh {
    border-color: var(--leaf);
    color: var(--leaf);
  }
  .cards {
    ${stack(4)}
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr));
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
    ${row(2)}
    max-width: 16rem;
    ${pill}
    border: 1px solid transparent;
    border-radius: var(--radius-round);
    ${tint('leaf')}
    font: 500 var(--text-s) / 1 var(--font-text);
  }
  .tap.dislike {
    ${tint('clay')}
  }
  .tap.hide {
    ${tint('dusk')}
  }
  .tap:hover {
    border-color: currentColor;
  }
  .tap span {
    padding: 0.2em 0;
  }
`;
