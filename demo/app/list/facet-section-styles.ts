// Styles of one section of the filter panel, be it of a facet or of a range.
import { css } from 'lit';

export const facetSectionStyles = css`
  details {
    border-top: 1px solid var(--line);
  }
  summary {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    min-height: var(--tap-target);
    cursor: pointer;
    list-style: none;
  }
  summary::-webkit-details-marker {
    display: none;
  }
  summary::after {
    content: '';
    flex: none;
    width: 0.5rem;
    height: 0.5rem;
    margin: 0 var(--space-1) 0.25rem auto;
    border: solid var(--ink-soft);
    border-width: 0 2px 2px 0;
    rotate: 45deg;
  }
  details[open] > summary::after {
    margin-bottom: -0.25rem;
    rotate: 225deg;
  }
  h3 {
    flex: none;
    font: 600 var(--text-m) / 1.3 var(--font-text);
  }
  .chosen {
    min-width: 0;
    color: var(--leaf);
    font-size: var(--text-s);
    font-weight: 600;
  }
  .lists {
    display: inline-flex;
    margin: 0 0 var(--space-3);
    padding: 0;
    border: 1px solid var(--line-strong);
    border-radius: var(--radius-round);
    overflow: clip;
  }
  .lists label {
    position: relative;
    cursor: pointer;
  }
  .lists input {
    position: absolute;
    opacity: 0;
    inset: 0;
    min-height: 0;
  }
  .lists span {
    display: grid;
    place-items: center;
    min-height: max(2rem, var(--finger));
    padding: 0 var(--space-3);
    font-size: var(--text-s);
    color: var(--ink-soft);
  }
  .lists :checked + span {
    background: var(--ink);
    color: var(--on-ink);
    font-weight: 600;
  }
  .lists :focus-visible + span {
    outline: 3px solid var(--focus);
    outline-offset: -3px;
    border-radius: var(--radius-round);
  }
  .field {
    margin-bottom: var(--space-3);
  }
  .values {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--space-2);
    padding-bottom: var(--space-4);
  }
  .chip {
    min-height: max(2.25rem, var(--finger));
    padding: 0 var(--space-3);
  }
  .chip.none {
    border-color: var(--clay);
    background: var(--clay-wash);
    color: var(--clay);
  }
  .chip[aria-disabled='true'] {
    border-style: dashed;
    background: none;
    color: var(--ink-soft);
    cursor: default;
  }
  .values .button {
    padding: 0 var(--space-3);
  }
  .count {
    display: inline-block;
    min-width: var(--most);
    text-align: right;
    margin-left: var(--space-2);
    color: var(--ink-soft);
    font-size: var(--text-xs);
    font-variant-numeric: tabular-nums;
  }
  .chip[aria-pressed='true'] .count {
    color: inherit;
  }
`;
