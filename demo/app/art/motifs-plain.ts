// Motifs that say nothing of film, for the covers of a visitor's own catalogs.
import { svg } from 'lit';
import { type Motif, rays, round, times } from './motif.ts';

/** Bauhaus tiles: quarter discs and squares that never repeat. */
export const tiles: Motif = (palette, random) => {
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
export const contours: Motif = (palette, random) => {
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

/** The sun and its broken likeness in water. */
export const reflection: Motif = (palette, random) => {
  const x = round(random.between(76, 124));
  const bars = times(8, (i) => {
    const width = (62 - i * 6) * random.between(0.75, 1.25);
    return svg`<rect x=${round(x - width / 2 + random.between(-9, 9))} y=${122 + i * 11} width=${round(width)} height="4.5" rx="2.2" fill=${palette.main}></rect>`;
  });
  return svg`${rays(x, 104, 24, palette.quiet, random.next())}<circle cx=${x} cy="104" r="50" fill=${palette.main}></circle>
    <rect x="0" y="112" width="200" height="100" fill=${palette.quiet}></rect>${bars}
    <circle cx=${round(x + random.between(-44, 44))} cy="58" r="5" fill=${palette.spark}></circle>`;
};

/** A sprig in a vase. */
export const sprig: Motif = (palette, random) => {
  const side = random.pick([-1, 1]);
  const tip = 100 + side * random.between(20, 46);
  const leaves = times(9, (i) => {
    const t = 0.16 + i * 0.1;
    const x = round((1 - t) ** 2 * 100 + 2 * t * (1 - t) * 100 + t * t * tip);
    const y = round((1 - t) ** 2 * 140 + 2 * t * (1 - t) * 84 + t * t * 22);
    const turn = round((i % 2 ? 52 : -52) + side * t * 32 + random.between(-9, 9));
    return svg`<path d="M0 0 C13 -10 13 -27 0 -38 C-13 -27 -13 -10 0 0 Z" fill=${i % 3 === 1 ? palette.spark : palette.main} transform="translate(${x} ${y}) rotate(${turn})"></path>`;
  });
  return svg`<circle cx=${round(100 - side * 34)} cy="82" r=${round(random.between(48, 62))} fill=${palette.quiet}></circle>
    <path d="M100 140 Q100 84 ${round(tip)} 22" fill="none" stroke=${palette.main} stroke-width="3"></path>${leaves}
    <path d="M84 128 H116 L112 144 C134 156 132 194 118 202 H82 C68 194 66 156 88 144 Z" fill=${palette.ink}></path><rect x="0" y="202" width="200" height="8" fill=${palette.quiet}></rect>`;
};
