// Styles of <filter-bar>. Its height is the same with bones as with menus, so that the list below stays where it is.
import { css } from 'lit';

export const filterBarStyles = css`
  .genres,
  .selects {
    display: flex;
    align-items: center;
    gap: var(--space-2);
  }
  .genres {
    grid-area: genres;
    mask: linear-gradient(to right, transparent, black var(--gutter), black calc(100% - var(--gutter)), transparent);
  }
  select {
    field-sizing: content;
    max-width: 100%;
  }
  .chip,
  select {
    transition: background-color var(--motion-quick), border-color var(--motion-quick);
  }
  select {
    padding: 0 var(--space-2);
    border-color: transparent;
    background-color: transparent;
    color: var(--ink-soft);
  }
  .bone {
    flex: none;
    width: 6.5rem;
    height: max(2.5rem, var(--finger));
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
`;
