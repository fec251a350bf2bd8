// All motifs by name: those of film covers, and a few that say nothing of film for the covers of a visitor's own catalogs.

import DRAWINGS from '../../covers/drawings.json' with { type: 'json' };
import { drawn } from './draw.ts';
import type { Motif } from './motif.ts';
import { bareTree, contours, skyline, tiles } from './motifs-grown.ts';

export const MOTIFS: Readonly<Record<string, Motif>> = {
  ...Object.fromEntries(Object.entries(DRAWINGS).map(([name, picture]) => [name, drawn(picture)])),
  ...{ bareTree, contours, skyline, tiles },
};
