// Motifs of quiet rooms and what leaves them: stairs, a window, a lamp, birds.
import { svg } from 'lit';
import { type Motif, points, round, stars, times } from './motif.ts';

/** Stairs, and someone on them. */
export const stairs: Motif = (palette, random) => {
  const steps = random.pick([5, 6, 7]);
  const run = 200 / steps;
  const rise = 132 / steps;
  const corners: [number, number][] = [[0, 214]];
  for (let i = 0; i < steps; i++) corners.push([i * run, 200 - i * rise], [(i + 1) * run, 200 - i * rise]);
  const climber = Math.floor(random.between(1, steps - 1));
  const x = round((climber + 0.5) * run);
  const y = round(200 - climber * rise);
  return svg`<circle cx=${round(random.between(36, 90))} cy=${round(random.between(46, 74))} r=${round(random.between(24, 38))} fill=${palette.spark}></circle>
    <polygon points=${points([...corners, [200, 214]])} fill=${palette.main} transform=${random.next() < 0.5 ? 'matrix(1 0 0 1 0 0)' : 'translate(0 6)'}></polygon>
    <circle cx=${x} cy=${y - 46} r="8" fill=${palette.ink}></circle>
    <path d="M${x - 11} ${y} C${x - 11} ${y - 28} ${x - 8} ${y - 36} ${x} ${y - 36} S${x + 11} ${y - 28} ${x + 11} ${y} Z" fill=${palette.ink}></path>`;
};

/** A window with the night, or the day, behind it. */
export const window: Motif = (palette, random) => {
  const x = round(random.between(40, 62));
  const width = 200 - 2 * x;
  const moon = round(random.between(x + 22, 200 - x - 22));
  const open = round(random.between(8, 20));
  return svg`<rect x=${x} y="26" width=${width} height="132" fill=${palette.main}></rect>
    <circle cx=${moon} cy=${round(random.between(56, 88))} r="17" fill=${palette.spark}></circle>
    <path d="M${x} 158 V134 Q${round(x + width * 0.3)} 112 ${round(x + width * 0.6)} 132 T${x + width} 124 V158 Z" fill=${palette.quiet}></path>
    <path d="M100 26 V158 M${x} 84 H${x + width}" stroke=${palette.ground} stroke-width="5"></path>
    <rect x=${x} y="26" width=${width} height="132" fill="none" stroke=${palette.ink} stroke-width="5"></rect>
    <path d="M${x - 16} 16 H${x + 10} C${x + 12} 80 ${x - 4} 120 ${x - open} 172 H${x - 26} Z M${x + width + 16} 16 H${x + width - 10} C${x + width - 12} 80 ${x + width + 4} 120
      ${x + width + open} 172 H${x + width + 26} Z" fill=${palette.quiet}></path><rect x=${x - 14} y="158" width=${width + 28} height="9" fill=${palette.ink}></rect>`;
};

/** A lamp over a table where two sit. */
export const lamp: Motif = (palette, random) => {
  const x = round(random.between(84, 116));
  const spread = round(random.between(58, 78));
  const sitter = (centre: number) => svg`<circle cx=${centre} cy="130" r="10" fill=${palette.main}></circle>
    <path d="M${centre - 17} 190 C${centre - 17} 154 ${centre - 12} 142 ${centre} 142 S${centre + 17} 154 ${centre + 17} 190 Z" fill=${palette.main}></path>`;
  return svg`${stars(random, 6, palette.quiet, 60)}<line x1=${x} x2=${x} y1="-4" y2="44" stroke=${palette.ink} stroke-width="2.5"></line>
    <polygon points=${points([
      [x - 14, 58],
      [x + 14, 58],
      [x + spread, 178],
      [x - spread, 178],
    ])} fill=${palette.spark} opacity="0.8"></polygon>
    <path d="M${x - 26} 64 A26 26 0 0 1 ${x + 26} 64 Z" fill=${palette.ink}></path>
    ${sitter(x - 40)}${sitter(x + 40)}<rect x=${x - 34} y="164" width="68" height="7" fill=${palette.ink}></rect><rect x=${x - 4} y="166" width="8" height="40" fill=${palette.ink}></rect>
    <rect x="0" y="190" width="200" height="22" fill=${palette.quiet}></rect>`;
};

/** Birds that leave a wire; one stays. */
export const birds: Motif = (palette, random) => {
  const bird = (x: number, y: number, size: number, fill: string) =>
    svg`<path d="M${round(x)} ${round(y)} q${round(-size * 0.5)} ${round(-size * 0.8)} ${round(-size * 1.3)} ${round(-size * 0.5)} q${round(size * 0.9)} ${round(-size * 0.05)} ${round(size * 1.3)} ${round(size * 0.95)}
      q${round(size * 0.4)} ${round(-size)} ${round(size * 1.3)} ${round(-size * 0.95)} q${round(-size * 0.8)} ${round(-size * 0.3)} ${round(-size * 1.3)} ${round(size * 0.5)} Z" fill=${fill}></path>`;
  const flock = times(8, (i) =>
    bird(
      28 + (i % 4) * 46 + random.between(-14, 14),
      42 + Math.floor(i / 4) * 42 + random.between(-16, 16),
      random.between(9, 18),
      i % 3 ? palette.main : palette.spark,
    ),
  );
  const perch = round(random.between(50, 150));
  return svg`<circle cx=${round(random.between(50, 150))} cy=${round(random.between(70, 100))} r=${round(random.between(40, 58))} fill=${palette.quiet}></circle>${flock}
    <path d="M-6 152 Q100 176 206 148 M-6 172 Q100 196 206 168" fill="none" stroke=${palette.ink} stroke-width="2"></path>
    <path d="M${perch - 8} 163 C${perch - 12} 146 ${perch - 2} 136 ${perch + 6} 138 L${perch + 15} 142 L${perch + 7} 145 C${perch + 8} 156 ${perch + 2} 162 ${perch - 8} 163 L${perch - 16} 174 Z" fill=${palette.main}></path>`;
};
