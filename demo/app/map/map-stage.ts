// The map on screen: two canvases over each other (points; marks and words), the camera, and the frames. Whoever owns
// it says what is to be seen and moves the camera; it draws when something changed and rests otherwise.
import { between, type Camera, eased, fitCamera, kept, panned, type Size, toMap, zoomedAt } from './camera.ts';
import { colourField } from './colour-field.ts';
import type { MapData } from './map-data.ts';
import { Overlay, type Scene } from './overlay.ts';
import type { LabelBox } from './place-labels.ts';
import type { PointLayer } from './point-layer.ts';
import { createCanvasLayer } from './point-layer-canvas.ts';
import { createWebglLayer } from './point-layer-webgl.ts';
import { type MapTheme, readTheme } from './theme.ts';

/** Pixels around the whole map, and a lower share of a small screen. */
const [FIT_MARGIN, FIT_SHARE] = [34, 0.05];
/** Zoom at which a film is shown that the address names. */
const FILM_ZOOM = 7;
const [FLIGHT_MS, STEP_MS] = [900, 260];
/** More pixels than two a CSS pixel cost time and show nothing. */
const MAX_PIXEL_RATIO = 2;

type StageScene = Pick<Scene, 'marks' | 'home' | 'looked' | 'showsCentre' | 'lit'>;

export class MapStage {
  readonly map: MapData;
  readonly #host: HTMLElement;
  readonly #onMove: () => void;
  #points!: PointLayer;
  #pointsCanvas!: HTMLCanvasElement;
  /** They are drawn again only when they moved or changed: while words fade or a card shows they stay. */
  #arePointsStale = true;
  #overlay: Overlay;
  #overlayCanvas: HTMLCanvasElement;
  #theme: MapTheme;
  #scene: StageScene = { marks: [], showsCentre: false };
  #size: Size = { width: 0, height: 0 };
  #pixelRatio = 1;
  #covered: readonly LabelBox[] = [];
  #camera: Camera = { x: 0.5, y: 0.5, scale: 1, stretch: 1 };
  #fit: Camera = this.#camera;
  #flight: { from: Camera; to: Camera; startMs: number; durationMs: number } | undefined;
  #frame = 0;
  #isDisposed = false;

