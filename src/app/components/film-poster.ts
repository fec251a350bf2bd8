// <film-poster>: a film's generated poster. Decoration: whoever shows it also names the film. Drawn once a film. The code that draws is
// fetched with the first poster, as a picture would be: a list is there without it.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { ItemSummary } from '../../sdk/index.ts';

type Art = typeof import('../art/poster.ts');

let art: Art | undefined;

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
  #isDrawn = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (!art) this.#fetchArt();
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const previous = changed.get('item');
    return previous?.itemId !== this.item.itemId || !this.#isDrawn;
  }

  protected override render() {
    if (!art) return nothing;
    this.#isDrawn = true;
    const { POSTER_HEIGHT, POSTER_WIDTH, poster } = art;
    return html`<svg viewBox="0 0 ${POSTER_WIDTH} ${POSTER_HEIGHT}" aria-hidden="true">${poster(this.item)}</svg>`;
  }

  /** Where it cannot be had, a poster stays the plain card that it is before; the next one tries again. */
  async #fetchArt(): Promise<void> {
    try {
      art = await import('../art/poster.ts');
      this.requestUpdate();
    } catch (error) {
      console.warn(error);
    }
  }
}
