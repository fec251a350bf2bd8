// <filter-bar>: what the list can be narrowed to: a button for all of it, and, where there is room, the genres in a row that
// scrolls. Below stands what the list keeps to, and beside it how surprising it should be. Its height is the same with bones as
// with chips, so that the list below stays where it is. What draws the chips comes after the list (steering-line.ts).
import { type CSSResultGroup, css, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FacetCounts } from '../../../src/sdk/index.ts';
import { chipStyles } from '../design/chip-styles.ts';
import { icon } from '../design/icons.ts';
import { filled, grow, iconOnly, line, round, row, size, stack } from '../design/parts.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { conditionIn, constraintsOf, isNarrowed, withValue } from '../state/constraints.ts';
import { loadPart } from '../state/late-parts.ts';
import { isSteered } from '../state/steering-state.ts';
import { errorText } from '../state/words.ts';
import type { ActiveFilters } from './active-filters.ts';
import './adventure-slider.ts';

@customElement('filter-bar')
export class FilterBar extends SessionElement {
  static override styles: CSSResultGroup = [
    chipStyles,
    css`
      .bar {
        ${stack(1, 4)}
        grid-template: 'toggle genres tune' auto / auto minmax(0, 1fr) auto;
        align-items: center;
      }
      .toggle {
        grid-area: toggle;
        white-space: nowrap;
      }
      .toggle.on {
        border-color: var(--ink);
      }
      .toggle:disabled {
        color: var(--ink-soft);
        cursor: default;
      }
      .number {
        min-width: 1.375rem;
        ${round('round', 0, 1)} ${filled('ink')}
        font-size: var(--text-xs);
        line-height: 1.375rem;
        text-align: center;
      }
      .genres {
        grid-area: genres;
        align-items: center;
        margin: 0;
        padding: 3px var(--space-3);
        mask: linear-gradient(
          to right,
          transparent,
          black var(--space-3),
          black calc(100% - var(--space-5)),
          transparent
        );
      }
      .chip {
        transition: background-color var(--motion-quick), border-color var(--motion-quick);
      }
      .bone {
        flex: none;
        ${size('6.5rem', 'max(2.5rem, var(--finger))')}
        border-radius: var(--radius-round);
      }
      .room:not(:defined) {
        display: block;
        height: calc(max(2.25rem, var(--finger)) + var(--space-2) + 2px);
      }
      .tune {
        grid-area: tune;
        ${row(1)}
        justify-content: end;
      }
      .keys {
        ${iconOnly}
        margin-right: calc(-1 * var(--space-3));
        color: var(--ink-soft);
      }
      /* The chips stand beside the button, so that nothing moves when they come. */
      :host([slim]) {
        ${line(3)}
        align-items: start;
      }
      :host([slim]) active-filters {
        ${grow}
      }
      @media (max-width: 59.99rem) {
        .bar {
          grid-template: 'toggle tune' auto / auto minmax(0, 1fr);
        }
        .genres {
          display: none;
        }
      }
    `,
  ];

  /** What its counts are of: the list, or the whole catalog. */
  protected readonly ofCatalog: boolean = false;
  /** Beside results: what narrows further is behind the button. */
  @property({ type: Boolean }) slim = false;
  @state() private isOpen = false;
  @query('active-filters') private active!: ActiveFilters | null;
  #facets = new FromSession(this, (state) => state.facets);
  #filters = new FromSession(this, (state) => state.filters);
  #isSteered = new FromSession(this, (state) => isSteered(state.steering));
  #ready = new FromSession(this, (state) => state.phase === 'ready');

  protected override render() {
    const genres = this.#facets.value.genre;
    return html`<div class="bar" role="group" aria-label="Narrow the list">${this.#toggle()}${this.slim ? nothing : [genres ? this.#genres(genres) : this.#bones(), this.tune()]}</div>
      <active-filters class=${isNarrowed(this.#filters.value) || this.#isSteered.value ? 'room' : nothing} ?inline=${this.slim} ?pressedOnly=${this.ofCatalog}></active-filters>
      ${this.isOpen ? html`<filter-panel .close=${this.#close} .ofCatalog=${this.ofCatalog}></filter-panel>` : nothing}`;
  }

  /** With the row below it, so that it has its height. */
  protected override async getUpdateComplete(): Promise<boolean> {
    const isDone = await super.getUpdateComplete();
    await this.active?.updateComplete;
    return isDone;
  }

  /** As `ActiveFilters.focusWish`. */
  focusWish(place: number): void {
    void this.active?.focusWish(place);
  }

  /** What stands beside the filters. */
  protected tune(): unknown {
    return html`<div class="tune"><adventure-slider></adventure-slider>
      <a class="button plain keys" href="#/keys" aria-label="Keys and swipes" title="Keys and swipes">?</a></div>`;
  }

  #toggle() {
    const numOn = constraintsOf(this.#filters.value).length;
    return html`<button class="button toggle ${numOn > 0 ? 'on' : ''}" type="button" aria-haspopup="dialog" aria-expanded=${this.isOpen}
        ?disabled=${!this.#ready.value} @click=${this.#open}>${icon('sliders', 18)}Filters${numOn > 0 ? html` <span class="number">${numOn}<span class="visually-hidden"> on</span></span>` : nothing}</button>`;
  }

  async #open(): Promise<void> {
    await loadPart('filters').catch((error: unknown) =>
      this.session.toasts.say(`This could not be loaded: ${errorText(error)}`),
    );
    this.isOpen = true;
  }

  #close = (): void => {
    this.isOpen = false;
  };

  #genres(genres: FacetCounts[string]) {
    return html`<div class="genres strip" role="group" aria-label="Genre">${genres.map(({ value }) => this.#chip(value))}</div>`;
  }

  #bones() {
    return html`<div class="genres strip" aria-hidden="true">${Array.from({ length: 9 }, () => html`<div class="bone"></div>`)}</div>`;
  }

  #chip(genre: string) {
    const { filters } = this.session.state;
    const isOn = conditionIn(this.#filters.value, 'genre').any?.includes(genre) ?? false;
    const press = () => this.session.list.narrow(withValue(filters, 'genre', genre, isOn ? undefined : 'any'));
    return html`<button class="chip" type="button" aria-pressed=${isOn} @click=${press}>${genre}</button>`;
  }
}
