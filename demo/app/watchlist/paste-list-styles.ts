// Styles of <paste-list>: one box in the column of the watchlist.
import { css } from 'lit';
import { card, lines, row, size, wrap } from '../design/parts.ts';
import { field, ruled } from '../design/view-styles.ts';

export const pasteListStyles = css`
  .box {
    ${card('l', 5)}
  }
  h2 {
    font: 600 var(--text-l) / 1.3 var(--font-display);
  }
  h3 {
    font-size: var(--text-m);
  }
  textarea {
    display: block;
    width: 100%;
    min-height: 9rem;
    resize: vertical;
    ${field}
    padding: var(--space-3);
  }
  textarea.over {
    border-color: var(--leaf);
    background: var(--leaf-wash);
  }
  .film {
    ${row(3)}
    min-height: var(--tap-target);
    ${ruled}
  }
  .film label {
    ${row(3)}
    flex: none;
  }
  .film film-poster {
    ${size('1.875rem', '2.8125rem')}
  }
  .unsure {
    ${wrap(1, 4)}
    justify-content: space-between;
    ${ruled}
  }
  .unsure span {
    flex: 1 1 10rem;
  }
  select {
    ${field}
    max-width: 100%;
    font-size: var(--text-s);
  }
  .foot {
    ${lines(2)}
    position: sticky;
    bottom: 0;
    padding: var(--space-3) 0;
    border-top: 1px solid var(--line);
    background: var(--surface);
  }
  .missing {
    ${ruled}
    font-size: var(--text-s);
  }
  @media (max-width: 39.99rem) {
    .box {
      padding: var(--space-4);
    }
  }
`;
