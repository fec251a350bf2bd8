// Everything over the points: marks of the person's taps and list, the halo of a film, names of regions and titles of
// films. Redrawn every frame; words fade in and out by themselves, and `draw` says whether they still do.
import { type Camera, type Size, toScreen } from './camera.ts';
import { type LabelStyle, numTitled, regionLines, regionStyle, showsLevel, titleStyle } from './label-style.ts';
import type { MapData } from './map-data.ts';
import { type Mark, type MarkKind, markSprite, SPRITE_SIZE } from './marks.ts';
import { itemsOnScreen } from './nearby.ts';
import { type LabelBox, leftOf, placeLabels } from './place-labels.ts';
import type { MapTheme } from './theme.ts';

export interface Scene {
  map: MapData;
  theme: MapTheme;
  marks: readonly Mark[];
  /** The film that the address names. */
  home?: number;
  /** The film under the pointer, or that has the keyboard's attention. */
  looked?: number;
  /** A cross in the middle, while the keyboard moves the map. */
  showsCentre: boolean;
  /** 1 = fits a filter; absent: there is none. */
  lit?: Uint8Array<ArrayBuffer>;
}

export interface View {
  camera: Camera;
  size: Size;
  pixelRatio: number;
  /** Scale in units of the one that shows everything. */
  zoom: number;
  /** Radius of a middling point, CSS pixels. */
  radius: number;
  /** What lies over the map in a corner: no word stands under it. */
  covered: readonly LabelBox[];
}

interface Label extends LabelBox {
  key: string;
  lines: string[];
  style: LabelStyle;
}

const MAX_TITLES = 90;
const SMALL_WIDTH = 560;
const [LABEL_GAP, EDGE_GAP] = [5, 8];
/** Share of the way that a word's strength goes in one frame. */
const FADE_STEP = 0.16;

export class Overlay {
  readonly #context: CanvasRenderingContext2D;
  readonly #widths = new Map<string, number>();
  readonly #strengths = new Map<string, number>();
  #hasDrawn = false;
  #sprites = new Map<MarkKind, HTMLCanvasElement>();
  #spritesFor: unknown;

  constructor(canvas: HTMLCanvasElement) {
    this.#context = canvas.getContext('2d')!;
  }

  /**
   * @param fades  whether words may fade; else, and in the first picture, they are there or not
   * @returns      whether some word is still fading
   */
  draw(scene: Scene, view: View, fades: boolean): boolean {
    const context = this.#context;
    context.setTransform(view.pixelRatio, 0, 0, view.pixelRatio, 0, 0);
    context.clearRect(0, 0, view.size.width, view.size.height);
    this.#drawMarks(scene, view);
    this.#drawHalo(scene, view, scene.home, true);
    this.#drawHalo(scene, view, scene.looked, false);
    if (scene.showsCentre) this.#drawCentre(scene, view);
    const isFirst = !this.#hasDrawn;
    this.#hasDrawn = true;
    return this.#drawLabels(this.#labels(scene, view), scene, view, fades && !isFirst);
  }

