// Styles of one section of the filter panel, be it of a facet or of a range.
import { css } from 'lit';
import { filled, middle, pill, round, row, soft, strong, tint, wrap } from '../design/parts.ts';
import { chevron, over } from '../design/view-styles.ts';

export const facetSectionStyles = css`
  details {
    border-top: 1px solid var(--line);
  }
  summary {
    ${row(3)}
    min-height: var(--tap-target);
  }
  summary::after {
    flex: none;
    ${chevron('var(--ink-soft)')}
    margin: 0 var(--space-1) 0.25rem auto;
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
    ${strong}
  }
  .lists {
    display: inline-flex;
    margin: 0 0 var(--space-3);
    ${round('round', 0)}
    border: 1px solid var(--line-strong);
    overflow: clip;
  }
  .lists label {
    position: relative;
    cursor: pointer;
  }
  .lists input {
    ${over}
    opacity: 0;
    min-height: 0;
  }
  .lists span {
    ${middle}
    min-height: max(2rem, var(--finger));
    padding: 0 var(--space-3);
    ${soft}
  }
  .lists :checked + span {
    ${filled('ink')}
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
    ${wrap(2)}
    padding-bottom: var(--space-4);
  }
  .chip {
    ${pill}
  }
  .chip.none {
    border-color: var(--clay);
    ${tint('clay')}
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
    font-size: var(--text-xs);
  }
  .chip[aria-pressed='true'] .count {
    color: inherit;
  }
`;
