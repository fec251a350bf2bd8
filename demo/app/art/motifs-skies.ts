// Motifs that look up: planets, orbits, a sun over a grid, castles, bolts.
import { svg } from 'lit';
import { type Motif, onCircle, points, rays, round, sparkle, stars, times } from './motif.ts';

/** A large planet, cut by the edge, with a ring and a moon. */
export const planet: Motif = (palette, random) => {
  const x = random.between(60, 140);
  const y = random.between(98, 126);
  const radius = random.between(52, 72);
  const tilt = random.between(-32, 32);
  const rx = round(radius * 1.62);
  const ry = round(radius * 0.36);
  const halfRing = (sweep: 0 | 1) =>
    svg`<path d="M${-rx} 0 A${rx} ${ry} 0 0 ${sweep} ${rx} 0" fill="none" stroke=${palette.spark} stroke-width="5"></path>`;
  const r = round(radius);
  const shade = `M0 ${-r} A${r} ${r} 0 0 1 0 ${r} A${round(radius * 1.5)} ${round(radius * 1.5)} 0 0 0 0 ${-r} Z`;
  const [moonX, moonY] = onCircle(x, y, radius * 1.45, random.between(0.55, 0.95));
  return svg`${stars(random, 26, palette.spark)}
    <g transform="translate(${round(x)} ${round(y)}) rotate(${round(tilt)})">${halfRing(1)}
    <circle r=${r} fill=${palette.main}></circle><path d=${shade} fill=${palette.quiet} opacity="0.5"></path>${halfRing(0)}</g>
    <circle cx=${round(moonX)} cy=${round(moonY)} r="8" fill=${palette.quiet}></circle>`;
};

/** Orbits around a small sun, one body on each. */
export const orbits: Motif = (palette, random) => {
  const x = random.between(70, 130);
  const y = random.between(84, 124);
  const squeeze = random.between(0.42, 0.95);
  const tilt = round(random.between(-30, 30));
  const paths = times(5, (i) => {
    const radius = 32 + i * 23;
    const [bodyX, bodyY] = onCircle(0, 0, radius, random.next());
    return svg`<ellipse rx=${radius} ry=${round(radius * squeeze)} fill="none" stroke=${palette.quiet} stroke-width="2.5"></ellipse>
      <circle cx=${round(bodyX)} cy=${round(bodyY * squeeze)} r=${round(random.between(3.5, 8))}
        fill=${i % 2 ? palette.spark : palette.main}></circle>`;
  });
  return svg`${stars(random, 14, palette.spark)}<g transform="translate(${round(x)} ${round(y)}) rotate(${tilt})">
    ${paths}<circle r="17" fill=${palette.main}></circle></g>`;
};

/** A striped sun that sets on a grid. */
export const gridSun: Motif = (palette, random) => {
  const horizon = random.between(128, 146);
  const radius = random.between(54, 66);
  const stripes = times(
    6,
    (i) =>
      svg`<rect x="0" y=${round(horizon - 8 - i * 11)} width="200" height=${round(6.4 - i)} fill=${palette.ground}></rect>`,
  );
  const fan = times(
    17,
    (i) =>
      svg`<line x1="100" y1=${round(horizon - 24)} x2=${round(-380 + i * 60)} y2="230" stroke=${palette.spark}></line>`,
  );
  const rows = times(
    7,
    (i) =>
      svg`<line x1="0" x2="200" y1=${round(horizon + 2 + i * i * 2.1)} y2=${round(horizon + 2 + i * i * 2.1)} stroke=${palette.spark}></line>`,
  );
  return svg`${stars(random, 18, palette.spark, 70)}
    <circle cx="100" cy=${round(horizon - radius * 0.55)} r=${round(radius)} fill=${palette.main}></circle>${stripes}
    <rect x="0" y=${round(horizon)} width="200" height="90" fill=${palette.quiet}></rect>
    <svg x="0" y=${round(horizon)} width="200" height="90" viewBox="0 ${round(horizon)} 200 90"><g opacity="0.7" stroke-width="1">${fan}${rows}</g></svg>`;
};

