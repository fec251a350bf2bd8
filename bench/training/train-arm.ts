// Trains towers for one arm of a bench on a site's own items, as `privet build` does, but with any settings and sizes.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createRandom } from '../../src/numerics/random.ts';
import { logFacts } from '../../src/pipeline/commands/log-facts.ts';
import { siteFeatures, textFields } from '../../src/pipeline/commands/site-items.ts';
import { floatTowers, type TowerRecommender } from '../../src/pipeline/evaluation/tower-recommender.ts';
import { DEFAULT_TOWER_CONFIG } from '../../src/pipeline/models/tower-config.ts';
import { embedItems } from '../../src/pipeline/training/embed.ts';
import { kindQuery, thinnedText, titleQuery } from '../../src/pipeline/training/text-variants.ts';
import { compileTowers, neutralScales } from '../../src/pipeline/training/tower-files.ts';
import { siteSettings } from '../../src/pipeline/training/train-site.ts';
import { sessionOptions, trainTowers } from '../../src/pipeline/training/train-towers.ts';
import type { TrainingItems } from '../../src/pipeline/training/training-data.ts';
import { itemText } from '../../src/text/item-text.ts';
import type { OrtModule } from '../../src/towers/session.ts';
import type { Arm } from './changed-settings.ts';
import type { ColdData } from './cold-data.ts';
import { noteSteps } from './note-steps.ts';
import { CACHE_FOLDER, contentVectors } from './trial-data.ts';

/** The items with the wordings that a site's training has, and features from the warm part alone. */
export async function armItems(
  ort: OrtModule,
  { input, warm }: Pick<ColdData, 'input' | 'warm'>,
  seed: number,
): Promise<TrainingItems> {
  const random = createRandom(seed);
  const fields = input.items.map(textFields);
  const content = [fields.map((item) => itemText(item)), fields.map((item) => thinnedText(item, random))];
  const vectors = await contentVectors(ort, [...content, fields.map(titleQuery), fields.map(kindQuery)]);
  return {
    numItems: fields.length,
    contentVariants: vectors.slice(0, content.length),
    queryVariants: vectors.slice(content.length),
    features: siteFeatures(input.items, logFacts(warm)),
  };
}

/** Where an arm's checkpoint goes. Other settings under the same name begin anew: a checkpoint knows what it is of. */
export async function checkpointOf(bench: string, { name }: Arm, run: string): Promise<string> {
  const folder = join(CACHE_FOLDER, bench);
  await mkdir(folder, { recursive: true });
  return join(folder, `${encodeURIComponent(name)}-${run}.checkpoint`);
}

/** Trained towers, f32. */
export async function trainArm(
  ort: OrtModule,
  { name, settings: changed, config: sizes }: Arm,
  items: TrainingItems,
  { training }: Pick<ColdData, 'training'>,
  { epochs, seed, checkpointFile }: { epochs: number; seed: number; checkpointFile: string },
): Promise<TowerRecommender> {
  const config = { ...DEFAULT_TOWER_CONFIG, ...sizes };
  const settings = { ...siteSettings(training), ...changed, epochs, seed };
  const trained = await trainTowers({
    ...{ ort, config, items, logs: [training], settings, checkpointFile, validateEvery: epochs },
    onProgress: (progress) => noteSteps(progress, `${name}: `),
  });
  const parameters = { ...trained.parameters, ...neutralScales(config) };
  const towers = (await compileTowers(config, trained.parameters))(parameters);
  const options = { ort, config, sessionOptions: sessionOptions(settings) };
  const embeddings = await embedItems(options, towers.itemTower, items, trained.residuals);
  return floatTowers(name, towers.userTowerBatch, embeddings, config.embeddingDim, ort);
}
