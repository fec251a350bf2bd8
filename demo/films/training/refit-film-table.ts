// Fits what goes with what among the films anew, beside towers that are there already: the choice of its settings may
// change without a training. The evaluation bundle has those towers and the embeddings of all MovieLens items; it gets
// the table as well.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../../src/errors.ts';
import { tableOfItems } from '../../../src/item-to-item/keyed-table.ts';
import { selectRows } from '../../../src/numerics/select-rows.ts';
import { type FittedTable, fitItemToItem } from '../../../src/pipeline/closed-form/fit-item-to-item.ts';
import { bundleRows } from '../../../src/pipeline/evaluation/tower-recommender.ts';
import { DEFAULT_TOWER_CONFIG } from '../../../src/pipeline/models/tower-config.ts';
import { addItemToItem } from '../../../src/pipeline/site/publish-folder.ts';
import { type OpenBundle, openBundle, readBundleFile } from '../../../src/pipeline/site/read-bundle-folder.ts';
import { embedOptions } from '../../../src/pipeline/training/embed.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../../../src/pipeline/training/training-data.ts';
import { eventCounts } from '../../../src/pipeline/training/training-log.ts';
import { TRAINED_FILES } from '../bundle/film-towers.ts';
import { readFilms } from '../cleaning/read-films.ts';
import { knownFilms, writeFilmTable } from './film-towers-writer.ts';
import { logsOf, readMovieLens } from './film-training-data.ts';
import type { TrainFilmsOptions } from './train-films.ts';

/** Replaces film-item-to-item.bin of `outDir` and the evaluation bundle's table; both must have the same towers. */
export interface RefitFilmTableOptions
  extends Pick<TrainFilmsOptions, 'ort' | 'data' | 'outDir' | 'evaluationDir' | 'onStage' | 'signal'> {
  seed: number;
  onProgress?: (done: number, total: number) => void;
}

/** @throws InputError where the evaluation bundle is missing, or of other towers or items */
export async function refitFilmTable(options: RefitFilmTableOptions): Promise<FittedTable> {
  const { ort, data, outDir, evaluationDir, seed, signal, onProgress } = options;
  options.onStage?.('reading films, logs and towers');
  const bundle = await openBundle(evaluationDir);
  const userTowerBatch = await towersOfBoth(bundle, outDir);
  const movieLens = await readMovieLens(data, readFilms().films, signal);
  const logs = logsOf(movieLens);
  const itemIds = movieLens.items.map(({ itemId }) => itemId);
  const { embeddingDim, qualityDims, itemScale, prior, meanStrength } = bundle.manifest;
  const steps = selectRows(bundle.embeddings, bundleRows(bundle, itemIds), embeddingDim);
  options.onStage?.('fitting what goes with what');
  const config = { ...DEFAULT_TOWER_CONFIG, embeddingDim, qualityDims };
  const fitted = await fitItemToItem({
    embed: embedOptions({ ort, config, settings: DEFAULT_TRAINING_SETTINGS }),
    logs,
    numItems: itemIds.length,
    companions: {
      userTowerBatch,
      embeddings: Float32Array.from(steps, (step) => step * itemScale),
      prior: Float32Array.from(prior),
      meanStrength,
    },
    seed,
    signal,
    onProgress,
  });
  await addItemToItem(evaluationDir, tableOfItems({ ids: itemIds, table: fitted.table }, bundle.itemIds));
  await writeFilmTable(outDir, knownFilms(movieLens, eventCounts(logs, itemIds.length)), fitted);
  return fitted;
}

/** The user tower, the same file in both folders: a table is chosen beside the towers that it will be added to. */
async function towersOfBoth(bundle: OpenBundle, outDir: string): Promise<Uint8Array> {
  const file = bundle.manifest.models.userTowerBatch;
  const path = join(outDir, TRAINED_FILES.userTowerBatch);
  const shipped = await readFile(path).catch((cause) => {
    throw new InputError({ file: path, found: 'no such file', expected: 'towers that were trained' }, { cause });
  });
  const measured = file && (await readBundleFile(bundle.folder, file));
  if (measured && shipped.equals(measured)) return measured;
  throw new InputError({
    file: bundle.folder,
    found: `other towers than those of ${outDir}`,
    expected: 'the evaluation bundle that their training wrote (train anew where it is lost)',
  });
}