  #drawMarks({ map, theme, marks, lit }: Scene, { camera, size, pixelRatio, zoom }: View): void {
    const key = `${theme.paper} ${theme.spark} ${pixelRatio}`;
    if (this.#spritesFor !== key) {
      this.#sprites = new Map();
      this.#spritesFor = key;
    }
    const reach = SPRITE_SIZE * Math.min(1.25, 0.72 + 0.07 * zoom);
    for (const { item, kind } of marks) {
      const [left, top] = toScreen(camera, size, map.x(item), map.y(item));
      if (left < -reach || top < -reach || left > size.width + reach || top > size.height + reach) continue;
      let sprite = this.#sprites.get(kind);
      if (!sprite) this.#sprites.set(kind, (sprite = markSprite(kind, theme, pixelRatio)));
      this.#context.globalAlpha = lit?.[item] === 0 ? 0.25 : 1;
      this.#context.drawImage(sprite, left - reach / 2, top - reach / 2, reach, reach);
    }
    this.#context.globalAlpha = 1;
  }

  #drawHalo({ map, theme }: Scene, { camera, size, radius }: View, item: number | undefined, isHome: boolean): void {
    if (item === undefined) return;
    const context = this.#context;
    const [left, top] = toScreen(camera, size, map.x(item), map.y(item));
    for (const [extra, width, colour] of [
      [isHome ? 9 : 6, 5, theme.paper],
      [isHome ? 9 : 6, 2.5, isHome ? theme.ink : theme.focus],
      ...(isHome ? ([[15, 1.25, theme.ink]] as const) : []),
    ] as const) {
      context.beginPath();
      context.arc(left, top, radius + extra, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = colour;
      context.stroke();
    }
  }

  #drawCentre({ theme }: Scene, { size }: View): void {
    const context = this.#context;
    const [x, y] = [size.width / 2, size.height / 2];
    const cross = new Path2D(`M${x - 14} ${y}h9M${x + 5} ${y}h9M${x} ${y - 14}v9M${x} ${y + 5}v9`);
    context.lineWidth = 4;
    context.strokeStyle = theme.paper;
    context.stroke(cross);
    context.lineWidth = 1.5;
    context.strokeStyle = theme.ink;
    context.stroke(cross);
  }

  /** Most important first: the film that is meant, what is marked (near enough), regions, large to small, titles. */
  #labels({ map, theme, marks, home, looked, lit }: Scene, { camera, size, zoom, radius, covered }: View): Label[] {
    const labels: Label[] = [];
    const titled = new Set<number>();
    const title = (item: number, isMarked: boolean) => {
      if (titled.has(item) || item === looked || lit?.[item] === 0) return;
      titled.add(item);
      const [left, top] = toScreen(camera, size, map.x(item), map.y(item));
      const style = titleStyle(theme, isMarked);
      const offset = isMarked ? 13 : radius + 3;
      const label = this.#label(`t${item}`, [map.titles[item]!], style, left, top + offset, true);
      if (item === home || isWhole(label, size.width)) labels.push(label);
    };
    if (home !== undefined) title(home, true);
    if (zoom >= 1.8) for (const { item, kind } of marks.toReversed()) if (kind !== 'seen') title(item, true);
    for (const { text, x, y, level } of map.labels) {
      if (!showsLevel(level, zoom)) continue;
      const [left, top] = toScreen(camera, size, x, y);
      if (left < -150 || top < -40 || left > size.width + 150 || top > size.height + 40) continue;
      const style = regionStyle(level, theme, size.width < SMALL_WIDTH);
      const label = this.#label(`r${level} ${text}`, regionLines(text, level), style, left, top, false);
      const whole = left > 0 && left < size.width ? inside(label, size.width) : label;
      labels.push(covered.reduce<Label>((box, taken) => leftOf(box, taken, LABEL_GAP), whole));
    }
    for (const item of itemsOnScreen(map, camera, size, MAX_TITLES, numTitled(zoom))) title(item, false);
    return labels;
  }

  /** @param top  of the words where `isBelow`, else their middle */
  #label(key: string, lines: string[], style: LabelStyle, middle: number, top: number, isBelow: boolean): Label {
    const width = Math.max(...lines.map((line) => this.#widthOf(line, style.font)));
    const height = style.lineHeight * lines.length;
    return { key, lines, style, width, height, left: middle - width / 2, top: isBelow ? top : top - height / 2 };
  }

  #widthOf(text: string, font: string): number {
    const key = `${font} ${text}`;
    let width = this.#widths.get(key);
    if (width === undefined) {
      this.#context.font = font;
      this.#widths.set(key, (width = this.#context.measureText(text).width));
    }
    return width;
  }

  #drawLabels(labels: readonly Label[], { theme }: Scene, { size, covered }: View, fades: boolean): boolean {
    const shown = new Set(placeLabels(labels, size, LABEL_GAP, covered));
    let isFading = false;
    for (const [i, label] of labels.entries()) {
      const goal = shown.has(i) ? 1 : 0;
      const before = this.#strengths.get(label.key) ?? 0;
      const strength = fades ? before + Math.max(-FADE_STEP, Math.min(FADE_STEP, goal - before)) : goal;
      if (strength === 0) this.#strengths.delete(label.key);
      else this.#strengths.set(label.key, strength);
      isFading ||= strength !== goal;
      if (strength > 0) this.#write(label, theme.paper, strength);
    }
    this.#forget(labels);
    return isFading;
  }

  /** What is no candidate any more starts from nothing when it is one again. */
  #forget(labels: readonly Label[]): void {
    if (this.#strengths.size <= labels.length) return;
    const keys = new Set(labels.map(({ key }) => key));
    for (const key of this.#strengths.keys()) if (!keys.has(key)) this.#strengths.delete(key);
  }

  #write({ lines, style, left, top, width }: Label, paper: string, strength: number): void {
    const context = this.#context;
    context.font = style.font;
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.lineJoin = 'round';
    context.globalAlpha = strength;
    for (const [i, line] of lines.entries()) {
      const [x, y] = [left + width / 2, top + (i + 0.5) * style.lineHeight];
      context.lineWidth = 3.5;
      context.strokeStyle = paper;
      context.strokeText(line, x, y);
      context.fillStyle = style.colour;
      context.fillText(line, x, y);
    }
    context.globalAlpha = 1;
  }
}

/** Half a title helps nobody. */
function isWhole({ left, width }: Label, room: number): boolean {
  return left >= 2 && left + width <= room - 2;
}

/** Moved so far that no word is cut off at the sides. */
function inside(label: Label, width: number): Label {
  const left = Math.max(EDGE_GAP, Math.min(width - EDGE_GAP - label.width, label.left));
  return { ...label, left };
}
