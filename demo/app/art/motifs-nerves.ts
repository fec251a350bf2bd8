// Motifs that grip: eyes, keyholes, spirals, teeth, bare trees, bursts and targets.
import { type SVGTemplateResult, svg } from 'lit';
import { type Motif, onCircle, points, rays, round, stars, times } from './motif.ts';
import type { SeededRandom } from './seeded-random.ts';

/** One great eye. */
export const eye: Motif = (palette, random) => {
  const lid = random.between(54, 78);
  const iris = random.between(34, 42);
  const look = round(random.between(-16, 16));
  const lashes = times(9, (i) => {
    const turn = -0.17 + i * 0.0425;
    const [x1, y1] = onCircle(100, 124, 92, turn);
    const [x2, y2] = onCircle(100, 124, 108, turn);
    return svg`<line x1=${round(x1)} y1=${round(y1 + 14)} x2=${round(x2)} y2=${round(y2 + 6)}></line>`;
  });
  return svg`<g stroke=${palette.quiet} stroke-width="5" stroke-linecap="round">${lashes}</g>
    <path d="M12 110 Q100 ${round(110 - lid * 1.35)} 188 110 Q100 ${round(110 + lid * 1.35)} 12 110 Z" fill=${palette.main}></path>
    <circle cx=${100 + look} cy="110" r=${round(iris)} fill=${palette.ground}></circle>
    <circle cx=${100 + look} cy="110" r=${round(iris * 0.68)} fill=${palette.spark}></circle>
    <circle cx=${100 + look} cy="110" r=${round(iris * 0.36)} fill=${palette.ground}></circle>
    <circle cx=${92 + look} cy="100" r="5" fill=${palette.main}></circle>`;
};

/** Light through a keyhole, and a figure in it. */
export const keyhole: Motif = (palette, random) => {
  const half = random.between(26, 36);
  const figure = round(random.between(90, 110));
  return svg`<rect x="30" y="14" width="140" height="180" rx="70" fill=${palette.quiet}></rect>
    <circle cx="100" cy="82" r=${round(half + 10)} fill=${palette.main}></circle>
    <polygon points=${points([
      [84, 98],
      [116, 98],
      [116 + half, 182],
      [84 - half, 182],
    ])} fill=${palette.main}></polygon>
    <circle cx=${figure} cy="112" r="8" fill=${palette.ground}></circle>
    <path d="M${figure - 12} 182 C${figure - 12} 140 ${figure - 8} 124 ${figure} 124 S${figure + 12} 140 ${figure + 12} 182 Z" fill=${palette.ground}></path>
    <circle cx="100" cy="64" r="5" fill=${palette.spark}></circle>`;
};

/** Rings that turn inwards; someone falls. */
export const vertigo: Motif = (palette, random) => {
  const lean = random.between(3, 8) * random.pick([-1, 1]);
  const rings = times(8, (i) => {
    const radius = 128 - i * 15;
    return svg`<circle cx=${round(100 + lean * i * 0.8)} cy=${round(104 + lean * i * 0.6)} r=${radius} fill=${i % 2 ? palette.ground : palette.main}></circle>`;
  });
  const x = round(100 + lean * 5.6);
  return svg`${rings}<g transform="translate(${x} ${round(104 + lean * 4.2)}) rotate(${round(random.between(20, 160))})" fill=${palette.spark}>
    <circle cy="-14" r="4.6"></circle><path d="M-4 -9 H4 L3 4 L8 15 L4 16 L0 7 L-4 16 L-8 15 L-3 4 Z M-4 -8 L-13 -2 L-12 1 L-3 -4 Z M4 -8 L13 -13 L14 -10 L3 -4 Z"></path></g>`;
};

