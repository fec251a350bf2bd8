// <film-grid>: films in the order given, as an ordered list, with bones where films are on their way.
import { css, html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { InTurn } from '../design/in-turn.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import { nextTask } from '../state/next-task.ts';
import type { FilmCard } from './film-card.ts';
import { KeepPlace } from './keep-place.ts';
import './film-card.ts';
import { size, stack } from '../design/parts.ts';

const DRAWN_AT_ONCE = 2;

const screen = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) (target as FilmGrid).isOnScreen = isIntersecting;
});

@customElement('film-grid')
export class FilmGrid extends SessionElement {
  static override styles = css`
    li {
      touch-action: pan-y pinch-zoom;
    }
    ol {
      ${stack(5, 4)}
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .lead {
      grid-column: span 2;
    }
    .words {
      ${size('70%', '1.25rem')}
    }
    .below {
      height: calc(0.225rem + max(2.5rem, var(--finger)));
    }
    .reason {
      height: 2.7rem;
    }
    .lead .poster {
      width: calc((100% - var(--space-4)) * 0.535);
    }
    .lead .words,
    .lead .reason {
      display: none;
    }
    @media (min-width: 34rem) {
      ol {
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: var(--space-5);
      }
    }
    @media (min-width: 52rem) {
      ol {
        grid-template-columns: repeat(4, minmax(0, 1fr));
      }
    }
    @media (min-width: 72rem) {
      ol {
        grid-template-columns: repeat(6, minmax(0, 1fr));
      }
    }
  `;

  @property({ attribute: false }) items: readonly ItemSummary[] = [];
  /** Bones to show after the films. */
  @property({ type: Number }) bones = 0;
  /** Words above the title of the first film, which then stands large; none: all are alike. */
  @property() kicker = '';
  /** What the list is, for screen readers. */
  @property() label = '';

  /** A line for a film by its id; undefined: this list has no lines, and no room for them. */
  @property({ attribute: false }) reasons: ReadonlyMap<string, string> | undefined;

  /** Draws a few films at a time, over bones: a search's films come while somebody may still be typing. */
  @property({ type: Boolean }) gradual = false;
  #inTurn = new InTurn(this);

  /** Follows a tap after what is on screen, in a task of its own; unless it is on screen too. */
  @property({ type: Boolean }) behind = false;
  isOnScreen = false;

  #keepPlace = new KeepPlace(this, () => this.#cards());
  #marks = new FromSession(this, (state) => state.marks);

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.behind) screen.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    screen.unobserve(this);
  }

  protected override async scheduleUpdate(): Promise<void> {
    if (this.behind && this.hasUpdated && !this.isOnScreen) await nextTask();
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (this.gradual && changed.has('items')) this.#inTurn.begin(Math.ceil(this.items.length / DRAWN_AT_ONCE), 1);
  }

  protected override render() {
    const items = this.gradual ? this.items.slice(0, DRAWN_AT_ONCE * this.#inTurn.numDrawn) : this.items;
    const leadId = this.kicker ? items[0]?.itemId : undefined;
    const isBusy = this.bones > 0 || items.length < this.items.length;
    return html`<h2 class="visually-hidden">${this.label}</h2><ol aria-label=${this.label} aria-busy=${isBusy} @opinion=${this.#keepPlace.hear}>
      ${repeat(
        // A bone stays where it is until the film of its place comes.
        Array.from({ length: this.items.length + this.bones }, (_, place) => items[place] ?? place),
        (one) => (typeof one === 'number' ? one : one.itemId),
        (one) => (typeof one === 'number' ? this.#bone(one) : this.#film(one, one.itemId === leadId)),
      )}
    </ol>`;
  }

  #film(item: ItemSummary, isLead: boolean) {
    return html`<li class=${isLead ? 'lead' : ''}>
      <film-card ?lazy=${this.gradual} .item=${item} .reason=${this.reasons && (this.reasons.get(item.itemId) ?? '')} .kicker=${isLead ? this.kicker : ''} .marks=${this.#marks.value.get(item.itemId)}></film-card></li>`;
  }

  #bone(place: number) {
    return html`<li aria-hidden="true" class=${this.kicker && place === 0 ? 'lead' : ''}>
      <div class="bone poster"></div><div class="bone words above-2"></div><div class="below"></div>${this.reasons ? html`<div class="reason"></div>` : ''}</li>`;
  }

  /** Focuses the first film. */
  override focus(): void {
    this.#cards()[0]?.focus();
  }

  #cards(): FilmCard[] {
    return [...this.renderRoot.querySelectorAll('film-card')];
  }
}
