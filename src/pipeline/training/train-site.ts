// Towers for a site's own items and logs: what `privet build` and `privet evaluate` call. Settings follow from the data's size.

import type { ItemToItemTable } from '../../formats/item-to-item.ts';
import { createRandom } from '../../numerics/random.ts';
import { fitSemanticIds, type SemanticIds } from '../../semantic-ids/fit-semantic-ids.ts';
import { type ItemTextFields, itemText } from '../../text/item-text.ts';
import { type Modality, modalityDim, modalityVectors, type OwnVectors } from '../../text/modalities.ts';
import type { OrtModule } from '../../towers/session.ts';
import { type FittedTable, fitItemToItem, refitItemToItem } from '../closed-form/fit-item-to-item.ts';
import type { Split } from '../evaluation/split.ts';
import { DEFAULT_TOWER_CONFIG, type TowerConfig } from '../models/tower-config.ts';
import { meanWindowSlots } from './asks.ts';
import { type EmbedOptions, embedItems } from './embed.ts';
import { type ExportedTowers, exportTowers } from './export-towers.ts';
import { placeNewItems } from './place-new-items.ts';
import { firstDescent, secondDescent } from './restart.ts';
import { sessionOptions } from './session-options.ts';
import { fitTeacher, teacherOfLonger } from './teacher.ts';
import { kindQuery, thinnedText, titleQuery } from './text-variants.ts';
import { type TrainedTowers, type TrainingProgress, trainTowers } from './train-towers.ts';
import {
  DEFAULT_TRAINING_SETTINGS,
  type TrainingItems,
  type TrainingLog,
  type TrainingSettings,
} from './training-data.ts';

