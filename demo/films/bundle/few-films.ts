// A small film bundle: the films that newcomers are shown first, and no model. Embeddings, map and language are as in the
// real one, so a page does all but search by meaning, its lists come from the mean of the history, and it opens in a third
// of the time.

import { openBundle } from '../../../src/pipeline/input/read-bundle-folder.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import { filmBundleFingerprint, markBuilt, needsRebuild } from './film-bundle-state.ts';
import { makeFilmBundle } from './make-film-bundle.ts';

const NUM_FILMS = 400;

export interface FewFilmsOptions {
  /** Opens ONNX Runtime, where the bundle must be made. */
  loadRuntime: () => Promise<OrtModule>;
  /** The film bundle that set-up made, with the towers beside it. */
  filmsFolder: string;
  /** Where the small one goes, and beside it a note of what it was made from. */
  outDir: string;
  /** Where content vectors are kept between runs. */
}

/** Makes the bundle of the first films of the real one, unless it is there already. */
export async function makeFewFilms({ loadRuntime, filmsFolder, outDir }: FewFilmsOptions): Promise<void> {
  const stateFile = `${outDir}.sha256`;
  const fingerprint = await filmBundleFingerprint(filmsFolder);
  if (!(await needsRebuild(outDir, stateFile, fingerprint))) return;
  // Bundles begin with what newcomers are shown first.
  const { itemIds } = await openBundle(filmsFolder);
  const only = new Set(itemIds.slice(0, NUM_FILMS));
  const ort = await loadRuntime();
  await makeFilmBundle({ ort, outDir, towersFolder: filmsFolder, only, hasModels: false });
  await markBuilt(stateFile, fingerprint);
}
