// The colours of the posters: small flat palettes, chosen by eye, sorted by mood. They do not follow the page's light
// and dark: a poster is a printed thing.

import looks from '../../covers/looks.json' with { type: 'json' };

/** Five colours of one poster. `ink` is for lettering and reads on `ground`. */
export interface Palette {
  ground: string;
  /** The main shape. */
  main: string;
  /** A quiet second shape, near the ground. */
  quiet: string;
  /** The small bright thing. */
  spark: string;
  ink: string;
}

function palette(colours: string): Palette {
  const [ground, main, quiet, spark, ink] = colours.split(' ') as [string, string, string, string, string];
  return { ground, main, quiet, spark, ink };
}

/** By mood. */
export const PALETTES: Readonly<Record<string, readonly Palette[]>> = Object.fromEntries(
  Object.entries(looks.palettes).map(([mood, all]) => [mood, all.map(palette)]),
);