  /** @param host  where the canvases go; @param onMove  the camera moved */
  constructor(host: HTMLElement, map: MapData, onMove: () => void) {
    this.#host = host;
    this.map = map;
    this.#onMove = onMove;
    this.#theme = readTheme(host);
    this.#overlayCanvas = document.createElement('canvas');
    this.#overlay = new Overlay(this.#overlayCanvas);
    host.append(this.#overlayCanvas);
    this.#makePoints();
  }

  get camera(): Camera {
    return this.#camera;
  }

  get size(): Size {
    return this.#size;
  }

  get zoom(): number {
    return this.#camera.scale / this.#fit.scale;
  }

  /** `webgl2` or `canvas`. */
  get kind(): PointLayer['kind'] {
    return this.#points.kind;
  }

  /** Radius of a middling point: it grows more slowly than the distances. */
  get radius(): number {
    return Math.min(8, 2 * this.zoom ** 0.42);
  }

  show(changes: Partial<StageScene>): void {
    const { lit } = this.#scene;
    this.#scene = { ...this.#scene, ...changes };
    if (this.#scene.lit !== lit) this.#fill();
    this.redraw();
  }

  /** Takes the colours as the tokens are now. */
  recolour(): void {
    this.#theme = readTheme(this.#host);
    this.#fill();
    this.redraw();
  }

  /** The place in the middle stays there, and so does the zoom. @param covered  what lies over the map in a corner */
  resize(size: Size, devicePixelRatio: number, covered: readonly LabelBox[] = []): void {
    if (size.width === 0 || size.height === 0) return;
    const isFirst = this.#size.width === 0;
    const zoom = this.zoom;
    this.#size = size;
    this.#covered = covered;
    this.#pixelRatio = Math.min(MAX_PIXEL_RATIO, devicePixelRatio);
    this.#sizeCanvases();
    this.#arePointsStale = true;
    const margin = Math.min(FIT_MARGIN, FIT_SHARE * Math.min(size.width, size.height) + 8);
    this.#fit = fitCamera(this.map.bounds, size, margin);
    this.#camera = isFirst
      ? this.#fit
      : { ...this.#fit, x: this.#camera.x, y: this.#camera.y, scale: this.#fit.scale * zoom };
    // What was shown is gone with the size; at first nothing was.
    if (isFirst) this.redraw();
    else this.draw();
    this.#onMove();
  }

  pan(right: number, down: number): void {
    this.#move(panned(this.#camera, right, down));
  }

  zoomAt(left: number, top: number, factor: number): void {
    this.#move(zoomedAt(this.#camera, this.#size, left, top, factor, this.#fit));
  }

  /** By the buttons: about the middle, and softly where motion is welcome. */
  zoomBy(factor: number): void {
    const { width, height } = this.#size;
    this.#flyTo(
      zoomedAt(this.#flight?.to ?? this.#camera, this.#size, width / 2, height / 2, factor, this.#fit),
      STEP_MS,
    );
  }

  reset(): void {
    this.#flyTo(this.#fit, FLIGHT_MS);
  }

  showFilm(item: number): void {
    this.showPlace(this.map.x(item), this.map.y(item), Math.max(this.zoom, FILM_ZOOM));
  }

  /** @param x, y  from 0 to 1; they come to the middle */
  showPlace(x: number, y: number, zoom: number): void {
    this.#flyTo({ ...this.#fit, x, y, scale: this.#fit.scale * zoom }, FLIGHT_MS);
  }

  /** The place in the middle of the screen. */
  get centre(): [number, number] {
    return toMap(this.#camera, this.#size, this.#size.width / 2, this.#size.height / 2);
  }

  /** Draws in the next frame. */
  redraw(): void {
    if (this.#frame === 0 && this.#size.width > 0) this.#frame = requestAnimationFrame((timeMs) => this.#tick(timeMs));
  }

  /** Draws now. */
  draw(): void {
    const [view, scene] = [this.#view(), { map: this.map, theme: this.#theme, ...this.#scene }];
    if (this.#arePointsStale) this.#drawPoints();
    if (this.#overlay.draw(scene, view, this.#theme.motionMs > 0)) this.redraw();
  }

  dispose(): void {
    cancelAnimationFrame(this.#frame);
    this.#isDisposed = true;
    this.#points.dispose();
    this.#pointsCanvas.remove();
    this.#overlayCanvas.remove();
  }

  #tick(timeMs: number): void {
    this.#frame = 0;
    if (this.#flight) this.#fly(timeMs);
    this.draw();
  }

  #fly(timeMs: number): void {
    const { from, to, startMs, durationMs } = this.#flight!;
    const share = Math.min(1, Math.max(0, (timeMs - startMs) / durationMs));
    this.#camera = between(from, to, eased(share));
    this.#arePointsStale = true;
    if (share >= 1) this.#flight = undefined;
    else this.redraw();
    this.#onMove();
  }

  #flyTo(to: Camera, durationMs: number): void {
    const isStill = this.#theme.motionMs === 0 || this.#size.width === 0;
    if (isStill) {
      this.#move(to);
      return;
    }
    this.#flight = { from: this.#camera, to: kept(to, this.map.bounds), startMs: performance.now(), durationMs };
    this.redraw();
  }

  #move(camera: Camera): void {
    this.#flight = undefined;
    this.#camera = kept(camera, this.map.bounds);
    this.#arePointsStale = true;
    this.redraw();
    this.#onMove();
  }

  #view() {
    const { radius, zoom } = this;
    return {
      camera: this.#camera,
      size: this.#size,
      pixelRatio: this.#pixelRatio,
      zoom,
      radius,
      covered: this.#covered,
    };
  }

  /** A GPU that was taken away is asked for again on a canvas of its own; a new canvas without one draws by itself. */
  #makePoints(): void {
    this.#pointsCanvas?.remove();
    this.#pointsCanvas = document.createElement('canvas');
    const onLost = () => {
      this.#makePoints();
      this.#sizeCanvases();
      this.redraw();
    };
    // WebGL 2 draws ten thousand in one call; a plain canvas is there where there is none.
    this.#points = createWebglLayer(this.#pointsCanvas, onLost) ?? createCanvasLayer(this.#pointsCanvas);
    this.#fill();
  }

  #drawPoints(): void {
    this.#arePointsStale = false;
    this.#points.draw(this.#camera, this.#size, this.#pixelRatio, this.radius);
    if (!this.#pointsCanvas.isConnected) void this.#showPoints();
  }

  /** A canvas on screen makes the page wait for the GPU, which is longest at its first picture: so not before that. */
  async #showPoints(): Promise<void> {
    const canvas = this.#pointsCanvas;
    await this.#points.drawn();
    if (this.#isDisposed || canvas !== this.#pointsCanvas || canvas.isConnected) return;
    this.#host.prepend(canvas);
    this.#drawPoints();
  }

  #fill(): void {
    this.#arePointsStale = true;
    const { positions } = this.map;
    const colours = colourField(this.map, this.#theme.regions);
    const { lit } = this.#scene;
    this.#points.setPoints({ positions, colours, paper: this.#theme.paperColour, ...(lit && { lit }) });
  }

  #sizeCanvases(): void {
    for (const canvas of [this.#pointsCanvas, this.#overlayCanvas]) {
      canvas.width = Math.round(this.#size.width * this.#pixelRatio);
      canvas.height = Math.round(this.#size.height * this.#pixelRatio);
    }
  }
}
