// The pictures of covers and what chooses them: a part of its own behind the first list (loaded-after-list.ts), because all the
// drawings are as large as the rest of the app before it.
export { assignMotifs } from './assign-motifs.ts';
export { rankMotifs } from './choose-motif.ts';
export { MOTIFS } from './motifs.ts';
