// Chooses how a film's poster is made: motif, palette, lettering and frame, from what the film is and from its id. The
// id seeds the choice, so a film keeps its poster; genre and creative type decide what there is to choose from.

import type { Face } from './lettering.ts';
import type { Motif } from './motif.ts';
import * as hearts from './motifs-hearts.ts';
import * as lands from './motifs-lands.ts';
import * as nerves from './motifs-nerves.ts';
import * as rooms from './motifs-rooms.ts';
import * as skies from './motifs-skies.ts';
import { type Mood, PALETTES, type Palette } from './palettes.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

interface Style {
  moods: readonly Mood[];
  motifs: readonly Motif[];
  face: Face;
}

/** Where the title stands and whether the picture has a margin. */
export type Frame = 'bottom' | 'top' | 'inset';

export interface Recipe {
  palette: Palette;
  motif: Motif;
  face: Face;
  frame: Frame;
  /** The state to go on drawing with. */
  random: SeededRandom;
}

const GENRES = new Map(
  Object.entries<Style>({
    Drama: {
      moods: ['pale', 'cool', 'warm', 'night'],
      motifs: [
        lands.doorway,
        lands.reflection,
        lands.road,
        lands.skyline,
        hearts.pair,
        rooms.stairs,
        rooms.window,
        rooms.sprig,
        rooms.lamp,
        rooms.birds,
      ],
      face: 'serif',
    },
    Comedy: {
      moods: ['acid', 'acid', 'warm', 'cool'],
      motifs: [hearts.smile, hearts.tiles, hearts.balloons, lands.road, hearts.tiles],
      face: 'sans',
    },
    Action: {
      moods: ['warm', 'dread', 'acid', 'night'],
      motifs: [nerves.burst, nerves.speed, nerves.target, nerves.speed, lands.skyline],
      face: 'sans',
    },
    Adventure: {
      moods: ['warm', 'cool', 'pale'],
      motifs: [lands.mountains, lands.sail, lands.mountains, lands.road],
      face: 'sans',
    },
    'Thriller/Suspense': {
      moods: ['dread', 'night', 'cool', 'warm'],
      motifs: [nerves.eye, nerves.keyhole, nerves.vertigo, nerves.target, lands.skyline],
      face: 'sans',
    },
    Horror: {
      moods: ['dread', 'dread', 'night'],
      motifs: [nerves.bareTree, nerves.teeth, nerves.scratches, nerves.bareTree, nerves.eye],
      face: 'sans',
    },
    'Romantic Comedy': {
      moods: ['rose', 'rose', 'acid'],
      motifs: [hearts.hearts, hearts.pair, hearts.balloons],
      face: 'serif',
    },
    Musical: {
      moods: ['acid', 'night', 'rose'],
      motifs: [hearts.record, hearts.keys, hearts.spotlights],
      face: 'serif',
    },
    Documentary: { moods: ['pale', 'cool'], motifs: [hearts.lens, hearts.contours], face: 'sans' },
    Western: { moods: ['warm'], motifs: [lands.mesa, lands.mesa, lands.road], face: 'serif' },
    'Black Comedy': {
      moods: ['dread', 'acid', 'pale'],
      motifs: [hearts.olive, hearts.tiles, hearts.olive],
      face: 'serif',
    },
    'Concert/Performance': {
      moods: ['night', 'acid'],
      motifs: [hearts.spotlights, hearts.record, hearts.keys],
      face: 'sans',
    },
  }),
);

const CREATIVE_TYPES = new Map(
  Object.entries<Style>({
    'Science Fiction': {
      moods: ['night', 'night', 'cool', 'warm'],
      motifs: [skies.planet, skies.orbits, skies.gridSun, skies.rocket],
      face: 'sans',
    },
    Fantasy: { moods: ['night', 'cool', 'rose'], motifs: [skies.castle, skies.crescent], face: 'serif' },
    'Super Hero': { moods: ['acid', 'warm', 'night'], motifs: [skies.bolt, skies.cape], face: 'sans' },
    'Kids Fiction': { moods: ['acid', 'cool'], motifs: [hearts.balloons, hearts.tiles, skies.crescent], face: 'sans' },
    'Historical Fiction': {
      moods: ['pale', 'warm', 'cool'],
      motifs: [lands.columns, lands.arches, lands.sail],
      face: 'serif',
    },
  }),
);

const UNKNOWN: Style = {
  moods: ['pale', 'night', 'cool'],
  motifs: [hearts.projector, lands.reflection, hearts.contours],
  face: 'serif',
};

/** Genres that tell more than the creative type does: a horror film with a ghost is no fairy tale. */
const STRONG_GENRES = new Set(['Horror', 'Western', 'Musical', 'Documentary', 'Concert/Performance']);

/** Chance that a film takes its creative type's look and not its genre's. */
function creativeShare(genre: string, creativeType: string): number {
  if (STRONG_GENRES.has(genre)) return creativeType === 'Science Fiction' ? 0.3 : 0;
  return creativeType === 'Science Fiction' ? 0.85 : 0.5;
}

function styleOf(facets: Record<string, string[]>, random: SeededRandom): Style {
  const [genreName = ''] = facets.genre ?? [];
  const [typeName = ''] = facets.creativeType ?? [];
  const genre = GENRES.get(genreName);
  const creativeType = CREATIVE_TYPES.get(typeName);
  if (creativeType && (!genre || random.next() < creativeShare(genreName, typeName))) return creativeType;
  return genre ?? UNKNOWN;
}

/** The recipe of one film's poster. Same id and facets, same recipe. */
export function posterRecipe(itemId: string, facets: Record<string, string[]>): Recipe {
  const random = seededRandom(itemId);
  const style = styleOf(facets, random);
  return {
    palette: random.pick(PALETTES[random.pick(style.moods)]),
    motif: random.pick(style.motifs),
    face: style.face,
    frame: random.pick<Frame>(['bottom', 'bottom', 'bottom', 'top', 'inset']),
    random,
  };
}
