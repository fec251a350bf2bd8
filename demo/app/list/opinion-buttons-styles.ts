// Styles of <opinion-buttons>: leaf for yes, clay for no, dusk for neither. Only what stands is filled with its colour; on
// a narrow card the four grow narrower together, so that none lies over the next card.
import { css } from 'lit';
import { filled, inlineRow, line, raised, round, tint } from '../design/parts.ts';

export const opinionButtonsStyles = css`
  :host {
    display: flex;
  }
  button {
    ${inlineRow(2)}
    justify-content: center;
    flex: 0 1 auto;
    width: max(2.5rem, var(--finger));
    min-width: 1.5rem;
    min-height: max(2.5rem, var(--finger));
    ${round('round', 0)}
    border: 1px solid transparent;
    background: none;
    color: var(--ink-soft);
    font: 600 var(--text-s) / 1 var(--font-text);
    transition: background var(--motion-quick), color var(--motion-quick);
  }
  :host([labelled]) button,
  .menu button {
    min-height: var(--tap-target);
    color: var(--ink);
  }
  :host([labelled]) button {
    width: auto;
    padding: 0 var(--space-4) 0 var(--space-3);
    border-color: var(--line-strong);
    background: var(--surface);
  }
  :host([labelled]) {
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  /* Two rows on a phone. */
  @media (max-width: 39.99rem) {
    :host([labelled]) {
      gap: 0.375rem;
    }
    :host([labelled]) button {
      gap: 0.375rem;
      padding: 0 0.75rem 0 0.625rem;
    }
  }
  @media (hover: hover) {
    button:hover {
      background: var(--sunken);
    }
    .like:hover,
    .save:hover {
      color: var(--leaf);
    }
    .dislike:hover {
      color: var(--clay);
    }
    .hide:hover,
    .seen:hover,
    .more:hover {
      color: var(--dusk);
    }
  }
  .more[aria-expanded='true'] {
    ${tint('dusk')}
  }
  button:is(.like, .save)[aria-pressed='true'] {
    ${filled('leaf')}
    border-color: var(--leaf);
  }
  button.dislike[aria-pressed='true'] {
    ${filled('clay')}
    border-color: var(--clay);
  }
  button:is(.hide, .seen)[aria-pressed='true'],
  .more:is(.hide, .seen, .rated) {
    color: var(--paper);
    background: var(--dusk);
    border-color: var(--dusk);
  }
  .given::after {
    content: '★';
    margin-left: 1px;
    font-size: 0.85em;
  }
  :host([labelled]) star-rating {
    flex-basis: 100%;
  }
  .menu star-rating {
    padding: var(--space-1) var(--space-2);
  }
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    ${raised('surface', 'm', 1)}
  }
  .menu button {
    ${line(3)}
    justify-content: flex-start;
    width: 100%;
    ${round('s', 0, 4, 0, 3)}
  }
  .menu button:is(:hover, :focus-visible) {
    background: var(--sunken);
  }
  .menu button[aria-checked='true'] {
    ${tint('dusk')}
  }
`;
