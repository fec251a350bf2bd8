// Styles of <first-picker>: words, films and ways out beside each other, or on a phone below each other.
import { css } from 'lit';
import { card, line, lines, middle, size, stack } from '../design/parts.ts';

export const firstPickerStyles = css`
  :host {
    --poster: 6.5rem;
  }
  section {
    ${stack(3, 6)}
    grid-template: 'words' auto 'films' 1fr 'ways' auto / minmax(0, 1fr);
    height: 100%;
    padding: var(--space-4) 0;
    border: solid var(--line);
    border-width: 1px 0;
  }
  .words {
    grid-area: words;
    ${stack(1, 4)}
    grid-template: 'title dots' auto 'why why' 1fr / 1fr auto;
    align-items: center;
  }
  .why {
    grid-area: why;
    min-height: 3em;
    color: var(--ink-soft);
  }
  .why strong {
    color: var(--ink);
  }
  .dots {
    grid-area: dots;
    ${line(2)}
  }
  .dots span {
    ${size('0.75rem')}
    border: 2px solid var(--leaf);
    border-radius: 50%;
    transition: background var(--motion-settle);
  }
  .dots .on {
    background: var(--leaf);
  }
  .strip {
    grid-area: films;
    gap: var(--space-4);
    scroll-snap-type: x proximity;
    scroll-padding: 0 var(--gutter);
  }
  li {
    flex: none;
    width: var(--poster);
    scroll-snap-align: start;
    animation: appear var(--motion-settle) var(--ease-settle);
  }
  li a {
    display: block;
    border-radius: var(--radius-s);
    text-decoration: none;
  }
  film-poster {
    box-shadow: var(--shadow-poster);
  }
  .title {
    display: block;
    margin-top: var(--space-2);
    font: 600 var(--text-s) / 1.4 var(--font-text);
  }
  .answers {
    ${stack(1)}
    grid-template-columns: 1fr 1fr;
    margin-top: var(--space-1);
  }
  .answers button {
    ${middle}
    height: var(--tap-target); ${card('round')}
    color: var(--ink-soft);
    transition: border-color var(--motion-quick), color var(--motion-quick);
  }
  @media (hover: hover) {
    .answers .like:hover {
      color: var(--leaf);
      border-color: currentColor;
    }
    .answers .dislike:hover {
      color: var(--clay);
      border-color: currentColor;
    }
  }
  .verb {
    color: var(--leaf);
    font: 600 var(--text-s) / 1.4 var(--font-text);
  }
  .verb.dislike {
    color: var(--clay);
  }
  .ways {
    grid-area: ways;
    ${lines(2)}
    align-items: end;
  }
  @keyframes appear {
    from {
      opacity: 0;
      transform: translateY(0.5rem);
    }
  }
  @media (min-width: 60rem) {
    section {
      grid-template: 'words films' 1fr 'ways films' auto / minmax(0, 1fr) auto;
      padding: var(--space-5) 0;
    }
    .words {
      grid-template: 'title' auto 'why' auto 'dots' auto / 1fr;
      align-content: start;
      gap: var(--space-3);
    }
    .strip {
      margin: 0;
      padding: 3px;
      overflow: visible;
    }
  }
`;
