// Styles of <taste-map>: a sheet of paper with the picture on it, its buttons in a corner, and the card of the film
// that is looked at.
import { css } from 'lit';

export const tasteMapStyles = css`
  :host {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: var(--radius-l);
    background: var(--surface);
    contain: layout paint;
  }
  .stage {
    position: absolute;
    inset: 0;
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
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    pointer-events: none;
  }
  .buttons {
    position: absolute;
    right: var(--space-3);
    bottom: var(--space-3);
    display: grid;
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--surface);
    box-shadow: var(--shadow-poster);
    overflow: hidden;
  }
  .buttons button {
    display: grid;
    place-items: center;
    width: var(--tap-target);
    height: var(--tap-target);
    border: 0;
    background: none;
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
    display: grid;
    grid-template-columns: 3.25rem minmax(0, 1fr);
    align-items: center;
    gap: var(--space-3);
    width: max-content;
    max-width: min(18rem, calc(100% - 1.5rem));
    padding: var(--space-2);
    border: 1px solid var(--line);
    border-radius: var(--radius-m);
    background: var(--paper);
    box-shadow: var(--shadow-raised);
    transform: translate(var(--card-left, 0), var(--card-top, 0));
    pointer-events: none;
  }
  .card > :first-child {
    width: 3.25rem;
  }
  .card .bone {
    aspect-ratio: 2 / 3;
  }
  .card .name {
    font: 600 var(--text-m) / 1.25 var(--font-display);
    overflow-wrap: anywhere;
  }
  .card p + p {
    color: var(--ink-soft);
    font-size: var(--text-s);
    line-height: 1.4;
  }
  .card .mark {
    color: var(--ink);
    font-weight: 600;
  }
`;
