// Motifs that warm: balloons, a dry glass, hearts, records, piano keys, lights, a projector.
import { svg } from 'lit';
import { type Motif, points, round, times } from './motif.ts';

/** Balloons that got away. */
export const balloons: Motif = (palette, random) => {
  const fills = [palette.main, palette.spark, palette.quiet];
  const count = random.pick([4, 5]);
  return svg`${times(count, (i) => {
    const x = round(30 + (i * 140) / (count - 1) + random.between(-10, 10));
    const y = round(random.between(44, 120));
    const radius = round(random.between(21, 30));
    return svg`<path d="M${x} ${round(y + radius * 1.2)} C${round(x + 10)} 150 ${round(112 - x / 8)} 170 100 214" fill="none" stroke=${palette.ink} stroke-width="1.2"></path>
      <ellipse cx=${x} cy=${y} rx=${radius} ry=${round(radius * 1.2)} fill=${fills[i % 3]!}></ellipse>
      <polygon points=${points([
        [x, y + radius * 1.15],
        [x - 5, y + radius * 1.4],
        [x + 5, y + radius * 1.4],
      ])} fill=${fills[i % 3]!}></polygon>`;
  })}`;
};

/** A glass with an olive: a dry joke. */
export const olive: Motif = (palette, random) => {
  const tilt = round(random.between(-10, 10));
  return svg`<circle cx=${round(random.between(60, 140))} cy="92" r="78" fill=${palette.quiet}></circle><g transform="rotate(${tilt} 100 190)">
    <polygon points="28,40 172,40 100,118" fill=${palette.main}></polygon><polygon points="46,58 154,58 100,116" fill=${palette.ground} opacity="0.35"></polygon>
    <rect x="96" y="112" width="8" height="68" fill=${palette.main}></rect><rect x="62" y="178" width="76" height="9" rx="4.5" fill=${palette.main}></rect>
    <line x1="72" y1="22" x2="118" y2="92" stroke=${palette.ink} stroke-width="3"></line><ellipse cx="102" cy="70" rx="15" ry="12" fill=${palette.spark}></ellipse>
    <circle cx="108" cy="74" r="4.5" fill=${palette.ground}></circle></g>`;
};

const HEART = 'M0 32 C-52 -4 -40 -44 -14 -42 C-4 -41 0 -32 0 -26 C0 -32 4 -41 14 -42 C40 -44 52 -4 0 32 Z';

/** Hearts on a string, or one large and one small. */
export const hearts: Motif = (palette, random) => {
  const small = times(6, () => {
    const scale = round(random.between(0.18, 0.36) * 10) / 10;
    return svg`<path d=${HEART} fill=${random.pick([palette.quiet, palette.spark])} transform="translate(${round(random.between(20, 180))} ${round(random.between(20, 190))}) scale(${scale})"></path>`;
  });
  return svg`${small}<path d=${HEART} fill=${palette.main} transform="translate(${round(random.between(88, 104))} 112) rotate(${round(random.between(-14, 4))}) scale(1.75)"></path>
    <path d=${HEART} fill=${palette.spark} transform="translate(${round(random.between(128, 148))} ${round(random.between(136, 152))}) rotate(${round(random.between(6, 20))}) scale(0.8)"></path>`;
};

/** A record on the turntable. */
export const record: Motif = (palette, random) => {
  const x = round(random.between(76, 100));
  const grooves = times(
    5,
    (i) =>
      svg`<circle cx=${x} cy="104" r=${40 + i * 9} fill="none" stroke=${palette.quiet} stroke-width="1.5"></circle>`,
  );
  return svg`<circle cx=${x} cy="104" r="84" fill=${palette.ink}></circle>${grooves}<circle cx=${x} cy="104" r="30" fill=${palette.main}></circle>
    <circle cx=${x} cy="104" r="5" fill=${palette.spark}></circle><path d="M182 18 V96 L${round(random.between(140, 152))} 142" fill="none" stroke=${palette.spark}
    stroke-width="7" stroke-linecap="round" stroke-linejoin="round"></path><circle cx="182" cy="20" r="12" fill=${palette.main}></circle>`;
};

/** Piano keys, and notes that leave them. */
export const keys: Motif = (palette, random) => {
  const note = (
    x: number,
    y: number,
    fill: string,
  ) => svg`<ellipse cx=${round(x)} cy=${round(y)} rx="11" ry="8" transform="rotate(-20 ${round(x)} ${round(y)})" fill=${fill}></ellipse>
    <path d="M${round(x + 9)} ${round(y - 3)} V${round(y - 46)} q16 6 18 22" fill="none" stroke=${fill} stroke-width="4"></path>`;
  return svg`<g transform="rotate(${round(random.between(-9, 9))} 100 170)"><rect x="-20" y="134" width="240" height="100" fill=${palette.spark}></rect>
    ${times(10, (i) => svg`<line x1=${-6 + i * 24} x2=${-6 + i * 24} y1="134" y2="230" stroke=${palette.ground} stroke-width="2"></line>`)}
    ${times(9, (i) => (i % 7 === 2 || i % 7 === 6 ? '' : svg`<rect x=${11 + i * 24 - 24} y="134" width="14" height="42" fill=${palette.ground}></rect>`))}</g>
    ${note(random.between(30, 60), random.between(88, 110), palette.main)}${note(random.between(84, 110), random.between(62, 84), palette.quiet)}
    ${note(random.between(134, 160), random.between(78, 108), palette.main)}`;
};

/** Beams on a stage. */
export const spotlights: Motif = (palette, random) => {
  const beam = (x: number, to: number, fill: string) =>
    svg`<polygon points=${points([
      [x - 4, 0],
      [x + 4, 0],
      [to + 34, 184],
      [to - 34, 184],
    ])} fill=${fill} opacity="0.72"></polygon>`;
  return svg`${beam(30, random.between(60, 90), palette.main)}${beam(100, random.between(86, 114), palette.spark)}${beam(170, random.between(112, 142), palette.main)}
    <ellipse cx="100" cy="190" rx="120" ry="24" fill=${palette.quiet}></ellipse><ellipse cx="100" cy="186" rx="40" ry="9" fill=${palette.spark}></ellipse>
    <path d="M92 184 L96 138 H104 L108 184 Z" fill=${palette.ink}></path><circle cx="100" cy="128" r="9" fill=${palette.ink}></circle>`;
};

/** A projector's beam: for films of which little is known. */
export const projector: Motif = (palette, random) => {
  const y = round(random.between(78, 112));
  return svg`<polygon points=${points([
    [46, y],
    [210, y - 74],
    [210, y + 78],
  ])} fill=${palette.spark} opacity="0.85"></polygon>
    <polygon points=${points([
      [46, y],
      [210, y - 30],
      [210, y + 34],
    ])} fill=${palette.main} opacity="0.7"></polygon>
    <circle cx="40" cy=${y - 42} r="27" fill=${palette.quiet}></circle><circle cx="40" cy=${y - 42} r="8" fill=${palette.ground}></circle>
    <rect x="14" y=${y - 17} width="46" height="36" rx="5" fill=${palette.main}></rect><path d="M34 ${y + 19} L18 216 M40 ${y + 19} L58 216" stroke=${palette.quiet} stroke-width="6"></path>`;
};
