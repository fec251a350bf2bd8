// Styles of <taste-map>: a sheet of paper with the picture on it, its buttons in a corner, and the card of the film
// that is looked at.
import { css } from 'lit';
import { bare, card, middle, raised, size, soft, stack } from '../design/parts.ts';
import { over, said } from '../design/view-styles.ts';

export const tasteMapStyles = css`
  :host {
    position: relative;
    overflow: hidden;
    ${card('l')}
    contain: layout paint;
  }
  .stage {
    ${over}
    cursor: grab;
    touch-action: none;
    user-select: none;
    -webkit-user-select: none;
    outline-offset: -4px;
    border-radius: inherit;
  }
  .stage:active {
    cursor: grabbing;
  }
  .stage.on-film {
    cursor: pointer;
  }
  canvas {
    ${over} ${size('100%')}
    pointer-events: none;
  }
  .buttons {
    position: absolute;
    right: var(--space-3);
    bottom: var(--space-3);
    display: grid;
    ${card('m')}
    box-shadow: var(--shadow-poster);
    overflow: hidden;
  }
  .buttons button {
    ${bare} ${middle} ${size('var(--tap-target)')}
    outline-offset: -4px;
  }
  .buttons button + button {
    border-top: 1px solid var(--line);
  }
  .buttons button:hover {
    background: var(--sunken);
  }
  .card {
    position: absolute;
    left: 0;
    top: 0;
    z-index: 1;
    ${stack(3)}
    grid-template-columns: 3.25rem minmax(0, 1fr);
    align-items: center;
    width: max-content;
    max-width: min(18rem, calc(100% - 1.5rem));
    ${raised('paper', 'm', 2)}
    transform: translate(var(--card-left, 0), var(--card-top, 0));
    pointer-events: none;
  }
  .card > :first-child {
    width: 3.25rem;
  }
  .card .name {
    font: 600 var(--text-m) / 1.25 var(--font-display);
  }
  .card p + p {
    ${soft}
    line-height: 1.4;
  }
  .card .mark {
    ${said('ink')}
  }
`;
