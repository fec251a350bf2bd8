// SVG as text, drawn by hand: elements whose words are escaped, and axes from values to places. The report's charts are
// made of these, and the pictures of the benchmark.

import { type Content, html, type Markup } from './markup.ts';

/** Whatever is undefined is left out; numbers are written to a hundredth of a pixel. */
export type Attributes = Record<string, string | number | undefined>;

/** @param name  trusted, like the names of the attributes */
export function element(name: string, attributes: Attributes, ...content: Content[]): Markup {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => html` ${key}="${typeof value === 'number' ? Number(value.toFixed(2)) : value}"`);
  return content.length === 0 ? html`<${name}${written}/>` : html`<${name}${written}>${content}</${name}>`;
}

export function text(x: number, baseline: number, words: string, attributes: Attributes = {}): Markup {
  return element('text', { x, y: baseline, ...attributes }, words);
}

/** From a value to its place in pixels. */
export type Scale = (value: number) => number;
/** Two ends, of values or of pixels. */
export type Ends = readonly [number, number];

export function linearScale([low, high]: Ends, [from, to]: Ends): Scale {
  return (value) => from + ((to - from) * (value - low)) / (high - low || 1);
}

/** @param domain  above 0 */
export function logarithmicScale(domain: Ends, range: Ends): Scale {
  const scale = linearScale([Math.log10(domain[0]), Math.log10(domain[1])], range);
  return (value) => scale(Math.log10(value));
}

export interface Ticks {
  /** Ascending, within the ends. */
  values: number[];
  step: number;
  /** Decimals that tell them apart. */
  places: number;
}

/** About `count` round values: multiples of 1, 2 or 5 times a power of ten. */
export function linearTicks([low, high]: Ends, count: number): Ticks {
  const wanted = (high - low || 1) / count;
  const power = 10 ** Math.floor(Math.log10(wanted));
  const ratio = wanted / power;
  const factor = ratio < Math.sqrt(2) ? 1 : ratio < Math.sqrt(10) ? 2 : ratio < Math.sqrt(50) ? 5 : 10;
  const step = factor * power;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const values = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(places)));
  return { values, step, places };
}

/** Factors of the powers of ten that are ticks, from many to few. */
const FACTORS = [[1, 2, 3, 5, 7], [1, 2, 5], [1]];

/** At most seven round values, unless there are more powers of ten than that. @param ends  above 0 */
export function logarithmicTicks([low, high]: Ends): number[] {
  const powers = Array.from(
    { length: Math.floor(Math.log10(high)) - Math.floor(Math.log10(low)) + 1 },
    (_, i) => Math.floor(Math.log10(low)) + i,
  );
  const sets = FACTORS.map((factors) =>
    powers.flatMap((power) => factors.map((factor) => factor * 10 ** power)).filter((x) => x >= low && x <= high),
  );
  return sets.find(({ length }) => length <= 7) ?? sets.at(-1)!;
}
