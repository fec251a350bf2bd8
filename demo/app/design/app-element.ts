// What the elements of the app have in common: a tree of their own, and in it the shared styles: boxes, headings, buttons,
// links, the focus ring, bones (what a skeleton is made of), one clipped line, a strip that scrolls sideways to the edge of
// the page, text for screen readers alone, and what many views repeat in small: room above, soft and strong words.
// Constructed once and adopted by each shadow root, before the element's own. No remarks inside: they would be fetched.
import { type CSSResultGroup, type CSSResultOrNative, css, LitElement } from 'lit';
import {
  filled,
  ground,
  grow,
  iconOnly,
  inlineRow,
  line,
  lines,
  posterLink,
  round,
  sideways,
  size,
  smallTitle,
  soft,
  strong,
  unseen,
} from './parts.ts';

const sharedStyles = css`
  :host {
    display: block;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  :host([hidden]),
  [hidden] {
    display: none !important;
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
  h1,
  h2 {
    text-wrap: balance;
    overflow-wrap: anywhere;
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
    ${soft}
  }
  .actions {
    ${lines(2)}
  }
  .actions.wide {
    gap: var(--space-3);
  }
  .clipped {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .strip {
    ${line(2)}
    margin: 0 calc(-1 * var(--gutter));
    padding: 3px var(--gutter);
    ${sideways}
  }
  .strip > li {
    flex: none;
  }
  .visually-hidden {
    ${unseen}
    margin: -1px;
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
    ${inlineRow(2)}
    justify-content: center;
    min-height: var(--tap-target);
    ${round('round', 0, 4)}
    border: 1px solid var(--line-strong);
    background: var(--surface);
    ${strong}
    text-decoration: none;
    transition: background var(--motion-quick), border-color var(--motion-quick);
  }
  .button:hover {
    border-color: var(--ink);
  }
  .button.primary {
    ${filled('ink')}
    border-color: var(--ink);
  }
  .button.danger {
    ${filled('clay')}
    border-color: var(--clay);
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
  svg {
    flex: none;
  }
  summary {
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  :where(h1, h2, .state, .prompt, .news) > svg,
  :where(.like, .good, .chosen, .kicker) {
    color: var(--leaf);
  }
  :where(.dislike, .bad, .problem, .wrong) {
    color: var(--clay);
  }
  :where(.intro, .note, .quiet, .when, .count) {
    color: var(--ink-soft);
  }
  :where(div.failed, .instead) {
    max-width: 38rem;
    margin: var(--space-7) auto;
  }
  :where(div.failed, .instead) p {
    margin-top: var(--space-3);
    overflow-wrap: anywhere;
  }
  .poster {
    aspect-ratio: 2 / 3;
  }
  progress {
    height: 0.5rem;
    accent-color: var(--leaf);
  }
  input:where([type='checkbox']) {
    flex: none;
    ${size('1.25rem')}
    accent-color: var(--leaf);
  }
  .bone {
    ${ground('sunken', 's')}
    animation: breathe 1.8s ease-in-out infinite alternate;
  }
  .above-1 {
    margin-top: var(--space-1);
  }
  .above-2 {
    margin-top: var(--space-2);
  }
  .above-3 {
    margin-top: var(--space-3);
  }
  .above-4 {
    margin-top: var(--space-4);
  }
  .above-5 {
    margin-top: var(--space-5);
  }
  .small-title,
  .heading {
    ${smallTitle}
  }
  .heading {
    margin-bottom: var(--space-2);
  }
  .bold {
    font-weight: 600;
  }
  .small {
    font-size: var(--text-s);
  }
  .kicker {
    font: 600 var(--text-s) / 1.5 var(--font-text);
  }
  .even {
    font-variant-numeric: tabular-nums;
  }
  .breaks {
    overflow-wrap: anywhere;
  }
  .block {
    display: block;
  }
  .grow {
    ${grow}
  }
  .square {
    flex: none;
    ${iconOnly}
  }
  .lifts:hover {
    border-color: var(--line-strong);
  }
  .poster-link {
    ${posterLink}
  }
  .title-link:not(:hover) {
    text-decoration: none;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(1rem);
    }
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

export class AppElement extends LitElement {
  protected static override finalizeStyles(styles: CSSResultGroup = []): CSSResultOrNative[] {
    return LitElement.finalizeStyles([sharedStyles, styles]);
  }

  /** Gives the keyboard to what stands now where it was, of what is left; else to what a selector names. */
  protected focusNear(left: readonly HTMLElement[], place: number, otherwise: string): void {
    const next = left[Math.min(place, left.length - 1)];
    (next ?? this.renderRoot.querySelector<HTMLElement>(otherwise))?.focus();
  }

  /** Gives the keyboard to something in its tree, once that is drawn. */
  protected async focusDrawn(selector: string, options?: FocusOptions): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus(options);
  }
}
