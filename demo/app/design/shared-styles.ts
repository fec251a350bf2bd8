// Styles of every element of the app: boxes, headings, buttons, links, the focus ring, bones (what a skeleton is made
// of), one clipped line, a strip that scrolls sideways to the edge of the page, and text for screen readers alone.
// Constructed once and adopted by each shadow root, before the element's own. No remarks inside: they would be fetched.
import { css } from 'lit';

export const sharedStyles = css`
  :host {
    display: block;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]) {
    display: none;
  }
  h1,
  h2,
  h3,
  p,
  ol,
  ul,
  dl,
  dd {
    margin: 0;
    padding: 0;
  }
  h1 {
    font: 600 var(--text-xxl) / var(--leading-tight) var(--font-display);
    letter-spacing: -0.01em;
  }
  h2 {
    font: 600 var(--text-xl) / 1.25 var(--font-display);
  }
  ol,
  ul {
    list-style: none;
  }
  a {
    color: inherit;
    text-decoration: underline;
    cursor: pointer;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  :focus:not(:focus-visible) {
    outline: none;
  }
  .soft {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
  }
  .clipped {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .strip {
    display: flex;
    gap: var(--space-2);
    margin: 0 calc(-1 * var(--gutter));
    padding: 3px var(--gutter);
    overflow: auto hidden;
    scrollbar-width: none;
  }
  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  .button {
    font: inherit;
    color: inherit;
    cursor: pointer;
    -webkit-tap-highlight-color: transparent;
    touch-action: manipulation;
  }
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--space-2);
    min-height: var(--tap-target);
    padding: 0 var(--space-4);
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-round);
    background: var(--surface);
    font-size: var(--text-s);
    font-weight: 600;
    text-decoration: none;
    transition: background var(--motion-quick), border-color var(--motion-quick);
  }
  .button:hover {
    border-color: var(--ink);
  }
  .button.primary {
    background: var(--ink);
    border-color: var(--ink);
    color: var(--on-ink);
  }
  .button.danger {
    background: var(--clay);
    border-color: var(--clay);
    color: var(--on-clay);
  }
  .button.plain {
    background: none;
    border-color: transparent;
  }
  .button.plain:hover {
    background: var(--sunken);
  }
  .button:disabled {
    cursor: default;
    opacity: 0.55;
  }
  .button svg {
    flex: none;
  }
  .bone {
    border-radius: var(--radius-s);
    background: var(--sunken);
    animation: breathe 1.8s ease-in-out infinite alternate;
  }
  @keyframes breathe {
    from {
      opacity: 1;
    }
    to {
      opacity: 0.45;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .bone {
      animation: none;
    }
  }
`;
