// Styles of <map-view>: the picture takes what the window has to give, and what goes with it stands in calm lines
// around it.
import { css } from 'lit';
import { card, ground, inlineRow, lines } from '../design/parts.ts';

export const mapViewStyles = css`
  :host {
    outline: none;
  }
  header {
    margin-bottom: var(--space-2);
  }
  .picture {
    height: clamp(22rem, calc(100dvh - 21rem), 54rem);
    border-radius: var(--radius-l);
  }
  /* Room for what comes below the map: the foot of the page is not seen for a moment. */
  .bone.picture {
    margin-bottom: 100dvh;
  }
  .near ol {
    ${lines(2)}
    min-height: 6rem;
    align-content: flex-start;
  }
  .near a {
    ${inlineRow()}
    min-height: max(2.25rem, var(--finger));
    ${card('round', 0, 3)}
    font-size: var(--text-s);
    text-decoration: none;
  }
  .missing {
    ${ground('sunken', 'm', 2, 4)}
    font-size: var(--text-s);
  }
  @media (max-width: 39.99rem) {
    h1 {
      font-size: 1.625rem;
    }
    .picture {
      height: clamp(20rem, 105vw, calc(100dvh - 17rem));
      margin-inline: calc(-1 * var(--gutter) + var(--space-2));
    }
  }
`;
