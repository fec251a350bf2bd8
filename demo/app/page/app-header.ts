// <app-header>: the name, the search, and the doors to what was saved, to the map, and to what is known about the person:
// their data, and what leaves the device.
import { css, html } from 'lit';
import { customElement } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { plural } from '../state/words.ts';
import '../search/search-box.ts';
import { filled, inlineRow, line, pageWide, round, stack, unseen } from '../design/parts.ts';

@customElement('app-header')
export class AppHeader extends SessionElement {
  static override styles = css`
    :host {
      position: sticky;
      top: 0;
      z-index: 2;
      background: var(--paper);
      border-bottom: 1px solid var(--line);
    }
    header {
      ${stack(2, 5)}
      grid-template: 'name doors' auto 'search search' auto / 1fr auto;
      align-items: center;
      padding: var(--space-2) var(--gutter) var(--space-3);
      ${pageWide}
    }
    .name {
      grid-area: name;
      justify-self: start;
      ${inlineRow(2)}
      min-height: var(--tap-target);
      font: 600 1.375rem / 1 var(--font-display);
    }
    .doors {
      grid-area: doors;
      ${line(1)}
      margin-right: calc(-1 * var(--space-3));
    }
    .doors .button {
      padding: 0 var(--space-3);
      white-space: nowrap;
    }
    .private {
      color: var(--leaf);
    }
    search-box {
      grid-area: search;
    }
    .number {
      min-width: 1.25rem;
      padding: 0 0.3rem;
      border-radius: var(--radius-round);
      ${filled('leaf')}
      font: 600 var(--text-xs) / 1.25rem var(--font-text);
      text-align: center;
    }
    @media (max-width: 30rem) {
      header {
        column-gap: var(--space-2);
      }
      .doors {
        gap: 0;
        margin-right: calc(-1 * var(--space-2));
      }
      /* Words under the icons: beside them the doors would be wider than the page. */
      .doors .button {
        position: relative;
        flex-direction: column;
        gap: 0;
        min-width: var(--tap-target);
        ${round('m', 0, 1)}
        font: 600 0.6875rem / 1rem var(--font-text);
      }
      .number {
        position: absolute;
        top: -0.25rem;
        left: calc(50% + 0.25rem);
      }
      .wide {
        display: none;
      }
    }
    @media (max-width: 22rem) {
      .word {
        ${unseen}
      }
    }
    @media (min-width: 30.01rem) {
      .narrow {
        display: none;
      }
    }
    @media (min-width: 60rem) {
      header {
        grid-template: 'name search doors' auto / auto minmax(0, 34rem) auto;
        justify-content: space-between;
        padding: var(--space-3) var(--gutter);
      }
    }
  `;

  #marks = new FromSession(this, (state) => state.marks);

  focusSearch(): void {
    this.renderRoot.querySelector<HTMLElement>('search-box')?.focus();
  }

  protected override render() {
    return html`<header>
      <a class="name poster-link" href="#/"><svg class="good" viewBox="0 0 24 24" width="24" height="24" fill="currentColor" aria-hidden="true"><path
        d="M11.2 22V13.5C7 13.6 4 11 3.6 6.4 8 6.3 11 8.6 11.6 12.3 11.5 7.3 14.500 3 20.400 2.200 21 8.500 17.700 12.700 12.800 13.300V22z"></path></svg><span class="word">Privet</span></a>
      <search-box></search-box>
      <nav class="doors" aria-label="About you">
        ${this.#watchlist()}
        <a class="button plain" href="#/map">${icon('map')}<span>Map</span></a>
        <a class="button plain" href="#/data">${icon('taps')}<span>My data</span></a>
        <a class="button plain private" href="#/privacy">${icon('shield')}<span class="wide">On this device</span><span class="narrow">Privacy</span></a></nav>
    </header>`;
  }

  /** With how many films are on it. */
  #watchlist() {
    const count = [...this.#marks.value.values()].filter(({ saved }) => saved).length;
    const name = count > 0 ? `Watchlist, ${plural(count, 'film')}` : 'Watchlist';
    return html`<a class="button plain" href="#/watchlist" aria-label=${name} title=${name}>${icon('save')}<span aria-hidden="true">Watchlist</span>${
      count > 0 ? html`<span class="number" aria-hidden="true">${count}</span>` : ''
    }</a>`;
  }
}
