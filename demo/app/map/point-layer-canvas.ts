// Points on a plain canvas, where there is no WebGL 2: those on screen as squares or discs, colour by colour.
import { toScreen } from './camera.ts';
import { MAP_SIZE } from './map-data.ts';
import { FAINT, type PointLayer, type Points, sizeOf } from './point-layer.ts';

/** Colours are rounded so far that many points share one: changing the colour costs more than drawing. */
const COLOUR_STEP = 24;
/** Smaller points are squares: nobody sees the difference, and they are drawn in a third of the time. */
const LEAST_DISC = 2.5;

/** @param leastDisc  radius in CSS pixels below which points are squares */
export function createCanvasLayer(canvas: HTMLCanvasElement, leastDisc = LEAST_DISC): PointLayer {
  const context = canvas.getContext('2d')!;
  let groups: Group[] = [];
  let positions: Uint16Array = new Uint16Array();

  return {
    kind: 'canvas',
    setPoints(points) {
      positions = points.positions;
      groups = groupByColour(points);
    },
    draw(camera, size, pixelRatio, radius) {
      const numPoints = positions.length / 2;
      context.setTransform(pixelRatio, 0, 0, pixelRatio, 0, 0);
      context.clearRect(0, 0, size.width, size.height);
      for (const { colour, alpha, points } of groups) {
        context.fillStyle = colour;
        context.globalAlpha = alpha;
        context.beginPath();
        for (const point of points) {
          const [left, top] = toScreen(
            camera,
            size,
            positions[2 * point]! / MAP_SIZE,
            positions[2 * point + 1]! / MAP_SIZE,
          );
          if (left < -9 || top < -9 || left > size.width + 9 || top > size.height + 9) continue;
          const reach = radius * sizeOf(point, numPoints);
          if (reach < leastDisc) context.rect(left - reach * 0.9, top - reach * 0.9, 1.8 * reach, 1.8 * reach);
          else {
            context.moveTo(left + reach, top);
            context.arc(left, top, reach, 0, 2 * Math.PI);
          }
        }
        context.fill();
      }
      context.globalAlpha = 1;
    },
    async drawn() {},
    dispose() {},
  };
}

interface Group {
  colour: string;
  alpha: number;
  points: number[];
}

/** Faint ones first, so that the others lie on top. */
function groupByColour({ positions, colours, lit }: Points): Group[] {
  const groups = new Map<number, Group>();
  for (let point = 0; point < positions.length / 2; point++) {
    const red = rounded(colours[3 * point]!);
    const green = rounded(colours[3 * point + 1]!);
    const blue = rounded(colours[3 * point + 2]!);
    const isFaint = lit?.[point] === 0;
    const key = (isFaint ? 0x1000000 : 0) + red * 0x10000 + green * 0x100 + blue;
    let group = groups.get(key);
    if (!group) {
      group = { colour: `rgb(${red} ${green} ${blue})`, alpha: isFaint ? FAINT : 1, points: [] };
      groups.set(key, group);
    }
    group.points.push(point);
  }
  return [...groups.values()].sort((a, b) => a.alpha - b.alpha);
}

const rounded = (value: number): number => Math.min(255, Math.round(value / COLOUR_STEP) * COLOUR_STEP);
