// <film-poster>: a film's generated poster. Decoration: whoever shows it also names the film, or it has the title alone: one that
// stands beside a heading is `untitled`. Drawn once a film; a lazy
// one when it first comes near the window, because a drawing takes a few milliseconds and shelves hold many.
import { css, html, LitElement, nothing, type PropertyValues } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { ItemSummary } from '../../../src/sdk/index.ts';
import { ground } from '../design/parts.ts';
import { coverStyles } from './cover-styles.ts';
import { FromCovers } from './from-covers.ts';
import { POSTER_HEIGHT, POSTER_WIDTH, poster } from './poster.ts';

const NEAR = '300px';

const nearness = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) (target as FilmPoster).comeNear();
  },
  { rootMargin: NEAR },
);

@customElement('film-poster')
export class FilmPoster extends LitElement {
  static override styles = [
    coverStyles,
    css`
      :host {
        flex: none;
        aspect-ratio: 2 / 3;
        ${ground('sunken', 's')}
      }
      :host([raised]) {
        box-shadow: var(--shadow-poster);
      }
    `,
  ];

  /** Read once, when it is first drawn. */
  @property({ type: Boolean }) lazy = false;
  /** The title stands beside it; read once, as `lazy` is. */
  @property({ type: Boolean }) untitled = false;
  @property({ attribute: false }) item!: ItemSummary;

  @state() private near = false;
  #covers = new FromCovers(this);

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    // The pictures have come, or it has come near: else nothing but another film.
    if (changed.size === 0 || changed.has('near' as never)) return true;
    return changed.get('item')?.itemId !== this.item.itemId;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.lazy && !this.near) nearness.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    nearness.unobserve(this);
  }

  /** Told by the observer, once. */
  comeNear(): void {
    this.near = true;
    nearness.unobserve(this);
  }

  protected override render() {
    if (this.lazy && !this.near) return nothing;
    return html`<svg viewBox="0 0 ${POSTER_WIDTH} ${POSTER_HEIGHT}" aria-hidden="true">${poster(this.item, this.#covers.pictureOf(this.item), !this.untitled)}</svg>`;
  }
}
