// Chooses how a film's poster is made but for its picture: palette, lettering and frame, from how the film feels and from
// its id. The id seeds the choice, so a film keeps its poster; moods, genre and kind of story decide what there is to
// choose from.

import looks from '../../covers/looks.json' with { type: 'json' };
import type { Face } from './lettering.ts';
import { PALETTES, type Palette } from './palettes.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** Where the title stands and whether the picture has a margin. */
export type Frame = 'bottom' | 'top' | 'inset';

export interface Recipe {
  palette: Palette;
  face: Face;
  frame: Frame;
  /** The state to go on drawing with. */
  random: SeededRandom;
}

type ByValue = Readonly<Record<string, readonly string[]>>;

/**
 * How a film feels, and in which palettes (a value that is not there says nothing); on which films `bright` colours would
 * make fun of what they tell; and which are lettered in a serif.
 */
const { tints: TINTS, unknown: UNKNOWN, sombre: SOMBRE, bright: BRIGHT, serif: SERIF } = looks;

const hasAny = (values: readonly string[] | undefined, wanted: readonly string[]) =>
  values?.some((value) => wanted.includes(value)) ?? false;

function tintsOf(facets: Record<string, string[]>): readonly string[] {
  const tints = Object.entries(TINTS as Record<string, ByValue>).flatMap(([facet, moods]) =>
    (facets[facet] ?? []).flatMap((value) => (Object.hasOwn(moods, value) ? moods[value]! : [])),
  );
  const isSombre = Object.entries(SOMBRE).some(([facet, values]) => hasAny(facets[facet], values));
  const fitting = isSombre ? tints.filter((mood) => !BRIGHT.includes(mood)) : tints;
  return fitting.length > 0 ? fitting : UNKNOWN;
}

/** The recipe of one film's poster. Same id and facets, same recipe. */
export function posterRecipe(itemId: string, facets: Record<string, string[]>): Recipe {
  const random = seededRandom(itemId);
  const isSerif = hasAny(facets.genre?.slice(0, 1), SERIF.genre) || hasAny(facets.creativeType, SERIF.creativeType);
  return {
    palette: random.pick(PALETTES[random.pick(tintsOf(facets))]!),
    face: isSerif ? 'serif' : 'sans',
    frame: random.pick<Frame>(['bottom', 'bottom', 'bottom', 'top', 'inset']),
    random,
  };
}
