// Towers for a site's own items and logs: what `privet build` and `privet evaluate` call. Settings follow from the data's size.

import { createRandom } from '../../numerics/random.ts';
import { type ItemTextFields, itemText } from '../../text/item-text.ts';
import type { OrtModule } from '../../towers/session.ts';
import { DEFAULT_TOWER_CONFIG, type TowerConfig } from '../models/tower-config.ts';
import { embedItems } from './embed.ts';
import { type ExportedTowers, exportTowers } from './export-towers.ts';
import { kindQuery, thinnedText, titleQuery } from './text-variants.ts';
import { sessionOptions, type TrainingProgress, trainTowers } from './train-towers.ts';
import {
  DEFAULT_TRAINING_SETTINGS,
  type TrainingItems,
  type TrainingLog,
  type TrainingSettings,
} from './training-data.ts';

export interface TrainSiteOptions {
  ort: OrtModule;
  /** One an item, in the order of the items file. */
  fields: readonly ItemTextFields[];
  /** f32 [numItems, Q] (src/text/feature-scaling.ts), from the training part alone */
  features: Float32Array;
  log: TrainingLog;
  /** Content vectors f32 [texts.length, 512] of texts (content-encoder.ts). */
  encode: (texts: readonly string[]) => Promise<Float32Array>;
  settings?: Partial<TrainingSettings>;
  checkpointFile?: string;
  onProgress?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
}

export interface SiteTowers extends ExportedTowers {
  config: TowerConfig;
  /** f32 [numItems, D]: 8-bit item tower output plus residuals. */
  embeddings: Float32Array;
  /** f32 [numItems, D]: the same from the f32 item tower. */
  float32Embeddings: Float32Array;
  /** f32 [numItems, 512] of the served texts. */
  contentVectors: Float32Array;
  /** 1 = the item has a residual. */
  hasResidual: Uint8Array;
}

/** Optimizer steps that a run aims at; small logs get more epochs, within bounds. */
const TARGET_STEPS = 6000;
const [MIN_EPOCHS, MAX_EPOCHS] = [8, 40];
/** Full softmax up to this many items, sampled above. */
const MAX_CANDIDATES = 4096;

/** Defaults from the data's shape. */
export function siteSettings(log: TrainingLog): TrainingSettings {
  const { batchSize } = DEFAULT_TRAINING_SETTINGS;
  const stepsPerEpoch = Math.max(1, Math.ceil(log.numUsers / batchSize));
  const epochs = Math.min(MAX_EPOCHS, Math.max(MIN_EPOCHS, Math.round(TARGET_STEPS / stepsPerEpoch)));
  const numCandidates = Math.min(MAX_CANDIDATES, 64 * Math.ceil(log.candidates.length / 64));
  return { ...DEFAULT_TRAINING_SETTINGS, epochs, numCandidates };
}

export async function trainSite(options: TrainSiteOptions): Promise<SiteTowers> {
  const { ort, log, signal, checkpointFile, onProgress } = options;
  const config = DEFAULT_TOWER_CONFIG;
  const settings = { ...siteSettings(log), ...options.settings };
  const items = await siteItems(options, settings.seed);
  const trained = await trainTowers({
    ort,
    config,
    items,
    logs: [log],
    settings,
    checkpointFile,
    onProgress,
    signal,
    validateEvery: 4,
  });
  const embed = { ort, config, sessionOptions: sessionOptions(settings) };
  const exported = await exportTowers(embed, trained, items, log, settings.seed);
  return {
    ...exported,
    config,
    embeddings: await embedItems(embed, exported.int8.itemTower, items, exported.residuals),
    float32Embeddings: await embedItems(embed, exported.float32.itemTower, items, exported.residuals),
    contentVectors: items.contentVariants[0],
    hasResidual: knownItems([log], items.numItems),
  };
}

/** 1 for the items that training met. */
export function knownItems(logs: readonly TrainingLog[], numItems: number): Uint8Array {
  const known = new Uint8Array(numItems);
  for (const log of logs) for (const item of log.items) known[item] = 1;
  return known;
}

async function siteItems({ fields, features, encode }: TrainSiteOptions, seed: number): Promise<TrainingItems> {
  const random = createRandom(seed);
  return {
    numItems: fields.length,
    contentVariants: [
      await encode(fields.map((item) => itemText(item))),
      await encode(fields.map((item) => thinnedText(item, random))),
    ],
    queryVariants: [await encode(fields.map(titleQuery)), await encode(fields.map(kindQuery))],
    features,
  };
}
