// Styles of <watchlist-view>: one column of rows, with menus above them and the drawn film between.
import { css } from 'lit';
import { card, lines, stack } from '../design/parts.ts';

export const watchlistStyles = css`
  .intro svg {
    vertical-align: -0.25em;
  }
  .tools {
    ${lines(4)}
    justify-content: space-between;
    margin-bottom: var(--space-4);
  }
  .menus {
    ${lines(2)}
  }
  .menus select {
    max-width: 100%;
  }
  .actions {
    margin: var(--space-4) 0;
  }
  .picked {
    ${stack(5)}
    grid-template-columns: clamp(6rem, 24vw, 10rem) minmax(0, 1fr);
    align-items: start;
    margin-bottom: var(--space-5);
    ${card('l', 5)}
  }
  .picked h2 a {
    text-decoration: none;
  }
  .picked .actions {
    margin-bottom: 0;
  }
  ol {
    border-bottom: 1px solid var(--line);
  }
  .none {
    margin: var(--space-5) 0;
  }
  .along .actions {
    margin-top: var(--space-2);
  }
  .bone {
    height: 6rem;
  }
  @media (max-width: 39.99rem) {
    .picked {
      gap: var(--space-4);
      padding: var(--space-4);
    }
  }
`;
