// A film in a line of a list.
import { type CSSResult, css } from 'lit';
import { stack } from './parts.ts';

/** A film in a line: its poster, `.what` it is, and below or beside it what can be done, in the area `ways`. */
export const posterRow: CSSResult = css`
  article {
    ${stack(2, 4)}
    grid-template: 'poster what' auto 'ways ways' auto / 4rem minmax(0, 1fr);
    padding: var(--space-3) 0;
    border-top: 1px solid var(--line);
  }
  film-poster {
    grid-area: poster;
    align-self: start;
  }
  .what {
    grid-area: what;
  }
  @media (min-width: 48rem) {
    article {
      grid-template: 'poster what ways' auto / 4rem minmax(0, 1fr) auto;
      align-items: center;
    }
  }
`;