export interface TrainSiteOptions {
  ort: OrtModule;
  itemIds: readonly string[];
  /** One an item, in the order of the items file. */
  fields: readonly ItemTextFields[];
  /** Further vectors that the item tower reads, and those that the items bring themselves. */
  modalities: readonly Modality[];
  vectors: readonly OwnVectors[];
  /** f32 [numItems, Q] (src/items/feature-scaling.ts), from the training part alone */
  features: Float32Array;
  log: TrainingLog;
  /** What the log was cut from: its training part teaches (teacher.ts); absent = no teacher. */
  split?: Split;
  /** What is learned once settings are chosen, with all that validation had asked for (`refitSplit`); absent = nothing more. */
  refit?: SiteTraining;
  /** Content vectors f32 [texts.length, 512] of texts (content-encoder.ts). */
  encode: (texts: readonly string[]) => Promise<Float32Array>;
  settings?: Partial<TrainingSettings>;
  /** Adds the embeddings before rounding, for `evaluate`. */
  withFloat?: boolean;
  checkpointFile?: string;
  /** Where the teacher's answers are kept between runs. */
  teacherCache?: string;
  onTeach?: (done: number, total: number) => void;
  onProgress?: (progress: TrainingProgress) => void;
  /** After the restart. */
  onRestart?: (done: number, total: number) => void;
  /** While items that nobody has met are placed, after training. */
  onPlace?: (done: number, total: number) => void;
  /** While what goes with what is counted and weighed. */
  onTable?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

/** What towers learn from. */
export interface SiteTraining {
  log: TrainingLog;
  /** f32 [numItems, Q] */
  features: Float32Array;
}

export interface SiteTowers extends ExportedTowers {
  config: TowerConfig;
  /** f32 [numItems, D]: 8-bit item tower output plus residuals; items without an event are placed by their likes as well. */
  embeddings: Float32Array;
  /** f32 [numItems, D]: the same from the f32 item tower; absent without `withFloat`. */
  float32Embeddings?: Float32Array;
  /** What goes with what, by the same log. */
  table: ItemToItemTable;
  /** f32 [numItems, 512] of the served texts. */
  contentVectors: Float32Array;
  /** 1 = the item has a residual. */
  hasResidual: Uint8Array;
  semanticIds: SemanticIds;
}

/** Epochs between two looks at the validation targets. */
const VALIDATE_EVERY = 4;
/** Slots that a run asks for a home list, all epochs together: what ml-1m was tuned at. Small logs get more epochs, within bounds. */
const TARGET_ASKS = 7_000_000;
const [MIN_EPOCHS, MAX_EPOCHS] = [8, 32];
/** Full softmax up to this many items, sampled above. */
const MAX_CANDIDATES = 4096;
/** Logs with fewer events for each of their items are also learned from a teacher: where lists are few, what was counted over pairs says more. */
const TAUGHT_BELOW = 100;
const TAUGHT_SHARE = 0.3;
/** As TARGET_ASKS: they are learned by heart sooner. */
const TAUGHT_TARGET_ASKS = 2_000_000;
/** Windows as long as all but this share of the histories; longer ones are cut into stretches. */
const LONGER_HISTORIES = 0.05;
const [MIN_WINDOW, WINDOW_STEP] = [20, 10];
/** A batch holds as many slots as the default's. */
const { batchSize: FULL_BATCH, windowLength: FULL_WINDOW } = DEFAULT_TRAINING_SETTINGS;

/** Defaults from the data's shape: short histories are trained in short windows, more of them at once; few events an item have a teacher. */
export function siteSettings(log: TrainingLog): TrainingSettings {
  const windowLength = windowLengthFor(log);
  const batchSize = Math.round((FULL_BATCH * FULL_WINDOW) / windowLength);
  const asksPerEpoch = Math.max(1, log.numUsers * meanWindowSlots(log, windowLength));
  const isTaught = log.items.length < TAUGHT_BELOW * new Set(log.items).size;
  const targetAsks = isTaught ? TAUGHT_TARGET_ASKS : TARGET_ASKS;
  const epochs = Math.min(MAX_EPOCHS, Math.max(MIN_EPOCHS, Math.round(targetAsks / asksPerEpoch)));
  const numCandidates = Math.min(MAX_CANDIDATES, 64 * Math.ceil(log.candidates.length / 64));
  const distillation = isTaught ? TAUGHT_SHARE : 0;
  return { ...DEFAULT_TRAINING_SETTINGS, windowLength, batchSize, epochs, numCandidates, distillation };
}

function windowLengthFor({ offsets, numUsers }: TrainingLog): number {
  const lengths = Array.from({ length: numUsers }, (_, user) => offsets[user + 1] - offsets[user]).sort(
    (a, b) => a - b,
  );
  const long = lengths[Math.floor((1 - LONGER_HISTORIES) * (numUsers - 1))] ?? 0;
  const stepped = WINDOW_STEP * Math.ceil(long / WINDOW_STEP);
  return Math.min(DEFAULT_TRAINING_SETTINGS.windowLength, Math.max(MIN_WINDOW, stepped));
}

export async function trainSite(options: TrainSiteOptions): Promise<SiteTowers> {
  const { signal, checkpointFile, onProgress, itemIds, fields, refit } = options;
  const settings = { ...siteSettings(options.log), ...options.settings };
  const wordings = await siteWordings(options, settings.seed);
  const { candidates } = options.log;
  const semanticIds = fitSemanticIds(itemIds, wordings.contentVariants[0], fields, settings.seed, candidates);
  const layout = options.modalities;
  const modalities = { layout, values: modalityVectors(fields, layout, options.vectors) };
  const items: TrainingItems = { ...wordings, codes: semanticIds.codes, modalities };
  const site: Site = {
    ...{ options, settings, items, semanticIds, config: towerConfig(items, semanticIds, options.log) },
    log: await taughtLog(options, settings),
  };
  // With a teacher and nothing new to learn a restart brought nothing that shows (docs/training.md).
  const restarts = settings.restartEpochs > 0 && (refit !== undefined || settings.distillation === 0);
  const descend = restarts ? firstDescent : trainTowers;
  const first = await descend({
    ...trainingOf(site),
    logs: [site.log],
    settings,
    checkpointFile,
    onProgress,
    signal,
    validateEvery: VALIDATE_EVERY,
  });
  if (restarts && refit) return refitSite(site, refit, first);
  const trained = restarts ? await trainAgain(site, first) : first;
  const made = await siteTowers(site, trained);
  return { ...made, table: (await chooseTable(site, made)).table };
}

/** All that training a site rests on. */
interface Site {
  options: TrainSiteOptions;
  settings: TrainingSettings;
  items: TrainingItems;
  semanticIds: SemanticIds;
  config: TowerConfig;
  /** With its teacher, where it has one. */
  log: TrainingLog;
}

const trainingOf = ({ options: { ort }, config, items }: Site) => ({ ort, config, items });

const embedOptions = ({ options: { ort }, config, settings }: Site): EmbedOptions => ({
  ...{ ort, config },
  sessionOptions: sessionOptions(settings),
});

function trainAgain(site: Site, start: TrainedTowers): Promise<TrainedTowers> {
  const { options, settings, log } = site;
  const { onRestart, signal } = options;
  const { numCandidates } = siteSettings(log);
  const training = {
    ...trainingOf(site),
    logs: [log],
    settings: { ...settings, numCandidates },
    onProgress: ({ step, totalSteps }: TrainingProgress) => onRestart?.(step, totalSteps),
    signal,
    validateEvery: VALIDATE_EVERY,
  };
  return secondDescent(training, start);
}

/**
 * Chooses by the first epochs all that is chosen by held-out events, then learns those too, the newest of all. Every setting stays as it was
 * chosen: the table is counted anew and keeps its weights.
 */
async function refitSite(site: Site, { log, features }: SiteTraining, first: TrainedTowers): Promise<SiteTowers> {
  const { options, items, log: taught } = site;
  const beside = await siteTowers(site, first);
  const fitted = await chooseTable(site, beside);
  const teacher = taught.teacher && teacherOfLonger(taught.teacher, taught.offsets, log.offsets);
  const whole: Site = { ...site, items: { ...items, features }, log: { ...log, teacher } };
  const { meanStrength } = beside;
  const made = await siteTowers(whole, await trainAgain(whole, first), { sample: taught, meanStrength });
  const { ort, onTable: onProgress, signal } = options;
  const fitting = { ort, logs: [log], numItems: items.numItems, onProgress, signal };
  return { ...made, table: await refitItemToItem(fitting, fitted) };
}

function chooseTable(site: Site, made: Omit<SiteTowers, 'table'>): Promise<FittedTable> {
  const { options, settings, items, log } = site;
  return fitItemToItem({
    embed: embedOptions(site),
    logs: [log],
    numItems: items.numItems,
    companions: { ...made, userTowerBatch: made.int8.userTowerBatch },
    seed: settings.seed,
    signal: options.signal,
    onProgress: options.onTable,
  });
}

/**
 * What ships of trained towers, but for the table.
 *
 * @param chosen  what was chosen before, and the log whose people show the ranges of embeddings (default: the site's, and chosen here)
 */
async function siteTowers(
  site: Site,
  trained: TrainedTowers,
  { sample = site.log, meanStrength }: { sample?: TrainingLog; meanStrength?: number } = {},
): Promise<Omit<SiteTowers, 'table'>> {
  const { options, settings, items, semanticIds, config, log } = site;
  const embed = embedOptions(site);
  const exported = await exportTowers(embed, trained, items, sample, settings.seed, meanStrength);
  const { int8, float32, residuals } = exported;
  const towerFiles = options.withFloat ? [int8, float32] : [int8];
  const tables: Float32Array[] = [];
  for (const { itemTower } of towerFiles) tables.push(await embedItems(embed, itemTower, items, residuals));
  const [embeddings, float32Embeddings] = await placeNewItems(
    {
      ort: options.ort,
      items: options.fields,
      content: items.contentVariants[0],
      vectors: options.vectors,
      events: eventCounts(log, items.numItems),
      embeddingDim: config.embeddingDim,
      signal: options.signal,
      onProgress: options.onPlace,
    },
    tables,
  );
  return {
    ...exported,
    config,
    embeddings,
    float32Embeddings,
    contentVectors: items.contentVariants[0],
    hasResidual: knownItems([log], items.numItems),
    semanticIds,
  };
}

/** The default sizes, with what the item tower reads of these items, and the user tower of this log's requests. */
export function towerConfig(
  { modalities }: TrainingItems,
  { codebooks }: SemanticIds,
  { contexts = [] }: Pick<TrainingLog, 'contexts'>,
): TowerConfig {
  const { numLevels, codebookSize } = codebooks;
  const inputs = { numLevels, codebookSize, modalityDim: modalityDim(modalities?.layout ?? []) };
  return { ...DEFAULT_TOWER_CONFIG, ...inputs, numContexts: contexts.length };
}

/** The log with its teacher, where the settings ask for one. */
async function taughtLog(options: TrainSiteOptions, settings: TrainingSettings): Promise<TrainingLog> {
  const { ort, log, split, teacherCache: cacheFolder, onTeach: onProgress, signal } = options;
  if (!split || settings.distillation === 0) return log;
  const itemRows = Uint32Array.from({ length: split.log.numItems }, (_, item) => item);
  return { ...log, teacher: await fitTeacher(split, { ort, itemRows, cacheFolder, onProgress, signal }) };
}

/** Events of each item. */
export function eventCounts(log: TrainingLog, numItems: number): Uint32Array {
  const counts = new Uint32Array(numItems);
  for (const item of log.items) counts[item]++;
  return counts;
}

/** 1 for the items that training met. */
export function knownItems(logs: readonly TrainingLog[], numItems: number): Uint8Array {
  const known = new Uint8Array(numItems);
  for (const log of logs) for (const item of log.items) known[item] = 1;
  return known;
}

async function siteWordings({ fields, features, encode }: TrainSiteOptions, seed: number): Promise<TrainingItems> {
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
