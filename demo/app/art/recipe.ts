// Chooses how a film's poster is made but for its picture: palette, lettering and frame, from how the film feels and from
// its id. The id seeds the choice, so a film keeps its poster; moods, genre and kind of story decide what there is to
// choose from.

import type { Face } from './lettering.ts';
import { type Mood, PALETTES, type Palette } from './palettes.ts';
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

type Tints = Readonly<Record<string, readonly Mood[]>>;

/** How a film feels, and in which palettes. A value that is not here says nothing. */
const TINTS: Readonly<Record<string, Tints>> = {
  mood: {
    bleak: ['dread', 'pale', 'cool'],
    chilling: ['dread', 'night'],
    cozy: ['warm', 'rose'],
    dark: ['dread', 'night'],
    dreamy: ['night', 'rose', 'cool'],
    eerie: ['dread', 'night'],
    energetic: ['acid', 'warm'],
    'feel-good': ['acid', 'warm'],
    funny: ['acid'],
    gentle: ['pale', 'cool'],
    goofy: ['acid'],
    gritty: ['warm', 'dread'],
    heartbreaking: ['pale', 'night', 'cool'],
    heartwarming: ['warm', 'acid'],
    intimate: ['pale', 'warm'],
    lonely: ['cool', 'night'],
    melancholic: ['cool', 'pale', 'night'],
    moody: ['night', 'cool'],
    mysterious: ['night', 'cool'],
    nostalgic: ['warm', 'pale'],
    playful: ['acid'],
    romantic: ['rose', 'rose', 'warm'],
    sad: ['cool', 'pale'],
    scary: ['dread'],
    sentimental: ['rose', 'pale'],
    suspenseful: ['night', 'dread'],
    tense: ['dread', 'night', 'cool'],
    unsettling: ['dread'],
    uplifting: ['warm', 'cool'],
    violent: ['dread', 'warm'],
    whimsical: ['acid', 'rose'],
  },
  genre: {
    Action: ['warm', 'night'],
    Adventure: ['warm', 'cool'],
    Comedy: ['acid'],
    'Concert/Performance': ['night', 'acid'],
    Documentary: ['pale', 'cool'],
    Drama: ['pale', 'cool', 'warm'],
    Horror: ['dread'],
    Musical: ['acid', 'rose'],
    'Romantic Comedy': ['rose'],
    'Science Fiction': ['night'],
    'Thriller/Suspense': ['dread', 'night'],
    Western: ['warm', 'warm', 'warm'],
  },
};
const UNKNOWN: readonly Mood[] = ['pale', 'night', 'cool'];

/** Films on which bright colours would make fun of what they tell. */
const SOMBRE: Readonly<Record<string, readonly string[]>> = {
  mood: ['bleak', 'chilling', 'heartbreaking', 'sad'],
  theme: ['holocaust', 'slavery'],
};
const BRIGHT: readonly Mood[] = ['acid', 'rose'];

const SERIF_GENRES = ['Drama', 'Romantic Comedy', 'Musical', 'Western', 'Black Comedy'];
const SERIF_TYPES = ['Fantasy', 'Historical Fiction'];

const hasAny = (values: readonly string[] | undefined, wanted: readonly string[]) =>
  values?.some((value) => wanted.includes(value)) ?? false;

function tintsOf(facets: Record<string, string[]>): readonly Mood[] {
  const tints = Object.entries(TINTS).flatMap(([facet, moods]) =>
    (facets[facet] ?? []).flatMap((value) => (Object.hasOwn(moods, value) ? moods[value]! : [])),
  );
  const isSombre = Object.entries(SOMBRE).some(([facet, values]) => hasAny(facets[facet], values));
  const fitting = isSombre ? tints.filter((mood) => !BRIGHT.includes(mood)) : tints;
  return fitting.length > 0 ? fitting : UNKNOWN;
}

/** The recipe of one film's poster. Same id and facets, same recipe. */
export function posterRecipe(itemId: string, facets: Record<string, string[]>): Recipe {
  const random = seededRandom(itemId);
  const isSerif = hasAny(facets.genre?.slice(0, 1), SERIF_GENRES) || hasAny(facets.creativeType, SERIF_TYPES);
  return {
    palette: random.pick(PALETTES[random.pick(tintsOf(facets))]),
    face: isSerif ? 'serif' : 'sans',
    frame: random.pick<Frame>(['bottom', 'bottom', 'bottom', 'top', 'inset']),
    random,
  };
}
