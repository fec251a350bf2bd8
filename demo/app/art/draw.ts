// Draws a picture that is written as text: layers between bars, back to front, on the sheet of motif.ts. A layer is a
// colour, a width where it is a stroke and not a fill, and a shape:
//
//   m M20 30h40v20z     a path, filled with the main colour (g ground, m main, q quiet, s spark, i ink)
//   s4 M20 30h40        a path as a line of 4 units, with round ends
//   q o100 104 60 40    an ellipse: centre, radii (one for a circle)
//   *                   what stands behind the rest: by the random source a disc, a ring, rays or a slope
//
// Colours that read on each other: everything on ground and on quiet; ground, quiet and spark on main; never ink on main.
import { type SVGTemplateResult, svg } from 'lit';
import { type Motif, PICTURE_WIDTH, rays, round } from './motif.ts';
import type { Palette } from './palettes.ts';
import type { SeededRandom } from './seeded-random.ts';

const COLOURS = { g: 'ground', m: 'main', q: 'quiet', s: 'spark', i: 'ink' } as const satisfies Record<
  string,
  keyof Palette
>;

/** A closed path in place of an ellipse: one kind of element draws everything. */
function ellipse(numbers: string): string {
  const [x = 0, y = 0, rx = 0, ry = rx] = numbers.split(' ').map(Number);
  return `M${x - rx} ${y}a${rx} ${ry} 0 1 0 ${2 * rx} 0a${rx} ${ry} 0 1 0 ${-2 * rx} 0z`;
}

function layer(text: string, palette: Palette): SVGTemplateResult {
  const [brush = '', ...rest] = text.split(' ');
  const colour = palette[COLOURS[brush[0] as keyof typeof COLOURS]];
  const shape = rest.join(' ');
  const path = shape.startsWith('o') ? ellipse(shape.slice(1)) : shape;
  const width = brush.slice(1);
  if (!width) return svg`<path d=${path} fill=${colour}></path>`;
  return svg`<path d=${path} fill="none" stroke=${colour} stroke-width=${width} stroke-linecap="round" stroke-linejoin="round"></path>`;
}

function backdrop({ quiet }: Palette, random: SeededRandom): SVGTemplateResult {
  const x = round(random.between(80, 120));
  const y = round(random.between(90, 114));
  const kind = random.next();
  if (kind < 0.45) return svg`<circle cx=${x} cy=${y} r=${round(random.between(74, 92))} fill=${quiet}></circle>`;
  if (kind < 0.65) return svg`${rays(x, y, random.pick([10, 14, 18]), quiet, random.next())}`;
  if (kind < 0.8)
    return svg`<circle cx="100" cy="104" r=${round(random.between(76, 86))} fill="none" stroke=${quiet} stroke-width="16"></circle>`;
  const slope = round(random.between(20, 70) * random.pick([-1, 1]));
  return svg`<path d="M0 ${104 - slope}L200 ${104 + slope}V208H0z" fill=${quiet}></path>`;
}

/** A motif that is written as text; every other film has it mirrored. */
export function drawn(picture: string): Motif {
  const layers = picture.split('|');
  return (palette, random) => {
    const mirrored = random.next() < 0.5 ? `matrix(-1 0 0 1 ${PICTURE_WIDTH} 0)` : 'matrix(1 0 0 1 0 0)';
    return svg`<g transform=${mirrored}>${layers.map((text) => (text === '*' ? backdrop(palette, random) : layer(text, palette)))}</g>`;
  };
}
