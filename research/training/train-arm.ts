// Trains towers for one arm of a trial on a site's own items, as `privet build` does, but with any settings and sizes,
// and with an item tower that reads only some of what is known of an item.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import type { Items } from '../../src/items/item.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { floatTowers, roundedTowers, type TowerRecommender } from '../../src/pipeline/evaluation/tower-recommender.ts';
import type { SiteTraining } from '../../src/pipeline/site/site-training.ts';
import { type DescribedItems, describeItems, towerConfig } from '../../src/pipeline/training/describe-items.ts';
import {
  finishTowers,
  type LearnedTowers,
  trainAgain,
  trainFirst,
  withTeachers,
} from '../../src/pipeline/training/learn-towers.ts';
import { siteSettings } from '../../src/pipeline/training/site-settings.ts';
import { SITE_WORDINGS } from '../../src/pipeline/training/text-variants.ts';
import { type TrainingProgress, trainTowers } from '../../src/pipeline/training/train-towers.ts';
import type { TrainingItems } from '../../src/pipeline/training/training-data.ts';
import type { SemanticIds } from '../../src/semantic-ids/fit-semantic-ids.ts';
import { centroidsOf } from '../../src/semantic-ids/residual-quantizer.ts';
import type { ItemTextFields } from '../../src/text/item-text.ts';
import { HASHED_MODALITIES } from '../../src/text/modalities.ts';
import type { OrtModule } from '../../src/towers/session.ts';
import type { Arm, ArmInputs } from './changed-settings.ts';
import { CACHE_FOLDER, textEncoder } from './encoder-cache.ts';
import { noteSteps } from './note-steps.ts';

/** Unless an arm says `restartEpochs=4`, as sites have: then `--epochs` are those before it. */
const ONE_DESCENT = { restartEpochs: 0 };

/** What an arm learns from. */
interface ArmData {
  input: Items;
  training: SiteTraining;
}

/** Everything that is known of the items, from the training part alone. */
export interface ArmItems extends DescribedItems {
  fields: ItemTextFields[];
}

/** The items with the wordings that a site's training has. */
export async function armItems({ input, training }: ArmData, seed: number): Promise<ArmItems> {
  const fields = input.items.map((item) => item.fields);
  const itemIds = input.items.map(({ id }) => id);
  const { features, log } = training;
  const known = { itemIds, fields, features, modalities: HASHED_MODALITIES, codebookRows: log.candidates };
  const described = await describeItems({ ...known, wordings: SITE_WORDINGS, encode: await textEncoder(), seed });
  return { ...described, fields };
}

/** Where an arm's checkpoint goes. Other settings under the same name begin anew: a checkpoint knows what it is of. */
export async function checkpointOf(bench: string, { name }: Arm, run: string): Promise<string> {
  const folder = join(CACHE_FOLDER, bench);
  await mkdir(folder, { recursive: true });
  return join(folder, `${encodeURIComponent(name)}-${run}.checkpoint`);
}

/** Trained towers as recommenders: before any rounding, under the arm's name, and with all that 8 bits round. */
export async function armTowers(name: string, learned: LearnedTowers, ort: OrtModule): Promise<TowerRecommender[]> {
  const { float32, int8, embeddings, float32Embeddings, config } = learned;
  const { embeddingDim } = config;
  return [
    await floatTowers(name, float32.userTowerBatch, { embeddings: float32Embeddings!, embeddingDim }, ort),
    await roundedTowers(`${name}, 8 bits`, int8.userTowerBatch, { embeddings, embeddingDim }, ort),
  ];
}

/** Trained towers, in f32 and with rounded weights. */
export async function trainArm(
  ort: OrtModule,
  { name, inputs, settings: changed, config: sizes }: Arm,
  known: ArmItems,
  { training }: ArmData,
  { epochs, seed, checkpointFile }: { epochs: number; seed: number; checkpointFile: string },
): Promise<LearnedTowers> {
  const items = itemsFor(inputs, known, seed);
  const numLevels = items.codes ? {} : { numLevels: 0 };
  const config = { ...towerConfig({ ...known, items }, training.log), ...numLevels, ...sizes };
  const settings = { ...siteSettings(training.log), ...ONE_DESCENT, ...changed, epochs, seed };
  const logs = await withTeachers([training], settings, { ort, cacheFolder: `${CACHE_FOLDER}/teachers` });
  const onProgress = (progress: TrainingProgress) => noteSteps(progress, `${name}: `);
  const learning = { ort, config, items, logs, settings, checkpointFile, validateEvery: epochs, onProgress };
  const restarts = settings.restartEpochs > 0;
  const trained = restarts ? await trainAgain(learning, await trainFirst(learning)) : await trainTowers(learning);
  const placing = { items: known.fields, content: known.items.contentVariants[0]! };
  return finishTowers(learning, trained, { withFloat: true, ...(inputs.regression !== 0 && { placing }) });
}

/** What the arm's item tower reads of the items. Content that it does not read is the same for all. */
function itemsFor(inputs: ArmInputs, { items: all, semanticIds }: DescribedItems, seed: number): TrainingItems {
  const content = inputs.content ? all.contentVariants : [contentOf(inputs, all.numItems, semanticIds)];
  const random = createRandom(seed);
  const { codebookSize } = semanticIds.codebooks;
  const codes = inputs.ids === 1 ? all.codes!.map(() => random.integer(codebookSize)) : all.codes;
  return {
    ...all,
    contentVariants: content,
    codes: [1, 3, 4].includes(inputs.ids) ? codes : undefined,
    modalities: inputs.modalities ? all.modalities : undefined,
  };
}

/** f32 [numItems, 512]: with frozen IDs, or both, the sum of each item's centroids, else the same direction for all. */
function contentOf({ ids }: ArmInputs, numItems: number, { codebooks, codes }: SemanticIds): Float32Array {
  const rows = new Float32Array(numItems * CONTENT_DIM);
  const readsCentroids = ids === 2 || ids === 4;
  for (let item = 0; item < numItems; item++) {
    const row = rows.subarray(item * CONTENT_DIM, (item + 1) * CONTENT_DIM);
    if (!readsCentroids) row[0] = 1;
    for (let level = 0; readsCentroids && level < codebooks.numLevels; level++) {
      const code = codes[item * codebooks.numLevels + level]!;
      const centroids = centroidsOf(codebooks, level);
      for (let d = 0; d < CONTENT_DIM; d++) row[d]! += centroids[code * CONTENT_DIM + d]! / 127;
    }
  }
  return rows;
}
