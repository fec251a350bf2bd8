// <map-thumb>: a film's place on the map, small and still: a strip of the map around it, with a ring, the names of what
// lies near, and the way to the map itself. Nothing is shown where the catalog has no map, or where it could not be
// had. Its points are drawn when it comes near the window.
import { css, html, nothing, type PropertyValues } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { icon } from '../design/icons.ts';
import { card, inlineRow, row, size, soft } from '../design/parts.ts';
import { said } from '../design/view-styles.ts';
import { SessionElement } from '../session/session-element.ts';
import { withAnd } from '../state/words.ts';
import { filmLink } from '../widgets/film-link.ts';
import { filled, fitCamera, toScreen } from './camera.ts';
import { colourField } from './colour-field.ts';
import { loadMap, type MapData } from './map-data.ts';
import { itemsNear } from './nearby.ts';
import { createCanvasLayer } from './point-layer-canvas.ts';
import { readTheme } from './theme.ts';

/** The strip shows this share of the map's width. */
const SHARE = 0.75;
const NEIGHBOURS = 3;
const POINT_RADIUS = 1.7;
const NEAR = '300px';

@customElement('map-thumb')
export class MapThumb extends SessionElement {
  static override styles = css`
    a {
      ${card('m')}
      text-decoration: none;
      overflow: hidden;
    }
    canvas {
      ${size('100%', '11rem')}
    }
    p {
      ${row(4)}
      justify-content: space-between;
      min-height: var(--tap-target);
      padding: var(--space-2) var(--space-4);
      border-top: 1px solid var(--line);
      ${soft}
    }
    .go {
      flex: none;
      ${inlineRow(2)} ${said('ink')}
    }
  `;

  @property() itemId = '';
  @state() private map: MapData | undefined;
  /** To the window, once. */
  @state() private near = false;
  @query('canvas') private canvas!: HTMLCanvasElement | null;
  #dark = matchMedia('(prefers-color-scheme: dark)');
  #redraw = (): void => this.requestUpdate();
  #watcher = new ResizeObserver(() => this.#resize());
  #nearness = new IntersectionObserver(
    (entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) this.near = true;
    },
    { rootMargin: NEAR, scrollMargin: NEAR },
  );

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener('change', this.#redraw);
    this.#watcher.observe(this);
    this.#nearness.observe(this);
    const { privet } = this.session;
    if (privet)
      loadMap(privet).then(
        (map) => (this.map = map),
        () => {},
      );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener('change', this.#redraw);
    this.#watcher.disconnect();
    this.#nearness.disconnect();
  }

  protected override render() {
    const { map } = this;
    const item = map?.indexOf(this.itemId);
    if (!map || item === undefined) return nothing;
    const near = itemsNear(map, map.x(item), map.y(item), NEIGHBOURS + 1).filter((other) => other !== item);
    const names = near.slice(0, NEIGHBOURS).map((other) => map.titles[other]!);
    return html`<h2 class="heading">Its place on the map</h2>
      <a class="lifts block" ${filmLink(this.itemId, 'map')}><canvas class="block" aria-hidden="true"></canvas>
        <p><span>${names.length > 0 ? `Near ${withAnd(names)}` : ''}</span><span class="go">Open the map ${icon('arrow', 18)}</span></p></a>`;
  }

  protected override updated(_changed: PropertyValues<this>): void {
    this.#draw();
  }

  #resize(): void {
    const { canvas } = this;
    if (canvas && canvas.width !== Math.round(canvas.clientWidth * pixelRatio())) this.#draw();
  }

  #draw(): void {
    const { map, canvas } = this;
    const item = map?.indexOf(this.itemId);
    if (!this.near || !map || !canvas || item === undefined || canvas.clientWidth === 0) return;
    const size = { width: canvas.clientWidth, height: canvas.clientHeight };
    const ratio = pixelRatio();
    canvas.width = Math.round(size.width * ratio);
    canvas.height = Math.round(size.height * ratio);
    const theme = readTheme(this);
    const layer = createCanvasLayer(canvas, 0);
    const colours = colourField(map, theme.regions);
    layer.setPoints({ positions: map.positions, colours, paper: theme.paperColour });
    const whole = fitCamera(map.bounds, { ...size, height: size.width }, 0);
    const place = { x: map.x(item), y: map.y(item), scale: whole.scale / SHARE };
    const camera = filled({ ...whole, ...place }, map.bounds, size);
    layer.draw(camera, size, ratio, POINT_RADIUS);
    drawRing(canvas.getContext('2d')!, toScreen(camera, size, map.x(item), map.y(item)), theme.paper, theme.ink);
  }
}

const pixelRatio = (): number => Math.min(2, devicePixelRatio);

function drawRing(context: CanvasRenderingContext2D, [x, y]: [number, number], paper: string, ink: string): void {
  for (const [radius, width, colour] of [
    [11, 7, paper],
    [11, 2.5, ink],
    [4, 0, ink],
  ] as const) {
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = width;
    context.strokeStyle = context.fillStyle = colour;
    if (width > 0) context.stroke();
    else context.fill();
  }
}
