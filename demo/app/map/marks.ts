// What is marked on the map: what the person said of films, and the list on screen. Each kind has a shape of its own,
// so that nobody has to tell them by colour.
import { type HistoryEntry, type ItemSummary, opinionOf } from '../../../src/sdk/index.ts';
import type { MapData } from './map-data.ts';
import { type MapTheme, parseColour } from './theme.ts';

export type MarkKind = 'like' | 'dislike' | 'hide' | 'seen' | 'next';

export interface Mark {
  item: number;
  kind: MarkKind;
}

/** In words, for the legend; of one film `You liked it`. */
export const MARK_WORDS: Record<MarkKind, string> = {
  like: 'You liked',
  dislike: 'You disliked',
  hide: 'You hid',
  seen: 'You looked at',
  next: 'On your list now',
};

/** The list first and the history over it, newest last. */
export function marksOf(map: MapData, taps: readonly HistoryEntry[], list: readonly ItemSummary[]): Mark[] {
  const marks = new Map<number, MarkKind>();
  const mark = (itemId: string | undefined, kind: MarkKind) => {
    const item = itemId === undefined ? undefined : map.indexOf(itemId);
    if (item === undefined || (kind === 'seen' && marks.has(item))) return;
    marks.delete(item);
    marks.set(item, kind);
  };
  for (const { itemId } of list) mark(itemId, 'next');
  for (const { event } of taps.toReversed()) mark(event.itemId, kindOf(event));
  return [...marks].map(([item, kind]) => ({ item, kind }));
}

function kindOf(event: HistoryEntry['event']): MarkKind {
  const opinion = event.type === 'purchase' ? 'like' : opinionOf(event);
  return opinion === undefined || opinion === 'save' ? 'seen' : opinion;
}

/** Outlines in a box of 24 units around 0. */
const OUTLINES: Record<MarkKind, string> = {
  like: 'M0 9.5 C-12 1.5 -10 -8.500 -4.500 -8.500 C-2 -8.500 -0.600 -7 0 -5.400 C0.600 -7 2 -8.500 4.500 -8.500 C10 -8.500 12 1.500 0 9.500Z',
  dislike:
    'M-8 -5.200 L-5.200 -8 L0 -2.800 L5.200 -8 L8 -5.200 L2.800 0 L8 5.200 L5.200 8 L0 2.800 L-5.200 8 L-8 5.200 L-2.800 0Z',
  hide: 'M-8.500 -2.300 H8.500 V2.300 H-8.500Z',
  seen: 'M-5.500 0 A5.500 5.500 0 1 0 5.500 0 A5.500 5.500 0 1 0 -5.500 0Z M-3 0 A3 3 0 1 1 3 0 A3 3 0 1 1 -3 0Z',
  next: 'M0 -10.500 L2.700 -2.700 L10.500 0 L2.700 2.700 L0 10.500 L-2.700 2.700 L-10.500 0 L-2.700 -2.700Z',
};

export function markOutline(kind: MarkKind): string {
  return OUTLINES[kind];
}

function markColour(kind: MarkKind, theme: MapTheme): string {
  return { like: theme.leaf, dislike: theme.clay, hide: theme.dusk, seen: theme.inkSoft, next: theme.spark }[kind];
}

const GLOW_RADIUS = 26;
/** Strength by distance from the middle. */
const GLOW = [
  [0, 0.55],
  [0.45, 0.2],
  [1, 0],
] as const;

/** A mark drawn once, to be copied many times a frame: its glow, a rim in the paper's colour, its shape. CSS pixels. */
export function markSprite(kind: MarkKind, theme: MapTheme, pixelRatio: number): HTMLCanvasElement {
  const sprite = document.createElement('canvas');
  sprite.width = sprite.height = Math.ceil(2 * GLOW_RADIUS * pixelRatio);
  const context = sprite.getContext('2d')!;
  context.setTransform(pixelRatio, 0, 0, pixelRatio, sprite.width / 2, sprite.height / 2);
  const colour = markColour(kind, theme);
  if (kind === 'next') drawGlow(context, colour);
  const path = new Path2D(markOutline(kind));
  context.scale(0.82, 0.82);
  context.lineJoin = 'round';
  context.lineWidth = 4.5;
  context.strokeStyle = theme.paper;
  context.stroke(path);
  context.fillStyle = colour;
  context.fill(path, 'evenodd');
  return sprite;
}

export const SPRITE_SIZE = 2 * GLOW_RADIUS;

function drawGlow(context: CanvasRenderingContext2D, colour: string): void {
  const glow = context.createRadialGradient(0, 0, 2, 0, 0, GLOW_RADIUS);
  // Not to `transparent`, which is black: the glow would be grey on the way.
  const [red, green, blue] = parseColour(colour);
  for (const [at, alpha] of GLOW) glow.addColorStop(at, `rgb(${red} ${green} ${blue} / ${alpha})`);
  context.fillStyle = glow;
  context.fillRect(-GLOW_RADIUS, -GLOW_RADIUS, 2 * GLOW_RADIUS, 2 * GLOW_RADIUS);
}
