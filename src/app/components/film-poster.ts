// <film-poster>: a film's generated poster. Decoration: whoever shows it also names the film. Drawn once a film.
import { css, html, LitElement, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary } from '../../sdk/index.ts';
import { POSTER_HEIGHT, POSTER_WIDTH, poster } from '../art/poster.ts';

@customElement('film-poster')
export class FilmPoster extends LitElement {
  static override styles = css`
    :host {
      display: block;
      aspect-ratio: 2 / 3;
      border-radius: var(--radius-s);
      overflow: hidden;
      background: var(--sunken);
      contain: strict;
    }
    svg {
      display: block;
      width: 100%;
      height: 100%;
    }
  `;

  @property({ attribute: false }) item!: Pick<ItemSummary, 'itemId' | 'title' | 'facets'>;

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const previous = changed.get('item');
    return previous?.itemId !== this.item.itemId;
  }

  protected override render() {
    return html`<svg viewBox="0 0 ${POSTER_WIDTH} ${POSTER_HEIGHT}" aria-hidden="true">${poster(this.item)}</svg>`;
  }
}
