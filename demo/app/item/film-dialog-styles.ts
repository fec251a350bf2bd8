// Styles of <film-dialog>: a head in the poster's colours, over which the poster hangs, and a calm column below it.
import { css } from 'lit';
import { stack } from '../design/parts.ts';

export const filmDialogStyles = css`
  modal-sheet {
    --sheet-width: 56rem;
    --sheet-gutter: var(--space-6);
    --poster-width: clamp(5.5rem, 22vw, 13rem);
  }
  .head {
    ${stack(5)}
    grid-template-columns: var(--poster-width) minmax(0, 1fr);
    align-items: end;
    padding: var(--space-6) var(--space-6) 0;
    background: var(--ground, var(--sunken));
    color: var(--lettering, var(--ink));
  }
  .poster {
    width: var(--poster-width);
    margin-bottom: calc(var(--poster-width) * -0.28);
    box-shadow: 0 0 0 1px rgb(255 255 255 / 16%), var(--shadow-raised);
  }
  .name {
    padding: var(--space-7) var(--space-7) var(--space-5) 0;
  }
  h1:focus-visible {
    outline: none;
  }
  h1 {
    line-height: 1.08;
    letter-spacing: normal;
  }
  .name p,
  .opinion p {
    margin-top: var(--space-2);
  }
  .stars {
    min-height: 1.5em;
  }
  .name p {
    font-weight: 500;
  }
  .body {
    ${stack(6)}
    grid-template-columns: minmax(0, 1fr);
    padding: var(--space-5) var(--space-6) var(--space-7);
  }
  .opinion,
  .line {
    margin-left: calc(var(--poster-width) + var(--space-5));
  }
  .opinion {
    min-height: 5.5rem;
  }
  map-thumb:not(:defined) {
    display: none;
  }
  .logline {
    max-width: 40rem;
    font: 400 var(--text-l) / 1.45 var(--font-display);
    text-wrap: pretty;
  }
  .line {
    height: 1.25rem;
  }
  .failed {
    padding: var(--space-7) var(--space-6);
    margin: 0;
  }
  @media (max-width: 39.99rem) {
    modal-sheet {
      --sheet-gutter: var(--space-4);
    }
    .head {
      gap: var(--space-4);
      padding: var(--space-5) var(--space-4) 0;
    }
    .poster {
      margin-bottom: calc(var(--poster-width) * -0.14);
    }
    .name {
      padding: var(--space-4) var(--space-7) var(--space-4) 0;
    }
    h1 {
      font-size: 1.5rem;
    }
    .name p {
      margin-top: var(--space-1);
      font-size: var(--text-s);
    }
    .body {
      gap: var(--space-4);
      padding: var(--space-5) var(--space-4) var(--space-7);
    }
    .logline {
      font-size: var(--text-m);
      line-height: 1.4;
    }
    .opinion,
    .line {
      margin-left: 0;
      min-height: 0;
    }
    .opinion p {
      margin-top: var(--space-1);
    }
    .stars {
      min-height: 3em;
    }
  }
`;
