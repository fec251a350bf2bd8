// Trains towers for one arm of a bench on a site's own items, as `privet build` does, but with any settings and sizes,
// and with an item tower that reads only some of what is known of an item.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import type { Items } from '../../src/items/item-reader.ts';
import { siteFeatures } from '../../src/items/site-features.ts';
import { createRandom } from '../../src/numerics/random.ts';
import type { Split } from '../../src/pipeline/evaluation/split.ts';
import { floatTowers, roundedTowers, type TowerRecommender } from '../../src/pipeline/evaluation/tower-recommender.ts';
import type { TowerConfig } from '../../src/pipeline/models/tower-config.ts';
import { logFacts } from '../../src/pipeline/site/log-facts.ts';
import { embedItems } from '../../src/pipeline/training/embed.ts';
import { exportTowers } from '../../src/pipeline/training/export-towers.ts';
import { placeNewItems } from '../../src/pipeline/training/place-new-items.ts';
import { firstDescent, secondDescent } from '../../src/pipeline/training/restart.ts';
import { sessionOptions } from '../../src/pipeline/training/session-options.ts';
import { fitTeacher } from '../../src/pipeline/training/teacher.ts';
import { kindQuery, thinnedText, titleQuery } from '../../src/pipeline/training/text-variants.ts';
import { eventCounts, siteSettings, towerConfig } from '../../src/pipeline/training/train-site.ts';
import { type TrainedTowers, type TrainOptions, trainTowers } from '../../src/pipeline/training/train-towers.ts';
import type { TrainingItems, TrainingLog } from '../../src/pipeline/training/training-data.ts';
import { fitSemanticIds, type SemanticIds } from '../../src/semantic-ids/fit-semantic-ids.ts';
import { centroidsOf } from '../../src/semantic-ids/residual-quantizer.ts';
import { type ItemTextFields, itemText } from '../../src/text/item-text.ts';
import { HASHED_MODALITIES, modalityVectors } from '../../src/text/modalities.ts';
import type { OrtModule } from '../../src/towers/session.ts';
import type { Arm, ArmInputs } from './changed-settings.ts';
import { noteSteps } from './note-steps.ts';
import { CACHE_FOLDER, contentVectors } from './trial-data.ts';

/** Unless an arm says `restartEpochs=4`, as sites have: then `--epochs` are those before it. */
const ONE_DESCENT = { restartEpochs: 0 };

/** What an arm learns from. */
export interface ArmData {
  input: Items;
  /** Its training part and validation cases. */
  learned: Split;
  training: TrainingLog;
}

/** Everything that is known of the items, from the training part alone. */
export interface ArmItems {
  all: TrainingItems;
  fields: ItemTextFields[];
  semanticIds: SemanticIds;
}

/** The items with the wordings that a site's training has. */
export async function armItems(ort: OrtModule, { input, learned, training }: ArmData, seed: number): Promise<ArmItems> {
  const random = createRandom(seed);
  const fields = input.items.map((item) => item.fields);
  const content = [fields.map((item) => itemText(item)), fields.map((item) => thinnedText(item, random))];
  const vectors = await contentVectors(ort, [...content, fields.map(titleQuery), fields.map(kindQuery)]);
  const ids = input.items.map(({ id }) => id);
  const semanticIds = fitSemanticIds(ids, vectors[0]!, fields, seed, training.candidates);
  const all: TrainingItems = {
    numItems: fields.length,
    contentVariants: vectors.slice(0, content.length),
    queryVariants: vectors.slice(content.length),
    features: siteFeatures(input.items, logFacts(learned.train)),
    codes: semanticIds.codes,
    modalities: { layout: HASHED_MODALITIES, values: modalityVectors(fields) },
  };
  return { all, fields, semanticIds };
}

/** Where an arm's checkpoint goes. Other settings under the same name begin anew: a checkpoint knows what it is of. */
export async function checkpointOf(bench: string, { name }: Arm, run: string): Promise<string> {
  const folder = join(CACHE_FOLDER, bench);
  await mkdir(folder, { recursive: true });
  return join(folder, `${encodeURIComponent(name)}-${run}.checkpoint`);
}

/** Trained towers as recommenders: before any rounding, under the arm's name, and with all that 8 bits round. */
export async function trainArm(
  ...[ort, arm, items, data, run]: Parameters<typeof trainArmParts>
): Promise<TowerRecommender[]> {
  const { float32, int8, config } = await trainArmParts(ort, arm, items, data, run);
  const { embeddingDim } = config;
  return [
    await floatTowers(arm.name, float32.userTowerBatch, { embeddings: float32.embeddings, embeddingDim }, ort),
    await roundedTowers(`${arm.name}, 8 bits`, int8.userTowerBatch, { embeddings: int8.embeddings, embeddingDim }, ort),
  ];
}

export interface TrainedArm {
  config: TowerConfig;
  float32: ArmTowers;
  /** Weights rounded; the embeddings are what the rounded item tower makes, before they are rounded themselves. */
  int8: ArmTowers;
}

interface ArmTowers {
  /** B = 8 */
  userTowerBatch: Uint8Array;
  /** f32 [numItems, D] */
  embeddings: Float32Array;
}

/** Trained towers, in f32 and with rounded weights. */
export async function trainArmParts(
  ort: OrtModule,
  { name, inputs, settings: changed, config: sizes }: Arm,
  { all, fields, semanticIds }: ArmItems,
  { training, learned }: ArmData,
  { epochs, seed, checkpointFile }: { epochs: number; seed: number; checkpointFile: string },
): Promise<TrainedArm> {
  const items = itemsFor(inputs, all, semanticIds, seed);
  const config = { ...towerConfig(items, semanticIds, training), ...(items.codes ? {} : { numLevels: 0 }), ...sizes };
  const settings = { ...siteSettings(training), ...ONE_DESCENT, ...changed, epochs, seed };
  const itemRows = Uint32Array.from({ length: items.numItems }, (_, item) => item);
  const teacher =
    settings.distillation === 0
      ? undefined
      : await fitTeacher(learned, { ort, itemRows, cacheFolder: `${CACHE_FOLDER}/teachers` });
  const trained = await trainDescents({
    ...{ ort, config, items, logs: [{ ...training, teacher }], settings, checkpointFile, validateEvery: epochs },
    onProgress: (progress) => noteSteps(progress, `${name}: `),
  });
  const embed = { ort, config, sessionOptions: sessionOptions(settings) };
  const { float32, int8, residuals } = await exportTowers(embed, trained, items, training, seed);
  let tables: Float32Array[] = [];
  for (const { itemTower } of [float32, int8]) tables.push(await embedItems(embed, itemTower, items, residuals));
  if (inputs.regression !== 0) {
    const [content, events] = [all.contentVariants[0]!, eventCounts(training, items.numItems)];
    const { embeddingDim } = config;
    tables = await placeNewItems({ ort, items: fields, content, events, embeddingDim }, tables);
  }
  const [floats, rounded] = tables;
  return {
    config,
    float32: { ...float32, embeddings: floats! },
    int8: { ...int8, embeddings: rounded! },
  };
}

async function trainDescents({ checkpointFile, ...training }: TrainOptions): Promise<TrainedTowers> {
  if (training.settings.restartEpochs === 0) return trainTowers({ ...training, checkpointFile });
  return secondDescent(training, await firstDescent({ ...training, checkpointFile }));
}

/** What the arm's item tower reads of the items. Content that it does not read is the same for all. */
function itemsFor(inputs: ArmInputs, all: TrainingItems, semanticIds: SemanticIds, seed: number): TrainingItems {
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
