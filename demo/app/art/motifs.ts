// All motifs by name: those of film covers, and a few that say nothing of film for the covers of a visitor's own catalogs.
// Most are written as text (draw.ts); some are grown and not drawn: each of their parts decides what follows.
import { type SVGTemplateResult, svg } from 'lit';
import DRAWINGS from '../../covers/drawings.json' with { type: 'json' };
import { drawn } from './draw.ts';
import { type Motif, onCircle, PICTURE_HEIGHT, round, stars, times } from './motif.ts';
import type { SeededRandom } from './seeded-random.ts';

const FLOOR = PICTURE_HEIGHT + 4;

/** Houses at night, some windows lit. */
const skyline: Motif = (palette, random) => {
  const house = (x: number, width: number, top: number, fill: string) => {
    const windows = times(Math.floor((FLOOR - top) / 17), (row) =>
      times(Math.floor((width - 8) / 11), (column) =>
        random.next() < 0.36
          ? svg`<rect x=${round(x + 7 + column * 11)} y=${round(top + 10 + row * 17)} width="5" height="8" fill=${palette.spark}></rect>`
          : '',
      ),
    );
    return svg`<rect x=${round(x)} y=${round(top)} width=${round(width)} height="210" fill=${fill}></rect>${windows}`;
  };
  const back = times(5, (i) => house(i * 42 - 6, 38, random.between(56, 110), palette.quiet));
  const front = times(4, (i) => house(i * 52 - 4, random.between(38, 48), random.between(112, 158), palette.main));
  return svg`${stars(random, 12, palette.spark, 50)}<circle cx=${round(random.between(30, 170))} cy="44" r="20" fill=${palette.spark}></circle>${back}${front}`;
};

function branch(
  random: SeededRandom,
  x: number,
  y: number,
  length: number,
  turn: number,
  depth: number,
): SVGTemplateResult {
  const [endX, endY] = onCircle(x, y, length, turn);
  const line = svg`<line x1=${round(x)} y1=${round(y)} x2=${round(endX)} y2=${round(endY)} stroke-width=${round(depth * depth * 0.6 + 0.8)}></line>`;
  if (depth === 0) return line;
  const fork = (side: number) =>
    branch(
      random,
      endX,
      endY,
      length * random.between(0.62, 0.84),
      turn + side * random.between(0.04, 0.12),
      depth - 1,
    );
  return svg`${line}${fork(-1)}${fork(1)}`;
}

/** A bare tree before the moon: it grows differently for every film. */
const bareTree: Motif = (palette, random) => svg`
  ${stars(random, 10, palette.spark, 90)}
  <circle cx=${round(random.between(70, 130))} cy="84" r=${round(random.between(50, 64))} fill=${palette.spark}></circle>
  <g stroke=${palette.main} stroke-linecap="round">${branch(random, random.between(84, 116), 196, 50, random.between(-0.02, 0.02), 4)}</g>
  <ellipse cx="100" cy="216" rx="140" ry="34" fill=${palette.main}></ellipse>`;

/** Bauhaus tiles: quarter discs and squares that never repeat. */
const tiles: Motif = (palette, random) => {
  const size = random.pick([40, 50, 66.7]);
  const fills = [palette.main, palette.spark, palette.quiet];
  const across = Math.round(200 / size);
  const tile = (column: number, row: number) => {
    const fill = random.pick(fills);
    const turn = random.pick([0, 90, 180, 270]);
    const kind = random.next();
    const place = `translate(${round((column + 0.5) * size)} ${round((row + 0.5) * size)}) rotate(${turn})`;
    const half = round(size / 2);
    if (kind < 0.5)
      return svg`<path d="M${-half} ${-half} H${half} A${size} ${size} 0 0 1 ${-half} ${half} Z" fill=${fill} transform=${place}></path>`;
    if (kind < 0.72) return svg`<circle r=${round(size * 0.36)} fill=${fill} transform=${place}></circle>`;
    if (kind < 0.88)
      return svg`<polygon points="${-half},${-half} ${half},${-half} ${-half},${half}" fill=${fill} transform=${place}></polygon>`;
    return '';
  };
  const rows = times(across, (row) => times(across, (column) => tile(column, row)));
  return svg`<g transform="scale(1 1.04)">${rows}</g>`;
};

/** Lines of a map, or of a voice: ridges one before the other. */
const contours: Motif = (palette, random) => {
  const peaks = times(4, () => ({
    x: random.between(40, 160),
    width: random.between(9, 24),
    height: random.between(12, 46),
  }));
  const line = (row: number) => {
    const lift = (x: number) =>
      peaks.reduce(
        (sum, peak, i) =>
          sum + peak.height * Math.exp(-(((x - peak.x - 9 * Math.sin(row * 0.9 + i)) / peak.width) ** 2)),
        0,
      );
    const path = times(
      54,
      (i) =>
        `${i ? 'L' : 'M'}${i * 4 - 6} ${round(52 + row * 12 - lift(i * 4 - 6) * (0.4 + 0.6 * Math.sin(row * 1.3 + 1) ** 2))}`,
    );
    return svg`<path d=${`${path.join(' ')} V220 H-6 Z`} fill=${palette.ground} stroke=${row % 4 === 1 ? palette.spark : palette.main} stroke-width="2.6"></path>`;
  };
  return svg`${times(13, line)}`;
};

export const MOTIFS: Readonly<Record<string, Motif>> = {
  ...Object.fromEntries(Object.entries(DRAWINGS).map(([name, picture]) => [name, drawn(picture)])),
  ...{ bareTree, contours, skyline, tiles },
};
