// Draws a picture that is written as text (drawings.json): layers between bars, back to front, on the sheet of motif.ts.
// A layer is a colour (g ground, m main, q quiet, s spark, i ink), a width where it is a stroke and no fill, and a shape:
//
//   m M20 30h40v20z       a path, filled with the main colour; `m%35` lets 65 percent of what is behind it through
//   s4 M20 30h40          a path as a line of 4 units with round ends; `s4.5b` with blunt ones
//   q o100 104 60 40      an ellipse: centre, radii (one for a circle)
//   q r100 104 12 0.3     wedges that spread from a point, every other one filled: how many, and the turn of the first
//   s .20 110             20 round stars, down to 110
//   s +40 50 9            a four-pointed sparkle: centre, size
//   msq:i M20 30h40v20z   the colour of that place in a list
//   *                     what stands behind the rest: by the random source a disc, a ring, rays or a slope
//   ^q o100 104 60        a layer behind all before it
//   <rotate(9 100 190)    all until `>` is turned, moved or scaled so
//   6(                    all until `)` is drawn 6 times, `i` being 0 to 5
//   x=82~118              a number with a name. Any shape has such numbers in braces (expressions.ts): `m o{x} {x/2+9} 40`;
//                         of four it makes a point on a circle: centre, radius, turn
//   q M0 9[8:l{k} 9]z     what stands in brackets is repeated, `k` being 0 to 7
//
// Colours that read on each other: everything on ground and on quiet; ground, quiet and spark on main; never ink on main.
import { type SVGTemplateResult, svg } from 'lit';
import { evaluate, type Names } from './expressions.ts';
import { type Motif, onCircle, PICTURE_HEIGHT, PICTURE_WIDTH, rays, round, sparkle, stars, times } from './motif.ts';
import type { Palette } from './palettes.ts';
import type { SeededRandom } from './seeded-random.ts';

const COLOURS = { g: 'ground', m: 'main', q: 'quiet', s: 'spark', i: 'ink' } as const satisfies Record<
  string,
  keyof Palette
>;
const BRUSH = /^(\^?)([gmqsi]+)(?::([^%]+)|([\d.]*)(b?))(?:%(\S+))?$/;
const FILLED = /\[([^:\]]+):([^\]]*)\]|\{([^}]*)\}/g;

/** A closed path in place of an ellipse: one kind of element draws everything. */
function ellipse([x = 0, y = 0, rx = 0, ry = rx]: number[]): string {
  return `M${round(x - rx)} ${y}a${rx} ${ry} 0 1 0 ${round(2 * rx)} 0a${rx} ${ry} 0 1 0 ${round(-2 * rx)} 0z`;
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

/** Draws one picture once. */
class Drawing {
  readonly #palette: Palette;
  readonly #random: SeededRandom;
  readonly #names: Names = {};

  constructor(palette: Palette, random: SeededRandom) {
    this.#palette = palette;
    this.#random = random;
  }

  draw(layers: readonly Layer[]): unknown[] {
    const drawn: unknown[] = [];
    for (const { text, inside } of layers) {
      const [, name, value] = /^(\w+)=(.*)$/.exec(text) ?? [];
      if (name) this.#names[name] = this.#number(value!);
      else if (text === '*') drawn.push(backdrop(this.#palette, this.#random));
      else if (text.endsWith('(')) drawn.push(...this.#repeated(text.slice(0, -1), 'i', () => this.draw(inside)));
      else if (text[0] === '<')
        drawn.push(svg`<g transform=${this.#filled(text.slice(1), 100)}>${this.draw(inside)}</g>`);
      else if (text[0] === '^') drawn.unshift(this.#layer(text));
      else drawn.push(this.#layer(text));
    }
    return drawn;
  }

  #repeated<T>(count: string, name: string, make: () => T): T[] {
    return times(this.#number(count), (index) => {
      this.#names[name] = index;
      return make();
    });
  }

  #layer(text: string): unknown {
    const at = text.indexOf(' ');
    const [, , colours = '', place, width, blunt, percent] = BRUSH.exec(text.slice(0, at))!;
    const letter = colours[place ? Math.floor(this.#number(place)) % colours.length : 0] as keyof typeof COLOURS;
    const drawn = this.#shape(text.slice(at + 1), this.#palette[COLOURS[letter]], width, blunt !== '');
    return percent ? svg`<g opacity=${round(this.#number(percent)) / 100}>${drawn}</g>` : drawn;
  }

  #shape(text: string, colour: string, width: string | undefined, blunt: boolean): unknown {
    const shape = this.#filled(text, text[0] === 'r' ? 1e6 : 10);
    const numbers = shape.slice(1).split(' ').map(Number);
    const [x = 0, y = 0, size = 0, turn = 0] = numbers;
    if (shape[0] === 'r') return rays(x, y, size, colour, turn);
    if (shape[0] === '.') return stars(this.#random, x, colour, y || PICTURE_HEIGHT);
    if (shape[0] === '+') return sparkle(x, y, size, colour);
    const path = shape[0] === 'o' ? ellipse(numbers) : shape;
    if (!width) return svg`<path d=${path} fill=${colour}></path>`;
    const [cap, join] = blunt ? ['butt', 'miter'] : ['round', 'round'];
    return svg`<path d=${path} fill="none" stroke=${colour} stroke-width=${width} stroke-linecap=${cap} stroke-linejoin=${join}></path>`;
  }

  /** @param parts  of one, as fine as its numbers are */
  #filled(text: string, parts: number): string {
    const written = (value: number) => String(Math.round(value * parts) / parts);
    return text.replace(FILLED, (_, count: string | undefined, repeated: string, expression: string) => {
      if (count) return this.#repeated(count, 'k', () => this.#filled(repeated, parts)).join('');
      const [x, y, radius, turn] = evaluate(expression, this.#names, this.#random) as [number, number, number, number];
      return turn === undefined ? written(x) : onCircle(x, y, radius, turn).map(written).join(' ');
    });
  }

  #number(expression: string): number {
    return evaluate(expression, this.#names, this.#random)[0]!;
  }
}

interface Layer {
  text: string;
  inside: Layer[];
}

/** Layers, with those inside a group or a loop below it. */
function layersOf(picture: string): Layer[] {
  const root: Layer[] = [];
  const open = [root];
  for (const text of picture.split('|')) {
    if (text === '>' || text === ')') open.pop();
    else {
      const layer: Layer = { text, inside: [] };
      open.at(-1)!.push(layer);
      if (text.startsWith('<') || text.endsWith('(')) open.push(layer.inside);
    }
  }
  return root;
}

/** A motif that is written as text. One in which nothing is by chance is mirrored for every other film. */
export function drawn(picture: string): Motif {
  const layers = layersOf(picture);
  const varies = /~|pick/.test(picture);
  return (palette, random) => {
    if (varies) return svg`${new Drawing(palette, random).draw(layers)}`;
    const mirrored = random.next() < 0.5 ? `matrix(-1 0 0 1 ${PICTURE_WIDTH} 0)` : 'matrix(1 0 0 1 0 0)';
    return svg`<g transform=${mirrored}>${new Drawing(palette, random).draw(layers)}</g>`;
  };
}
