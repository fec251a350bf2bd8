// All motifs of film covers by name: some are written as text, others are functions that vary with every film.
import { drawn } from './draw.ts';
import { CRIME } from './drawings-crime.ts';
import { LIVES } from './drawings-lives.ts';
import { PLACES } from './drawings-places.ts';
import { STAGE } from './drawings-stage.ts';
import type { Motif } from './motif.ts';
import { balloons, hearts, keys, olive, projector, record, spotlights } from './motifs-hearts.ts';
import { arches, columns, doorway, mesa, mountains, road, sail, skyline } from './motifs-lands.ts';
import { bareTree, burst, eye, keyhole, scratches, target, teeth, vertigo } from './motifs-nerves.ts';
import { birds, lamp, stairs, window } from './motifs-rooms.ts';
import { bolt, cape, castle, crescent, gridSun, orbits, planet, rocket } from './motifs-skies.ts';

/** Pictures that are written as text (draw.ts). */
export const DRAWINGS = { ...CRIME, ...PLACES, ...STAGE, ...LIVES };

const FUNCTIONS = {
  ...{ balloons, hearts, keys, olive, projector, record, spotlights },
  ...{ arches, columns, doorway, mesa, mountains, road, sail, skyline },
  ...{ bareTree, burst, eye, keyhole, scratches, target, teeth, vertigo },
  ...{ birds, lamp, stairs, window },
  ...{ bolt, cape, castle, crescent, gridSun, orbits, planet, rocket },
};

export type MotifName = keyof typeof DRAWINGS | keyof typeof FUNCTIONS;

const ofText = Object.entries(DRAWINGS).map(([name, picture]) => [name, drawn(picture)] as const);

export const MOTIFS = { ...FUNCTIONS, ...Object.fromEntries(ofText) } as Readonly<Record<MotifName, Motif>>;
export const MOTIF_NAMES = Object.keys(MOTIFS) as MotifName[];
