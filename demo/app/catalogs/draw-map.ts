// Draws a map of items on a canvas, and finds the item under a pointer.
import type { Marks } from '../../../src/sdk/index.ts';
import type { OwnMap } from '../../../src/sdk/visitor-catalogs.ts';

export interface MapColours {
  ink: string;
  paper: string;
  isDark: boolean;
  font: string;
}

/** CSS pixels. */
const MARGIN = 28;
const REACH = 14;
const MAX_LABELS = 14;
const LABEL_SIZE = 13;

/** Where an item lies, in CSS pixels: the map's square in the middle, stretched to the canvas. */
function placeOf({ clientWidth, clientHeight }: HTMLElement, { positions }: OwnMap, i: number): [number, number] {
  return [
    MARGIN + positions[2 * i]! * (clientWidth - 2 * MARGIN),
    MARGIN + positions[2 * i + 1]! * (clientHeight - 2 * MARGIN),
  ];
}

/** The nearest item within reach; -1 for none. */
export function pointAt(canvas: HTMLCanvasElement, map: OwnMap, x: number, y: number): number {
  let [best, reach] = [-1, REACH ** 2];
  for (let i = 0; i < map.itemIds.length; i++) {
    const [itemX, itemY] = placeOf(canvas, map, i);
    const distance = (itemX - x) ** 2 + (itemY - y) ** 2;
    if (distance <= reach) [best, reach] = [i, distance];
  }
  return best;
}

export function drawMap(
  canvas: HTMLCanvasElement,
  map: OwnMap,
  marks: ReadonlyMap<string, Marks>,
  pointed: number,
  colours: MapColours,
): void {
  const scale = devicePixelRatio || 1;
  canvas.width = Math.round(canvas.clientWidth * scale);
  canvas.height = Math.round(canvas.clientHeight * scale);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(scale, scale);
  const radius = map.itemIds.length > 3000 ? 1.8 : map.itemIds.length > 800 ? 2.6 : 4;
  for (let i = 0; i < map.itemIds.length; i++) {
    const [x, y] = placeOf(canvas, map, i);
    const isMarked = marks.has(map.itemIds[i]!);
    dot(
      context,
      x,
      y,
      isMarked || i === pointed ? radius * 1.8 : radius,
      groupColour(map.groupOf[i]!, map.groups.length, colours),
    );
    if (isMarked || i === pointed) ring(context, x, y, radius * 1.8 + 1.5, colours.ink);
  }
  drawLabels(context, canvas, map, colours);
}

function dot(context: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.fillStyle = colour;
  context.fill();
}

function ring(context: CanvasRenderingContext2D, x: number, y: number, radius: number, colour: string): void {
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.stroke();
}

/** Neighbouring numbers get colours far apart. */
function groupColour(group: number, numGroups: number, { isDark }: MapColours): string {
  const lightness = isDark ? 0.74 : 0.6;
  if (group < 0) return `oklch(${lightness} 0.01 120)`;
  const hue = (group * 137.5 + 30) % 360;
  return `oklch(${lightness} ${numGroups > 1 ? 0.12 : 0.08} ${hue})`;
}

/** Names of the largest groups at their middles, as far as they do not cover each other. */
function drawLabels(
  context: CanvasRenderingContext2D,
  canvas: HTMLCanvasElement,
  map: OwnMap,
  colours: MapColours,
): void {
  context.font = `600 ${LABEL_SIZE}px ${colours.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  const taken: [number, number, number][] = [];
  for (const { label, x, y } of middles(canvas, map)) {
    if (taken.length === MAX_LABELS) return;
    const half = context.measureText(label).width / 2;
    const at = Math.min(Math.max(x, half + 8), canvas.clientWidth - half - 8);
    const isFree = taken.every(
      ([otherX, otherY, otherHalf]) =>
        Math.abs(otherY - y) > 1.6 * LABEL_SIZE || Math.abs(otherX - at) > half + otherHalf + 6,
    );
    if (!isFree || half * 2 > canvas.clientWidth - 16) continue;
    taken.push([at, y, half]);
    context.lineWidth = 5;
    context.strokeStyle = colours.paper;
    context.strokeText(label, at, y);
    context.fillStyle = colours.ink;
    context.fillText(label, at, y);
  }
}

/** The median of each group's items, the largest group first. */
function middles(canvas: HTMLCanvasElement, map: OwnMap): { label: string; x: number; y: number }[] {
  const members: number[][] = map.groups.map(() => []);
  for (const [i, group] of map.groupOf.entries()) members[group]?.push(i);
  const order = [...members.keys()].filter((group) => members[group]!.length > 0);
  order.sort((a, b) => members[b]!.length - members[a]!.length);
  return order.map((group) => {
    const places = members[group]!.map((i) => placeOf(canvas, map, i));
    const median = (axis: 0 | 1) => places.map((place) => place[axis]).sort((a, b) => a - b)[places.length >> 1]!;
    return { label: map.groups[group]!, x: median(0), y: median(1) };
  });
}
