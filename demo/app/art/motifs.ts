// All motifs of film covers by name: some are written as text (drawings.json, read by draw.ts), others are functions that
// vary with every film.
import DRAWINGS from '../../covers/drawings.json' with { type: 'json' };
import { drawn } from './draw.ts';
import type { Motif } from './motif.ts';
import { balloons, hearts, keys, olive, projector, record, spotlights } from './motifs-hearts.ts';
import { arches, columns, doorway, mesa, mountains, road, sail, skyline } from './motifs-lands.ts';
import { bareTree, burst, eye, keyhole, scratches, target, teeth, vertigo } from './motifs-nerves.ts';
import { birds, lamp, stairs, window } from './motifs-rooms.ts';
import { bolt, cape, castle, crescent, gridSun, orbits, planet, rocket } from './motifs-skies.ts';

const ofText = Object.entries(DRAWINGS).map(([name, picture]) => [name, drawn(picture)] as const);

export const MOTIFS: Readonly<Record<string, Motif>> = {
  ...{ balloons, hearts, keys, olive, projector, record, spotlights },
  ...{ arches, columns, doorway, mesa, mountains, road, sail, skyline },
  ...{ bareTree, burst, eye, keyhole, scratches, target, teeth, vertigo },
  ...{ birds, lamp, stairs, window },
  ...{ bolt, cape, castle, crescent, gridSun, orbits, planet, rocket },
  ...Object.fromEntries(ofText),
};