/** A jaw, or a mouth of the dark, with eyes behind it. */
export const teeth: Motif = (palette, random) => {
  const count = random.pick([5, 6, 7]);
  const width = 200 / count;
  const row = (base: number, direction: number) =>
    times(count, (i) => {
      const tip = base + direction * random.between(34, 62);
      return svg`<polygon points=${points([
        [i * width, base],
        [(i + 0.5) * width, tip],
        [(i + 1) * width, base],
      ])} fill=${palette.spark}></polygon>`;
    });
  const gap = round(random.between(22, 30));
  return svg`<rect x="0" y="0" width="200" height="34" fill=${palette.main}></rect><rect x="0" y="176" width="200" height="36" fill=${palette.main}></rect>
    ${row(34, 1)}${row(176, -1)}<ellipse cx=${100 - gap} cy="104" rx="9" ry="5" fill=${palette.main}></ellipse>
    <ellipse cx=${100 + gap} cy="104" rx="9" ry="5" fill=${palette.main}></ellipse>`;
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
export const bareTree: Motif = (palette, random) => svg`
  ${stars(random, 10, palette.spark, 90)}
  <circle cx=${round(random.between(70, 130))} cy="84" r=${round(random.between(50, 64))} fill=${palette.spark}></circle>
  <g stroke=${palette.main} stroke-linecap="round">${branch(random, random.between(84, 116), 196, 50, random.between(-0.02, 0.02), 4)}</g>
  <ellipse cx="100" cy="216" rx="140" ry="34" fill=${palette.main}></ellipse>`;

/** Four scratches across a disc. */
export const scratches: Motif = (palette, random) => {
  const lean = random.between(12, 30) * random.pick([-1, 1]);
  const marks = times(4, (i) => {
    const x = 52 + i * 32;
    const top = 30 + Math.abs(i - 1.5) * 15;
    const bottom = 196 - Math.abs(i - 1.5) * 12;
    return svg`<path d="M${round(x + lean)} ${round(top)} Q${round(x + 15)} ${round((top + bottom) / 2)} ${round(x - lean)} ${round(bottom)}
      Q${round(x - 8)} ${round((top + bottom) / 2)} ${round(x + lean)} ${round(top)} Z"></path>`;
  });
  return svg`<circle cx=${round(random.between(84, 116))} cy="106" r=${round(random.between(66, 84))} fill=${palette.quiet}></circle>
    <g fill=${palette.main}>${marks}</g>`;
};

/** A burst, and the one who walks away from it. */
export const burst: Motif = (palette, random) => {
  const spikes = random.pick([14, 18, 22]);
  const shape = (outer: number, inner: number) =>
    points(
      times(spikes * 2, (i) => onCircle(100, 92, i % 2 ? inner : outer * random.between(0.82, 1.12), i / (spikes * 2))),
    );
  return svg`<polygon points=${shape(96, 58)} fill=${palette.quiet}></polygon><polygon points=${shape(70, 42)} fill=${palette.main}></polygon>
    <polygon points=${shape(40, 22)} fill=${palette.spark}></polygon><rect x="0" y="178" width="200" height="34" fill=${palette.quiet}></rect>
    <g transform="translate(${round(random.between(88, 112))} 126)" fill=${palette.ink}><circle cy="-6" r="9"></circle>
    <path d="M-13 6 H13 L11 36 L16 78 H5 L0 44 L-5 78 H-16 L-11 36 Z"></path></g>`;
};

/** A target with crossed hairs. */
export const target: Motif = (palette, random) => {
  const x = round(random.between(82, 118));
  const y = round(random.between(90, 118));
  return svg`${rays(x, y, random.pick([8, 10]), palette.quiet, random.next())}
    <circle cx=${x} cy=${y} r="72" fill=${palette.main}></circle><circle cx=${x} cy=${y} r="54" fill=${palette.ground}></circle>
    <circle cx=${x} cy=${y} r="36" fill=${palette.main}></circle><circle cx=${x} cy=${y} r="15" fill=${palette.spark}></circle>
    <path d="M${x} -10 V${y - 24} M${x} ${y + 24} V220 M-10 ${y} H${x - 24} M${x + 24} ${y} H210" stroke=${palette.ink} stroke-width="3.5"></path>`;
};
