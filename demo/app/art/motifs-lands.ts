// Motifs with a horizon: mountains, mesas, seas, arches, streets, a door.
import { svg } from 'lit';
import { type Motif, PICTURE_HEIGHT, points, round, stars, times } from './motif.ts';
import type { SeededRandom } from './seeded-random.ts';

const FLOOR = PICTURE_HEIGHT + 4;

/** A ridge from the left edge to the right, closed along the bottom. */
function ridge(random: SeededRandom, base: number, height: number, peaks: number): string {
  const corners: [number, number][] = [[-10, FLOOR]];
  for (let i = 0; i <= peaks * 2; i++) {
    const x = -10 + (i * 220) / (peaks * 2) + random.between(-8, 8);
    corners.push([x, i % 2 ? base - height * random.between(0.6, 1) : base - height * random.between(0, 0.25)]);
  }
  return points([...corners, [210, FLOOR]]);
}

/** Three ridges and a sun. */
export const mountains: Motif = (palette, random) => svg`
  <circle cx=${round(random.between(46, 154))} cy=${round(random.between(48, 84))} r=${round(random.between(24, 38))} fill=${palette.spark}></circle>
  <polygon points=${ridge(random, 150, 84, 2)} fill=${palette.quiet}></polygon>
  <polygon points=${ridge(random, 180, 74, 3)} fill=${palette.main}></polygon>
  <polygon points=${ridge(random, 208, 52, 2)} fill=${palette.ink}></polygon>`;

/** Table mountains under a great sun, and a cactus. */
export const mesa: Motif = (palette, random) => {
  const block = (x: number, top: number, width: number, fill: string) =>
    svg`<polygon points=${points([
      [x, 172],
      [x + width * 0.16, top],
      [x + width * 0.84, top],
      [x + width, 172],
    ])} fill=${fill}></polygon>`;
  const cactusX = round(random.between(36, 150));
  return svg`<circle cx=${round(random.between(70, 130))} cy="104" r=${round(random.between(50, 66))} fill=${palette.spark}></circle>
    ${block(random.between(-30, 10), random.between(86, 110), random.between(70, 100), palette.quiet)}
    ${block(random.between(110, 150), random.between(70, 100), random.between(60, 90), palette.main)}
    <rect x="0" y="168" width="200" height="44" fill=${palette.main}></rect>
    <path d="M${cactusX} 196 V128 M${cactusX} 172 h-15 v-22 M${cactusX} 162 h15 v-20" fill="none" stroke=${palette.ink} stroke-width="8"
      stroke-linecap="round" stroke-linejoin="round"></path>`;
};

/** A sail between sun and waves. */
export const sail: Motif = (palette, random) => {
  const shipX = round(random.between(78, 122));
  const wave = (y: number, fill: string, shift: number) => {
    const humps = times(8, (i) => `q15 -15 30 0${i === 7 ? '' : ' '}`).join('');
    return svg`<path d="M${round(-30 - shift)} ${y} ${humps} V220 H-60 Z" fill=${fill}></path>`;
  };
  return svg`<circle cx=${round(random.between(50, 150))} cy="76" r="44" fill=${palette.spark}></circle>
    <g transform="translate(${shipX} 150) rotate(${round(random.between(-9, 9))})">
      <path d="M4 -112 V-14 H66 C60 -58 38 -92 4 -112 Z" fill=${palette.main}></path>
      <path d="M-4 -92 V-14 H-48 C-38 -44 -22 -72 -4 -92 Z" fill=${palette.ink}></path>
      <path d="M-58 -6 H70 L52 22 H-38 Z" fill=${palette.ink}></path></g>
    ${wave(162, palette.quiet, random.between(0, 28))}${wave(182, palette.main, random.between(0, 28))}`;
};

/** Arches within arches, with someone small in the innermost. */
export const arches: Motif = (palette, random) => {
  const count = random.pick([3, 4]);
  const fills = [palette.quiet, palette.main, palette.ground, palette.spark];
  const arch = (i: number) => {
    const half = 84 - i * 20;
    const top = 26 + i * 22;
    return svg`<path d="M${100 - half} ${FLOOR} V${top + half} A${half} ${half} 0 0 1 ${100 + half} ${top + half} V${FLOOR} Z" fill=${fills[i]!}></path>`;
  };
  const light = count === 3 ? palette.main : palette.ground;
  return svg`${times(count, arch)}
    <circle cx="100" cy="162" r="7" fill=${light}></circle><path d="M91 212 C91 180 94 172 100 172 S109 180 109 212 Z" fill=${light}></path>`;
};

/** Columns that hold up a gable. */
export const columns: Motif = (palette, random) => {
  const count = random.pick([4, 5]);
  const step = 148 / (count - 1);
  return svg`<circle cx=${round(random.between(60, 140))} cy="66" r="46" fill=${palette.spark}></circle>
    <polygon points="12,84 100,34 188,84" fill=${palette.main}></polygon><rect x="14" y="88" width="172" height="12" fill=${palette.main}></rect>
    ${times(count, (i) => svg`<rect x=${round(26 + i * step - 9)} y="104" width="18" height="88" fill=${i % 2 ? palette.quiet : palette.main}></rect>`)}
    <rect x="6" y="192" width="188" height="20" fill=${palette.main}></rect>`;
};

/** Houses at night, some windows lit. */
export const skyline: Motif = (palette, random) => {
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

/** An open door, its light on the floor, and someone in it. */
export const doorway: Motif = (palette, random) => {
  const x = random.between(66, 112);
  const spread = random.between(26, 60);
  return svg`<rect x="0" y="142" width="200" height="70" fill=${palette.quiet}></rect>
    <polygon points=${points([
      [x, 142],
      [x + 38, 142],
      [x + 38 + spread, FLOOR],
      [x - spread, FLOOR],
    ])} fill=${palette.spark} opacity="0.85"></polygon>
    <rect x=${round(x)} y="46" width="38" height="96" fill=${palette.spark}></rect>
    <circle cx=${round(x + 19)} cy="84" r="8" fill=${palette.main}></circle>
    <path d="M${round(x + 9)} 142 C${round(x + 8)} 108 ${round(x + 11)} 95 ${round(x + 19)} 95 S${round(x + 30)} 108 ${round(x + 29)} 142 Z" fill=${palette.main}></path>`;
};

/** A road to the horizon. */
export const road: Motif = (palette, random) => {
  const end = round(random.between(64, 136));
  const dashes = times(5, (i) => {
    const y = 118 + i * i * 5;
    const x = end + ((100 - end) * (y - 112)) / 96;
    return svg`<rect x=${round(x - 1 - i)} y=${y} width=${2 + 2 * i} height=${4 + i * 4} fill=${palette.spark}></rect>`;
  });
  return svg`<circle cx=${end} cy="110" r=${round(random.between(34, 52))} fill=${palette.spark}></circle>
    <rect x="0" y="112" width="200" height="100" fill=${palette.quiet}></rect>
    <polygon points=${points([
      [end - 5, 112],
      [end + 5, 112],
      [176, FLOOR],
      [24, FLOOR],
    ])} fill=${palette.main}></polygon>${dashes}`;
};