/** A rocket that climbs on a trail of discs. */
export const rocket: Motif = (palette, random) => {
  const lean = round(random.between(14, 40) * random.pick([-1, 1]));
  const trail = times(
    6,
    (
      i,
    ) => svg`<circle cx=${round(random.between(-7, 7) * (i / 3))} cy=${58 + i * 19} r=${9 + i * 3.4} fill=${i % 2 ? palette.quiet : palette.spark}
      opacity=${round(1 - i * 0.1)}></circle>`,
  );
  return svg`${stars(random, 24, palette.spark)}<g transform="translate(100 84) rotate(${lean})">${trail}
    <path d="M-16 34 L-32 56 L-12 50 Z M16 34 L32 56 L12 50 Z" fill=${palette.spark}></path>
    <path d="M0 -62 C24 -34 24 10 14 50 H-14 C-24 10 -24 -34 0 -62 Z" fill=${palette.main}></path>
    <circle cy="-12" r="9" fill=${palette.ground}></circle></g>`;
};

/** A castle on a hill under a moon. */
export const castle: Motif = (palette, random) => {
  const moonX = random.between(40, 160);
  const tower = (x: number, top: number, width: number) => svg`
    <rect x=${round(x)} y=${round(top)} width=${round(width)} height="140" fill=${palette.quiet}></rect>
    <polygon points=${points([
      [x - 4, top],
      [x + width / 2, top - width * 1.35],
      [x + width + 4, top],
    ])} fill=${palette.spark}></polygon>
    <rect x=${round(x + width / 2 - 2.5)} y=${round(top + 14)} width="5" height="11" rx="2.5" fill=${palette.main}></rect>`;
  const lefts = [46, 74, 104, 132];
  return svg`${stars(random, 20, palette.main, 110)}
    <circle cx=${round(moonX)} cy="62" r="34" fill=${palette.main}></circle>
    ${lefts.map((x) => tower(x + random.between(-5, 5), random.between(74, 124), random.between(17, 25)))}
    <ellipse cx="100" cy="222" rx="150" ry="64" fill=${palette.main}></ellipse>
    <ellipse cx="150" cy="226" rx="120" ry="52" fill=${palette.quiet}></ellipse>`;
};

/** A crescent that scatters sparkles. */
export const crescent: Motif = (palette, random) => {
  const turn = round(random.between(-35, 35));
  const glints = times(9, () =>
    sparkle(
      random.between(16, 184),
      random.between(14, 196),
      random.between(4, 14),
      random.pick([palette.spark, palette.quiet]),
    ),
  );
  return svg`<circle cx="100" cy="104" r="84" fill=${palette.quiet} opacity="0.6"></circle>
    <g transform="rotate(${turn} 100 104)">
    <path d="M118 40 A66 66 0 1 0 150 148 A54 54 0 1 1 118 40 Z" fill=${palette.main}></path></g>${glints}
    ${sparkle(126, 92, 22, palette.spark)}`;
};

/** A bolt before rays. */
export const bolt: Motif = (palette, random) => {
  const lean = round(random.between(-12, 12));
  return svg`${rays(100, 104, random.pick([12, 16, 20]), palette.quiet, random.next())}
    <circle cx="100" cy="104" r=${round(random.between(60, 76))} fill=${palette.main}></circle>
    <polygon points="116,22 62,116 96,116 82,186 140,84 104,84 124,22" fill=${palette.spark} stroke=${palette.ground}
      stroke-width="5" stroke-linejoin="round" transform="rotate(${lean} 100 104)"></polygon>`;
};

/** A cape in the wind, seen from behind. */
export const cape: Motif = (palette, random) => {
  const sway = random.between(18, 44) * random.pick([-1, 1]);
  const hem = `M78 76 H122 C${round(134 + sway)} 130 ${round(140 + sway * 1.6)} 160 ${round(152 + sway * 1.8)} 214 H${round(44 + sway * 1.4)}
    C${round(62 + sway)} 160 ${round(66 + sway * 0.6)} 120 78 76 Z`;
  return svg`${rays(100, 60, 14, palette.quiet, 0.02)}<circle cx="100" cy="70" r="54" fill=${palette.spark}></circle>
    <path d="M84 110 H116 L120 214 H80 Z" fill=${palette.ground}></path>
    <path d=${hem} fill=${palette.main}></path><circle cx="100" cy="54" r="19" fill=${palette.ground}></circle>
    <path d="M74 82 C80 70 120 70 126 82 Z" fill=${palette.main}></path>`;
};
