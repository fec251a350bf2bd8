// The pictures of covers and what chooses them: a part of its own behind the first list (loaded-after-list.ts), because all the
// drawings are as large as the rest of the app before it.
import { type CoverItem, chooseMotif } from './choose-motif.ts';
import type { Motif } from './motif.ts';
import { MOTIFS } from './motifs.ts';

/** A film has the same wherever it is shown. */
export const pictureOf = (item: CoverItem): Motif => MOTIFS[chooseMotif(item)]!;
