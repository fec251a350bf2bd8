// <catalog-map>: the whole catalog at a glance: every item a point near what is like it, coloured by its group, with
// the names of the largest groups. A picture for pointers; whoever uses none has the groups as chips above the list.
import { css, html } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Marks } from '../../../src/sdk/index.ts';
import type { OwnMap } from '../../../src/sdk/visitor-catalogs.ts';
import { AppElement } from '../design/app-element.ts';
import { card, size } from '../design/parts.ts';
import { plural } from '../shell/words.ts';
import { drawMap, type MapColours, pointAt } from './draw-map.ts';

@customElement('catalog-map')
export class CatalogMap extends AppElement {
  static override styles = css`
    .hint {
      min-height: 1.5em;
    }
    canvas {
      display: block;
      ${size('100%', 'clamp(20rem, 60vw, 34rem)')}
      margin-top: var(--space-3);
      ${card('l')}
    }
    canvas.pointed {
      cursor: pointer;
    }
  `;

  @property({ attribute: false }) map!: OwnMap;
  @property({ attribute: false }) marks: ReadonlyMap<string, Marks> = new Map();
  /** Shows the item of a point. */
  @property({ attribute: false }) show: (itemId: string) => void = () => {};
  @state() private pointed = -1;
  @query('canvas') private canvas!: HTMLCanvasElement;
  #size = new ResizeObserver(() => this.#draw());
  #scheme = matchMedia('(prefers-color-scheme: dark)');

  override connectedCallback(): void {
    super.connectedCallback();
    this.#scheme.addEventListener('change', this.#draw);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
    this.#scheme.removeEventListener('change', this.#draw);
  }

  protected override firstUpdated(): void {
    this.#size.observe(this.canvas);
  }

  protected override updated(): void {
    this.#draw();
  }

  protected override render() {
    const title = this.map.titles[this.pointed];
    const label = `A map of ${plural(this.map.itemIds.length, 'item')} in ${plural(this.map.groups.length, 'group')}: ${this.map.groups.join('; ')}`;
    return html`<h2>The map</h2><p class="hint soft clipped">${title ?? 'Near each other is alike. Point at an item to read its name.'}</p>
      <canvas role="img" aria-label=${label} class=${title ? 'pointed' : ''} @pointermove=${this.#point} @pointerdown=${this.#point}
        @pointerleave=${() => (this.pointed = -1)} @click=${this.#open}></canvas>`;
  }

  #draw = (): void => {
    if (!this.canvas || this.canvas.clientWidth === 0) return;
    drawMap(this.canvas, this.map, this.marks, this.pointed, coloursOf(this.canvas));
  };

  #point(event: PointerEvent): void {
    this.pointed = pointAt(this.canvas, this.map, event.offsetX, event.offsetY);
  }

  #open(): void {
    const itemId = this.map.itemIds[this.pointed];
    if (itemId !== undefined) this.show(itemId);
  }
}

/** The page's own colours, which follow light and dark. */
function coloursOf(element: Element): MapColours {
  const style = getComputedStyle(element);
  return {
    ink: style.color,
    paper: style.backgroundColor,
    isDark: matchMedia('(prefers-color-scheme: dark)').matches,
    font: style.fontFamily,
  };
}
