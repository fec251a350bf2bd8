// Styles of <filter-bar>. Its height is the same with bones as with menus, so that the list below stays where it is.
import { css } from 'lit';

export const filterBarStyles = css`
  :host {
    display: block;
  }
  .genres,
  .selects {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .genres {
    margin: 0 calc(-1 * var(--gutter));
    padding: 3px var(--gutter);
    overflow: auto hidden;
    scrollbar-width: none;
    mask: linear-gradient(to right, transparent, black var(--gutter), black calc(100% - var(--gutter)), transparent);
  }
  select {
    field-sizing: content;
    max-width: 100%;
  }
  .chip,
  select {
    flex: none;
    min-height: 2.5rem;
    padding: 0 var(--space-4);
    border: 1px solid var(--line);
    border-radius: var(--radius-round);
    background-color: var(--surface);
    color: var(--ink);
    font: 500 var(--text-s) / 1 var(--font-text);
    cursor: pointer;
    transition: background-color var(--motion-quick), border-color var(--motion-quick);
  }
  select {
    padding: 0 var(--space-2);
    border-color: transparent;
    background-color: transparent;
    color: var(--ink-soft);
  }
  .chip:hover,
  select:hover {
    border-color: var(--line-strong);
  }
  .chip[aria-pressed='true'],
  select.on {
    background-color: var(--ink);
    border-color: var(--ink);
    color: var(--on-ink);
  }
  .bone {
    flex: none;
    width: 6.5rem;
    height: 2.5rem;
    border-radius: var(--radius-round);
  }
  .toggle {
    display: none;
  }
  .bar {
    display: grid;
    grid-template: 'selects tune' auto 'genres genres' auto / minmax(0, 1fr) auto;
    gap: var(--space-1) var(--space-4);
  }
  .genres {
    grid-area: genres;
  }
  .selects {
    grid-area: selects;
  }
  .tune {
    grid-area: tune;
    display: flex;
    align-items: center;
    justify-content: end;
    gap: var(--space-1);
  }
  .keys {
    width: var(--tap-target);
    padding: 0;
    margin-right: calc(-1 * var(--space-3));
    color: var(--ink-soft);
  }
  @media (min-width: 60rem) {
    .selects {
      min-height: 2.75rem;
      margin-left: calc(-1 * var(--space-2));
      overflow: hidden;
    }
  }
  @media (max-width: 59.99rem) {
    .bar {
      grid-template: 'genres genres' auto 'toggle tune' auto 'selects selects' auto / auto minmax(0, 1fr);
      gap: var(--space-2);
    }
    .toggle {
      grid-area: toggle;
      display: inline-flex;
      min-width: 9.25rem;
      padding: 0 var(--space-3);
    }
    .selects {
      display: none;
    }
    .selects.open {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
    }
    .selects select {
      width: 100%;
      border-color: var(--line);
      background-color: var(--surface);
      color: var(--ink);
    }
    .selects select.on {
      background-color: var(--ink);
      color: var(--on-ink);
    }
  }
  @media (hover: hover) {
    .genres {
      padding-bottom: var(--space-2);
      scrollbar-width: thin;
      scrollbar-color: var(--line) transparent;
    }
  }
  @media (pointer: coarse) {
    .chip,
    select,
    .bone {
      min-height: var(--tap-target);
    }
  }
  :host([line]) {
    display: flex;
    align-items: center;
    gap: var(--space-2);
    margin: 0 calc(-1 * var(--gutter));
    padding: 3px var(--gutter);
    overflow: auto hidden;
    scrollbar-width: none;
  }
  :host([line]) :is(.bar, .selects) {
    display: flex;
    flex: none;
    margin: 0;
    overflow: visible;
  }
  :host([line]) .selects select {
    width: auto;
  }
  :host([line]) .genres {
    margin: 0;
    padding: 0;
    overflow: visible;
    mask: none;
  }
  :host([line]) .toggle {
    display: none;
  }
  :host([line]) active-filters {
    order: -1;
    flex: none;
    margin-top: calc(-1 * var(--space-2));
  }
  @media (hover: hover) {
    :host([line]) {
      scrollbar-width: thin;
    }
  }
`;
