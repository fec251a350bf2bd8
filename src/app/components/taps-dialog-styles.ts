// Styles of <taps-dialog>.
import { css } from 'lit';

export const tapsDialogStyles = css`
  .page {
    padding: var(--space-6);
  }
  h1 {
    font: 600 var(--text-xl) / 1.2 var(--font-display);
    padding-right: var(--space-8);
  }
  .intro {
    margin: var(--space-2) 0 var(--space-4);
    color: var(--ink-soft);
  }
  li {
    display: flex;
    align-items: center;
    gap: var(--space-3);
    padding: var(--space-2) 0;
    border-top: 1px solid var(--line);
  }
  film-poster,
  .no-poster {
    flex: none;
    width: 2.5rem;
    height: 3.75rem;
    border-radius: var(--radius-s);
    background: var(--sunken);
  }
  .what {
    flex: 1;
    min-width: 0;
  }
  .what a {
    font-weight: 600;
    text-decoration: none;
  }
  .what a:hover {
    text-decoration: underline;
  }
  .what p {
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  .verb {
    font-weight: 600;
    color: var(--dusk);
  }
  .like .verb {
    color: var(--leaf);
  }
  .dislike .verb {
    color: var(--clay);
  }
  li .button {
    flex: none;
    width: var(--tap-target);
    padding: 0;
    color: var(--ink-soft);
  }
  .tools {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-2);
    margin-top: var(--space-5);
    padding-top: var(--space-5);
    border-top: 1px solid var(--line);
  }
  .forget {
    color: var(--clay);
    margin-left: auto;
  }
  .confirm {
    display: flex;
    flex-wrap: wrap;
    gap: var(--space-3);
    margin-top: var(--space-4);
    padding: var(--space-4);
    border-radius: var(--radius-m);
    background: var(--clay-wash);
  }
  .confirm p {
    flex-basis: 100%;
  }
  .note {
    min-height: 1.5rem;
    margin-top: var(--space-3);
    color: var(--ink-soft);
    font-size: var(--text-s);
  }
  @media (max-width: 39.99rem) {
    .page {
      padding: var(--space-5) var(--space-4);
    }
    .forget {
      margin-left: 0;
    }
  }
`;
