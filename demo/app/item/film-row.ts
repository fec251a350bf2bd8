// <film-row>: films that stand beside the one of a page, under what they are. One film a task, so that no finger waits for
// all of them; bones keep the room of those that are to come.
import { css, html, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { InTurn } from '../design/in-turn.ts';
import { FromSession, SessionElement } from '../session/session-element.ts';
import '../list/film-card.ts';
import { stack } from '../design/parts.ts';

/** Films in a row, at most. */
export const ROW_FILMS = 6;

@customElement('film-row')
export class FilmRow extends SessionElement {
  static override styles = css`
    p {
      min-height: 1.5em;
    }
    ol {
      ${stack(4)}
      grid-template-columns: repeat(6, minmax(max(8rem, 4 * var(--finger) - var(--space-4)), 1fr));
      margin: 0 calc(-1 * var(--sheet-gutter));
      padding: var(--space-2) var(--sheet-gutter);
      overflow: auto hidden;
    }
    .bone {
      margin-bottom: calc(1.975rem + max(2.5rem, var(--finger)));
    }
  `;

  @property() heading = '';
  @property() note = '';
  /** Undefined while they are on their way. */
  @property({ attribute: false }) items: readonly ItemSummary[] | undefined;
  #marks = new FromSession(this, (state) => state.marks);
  #inTurn = new InTurn(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('items')) this.#inTurn.begin(this.items?.length ?? 0, 1);
  }

  protected override render() {
    return html`<section><h2 class="heading">${this.heading}</h2><p class="soft">${this.note}</p>
      <ol>${Array.from({ length: this.items?.length ?? ROW_FILMS }, (_, i) => this.#film(i))}</ol></section>`;
  }

  #film(i: number) {
    const { items } = this;
    if (!items || i >= this.#inTurn.numDrawn) return html`<li class="bone poster"></li>`;
    const item = items[i]!;
    return html`<li><film-card .item=${item} .marks=${this.#marks.value.get(item.itemId)}></film-card></li>`;
  }
}
