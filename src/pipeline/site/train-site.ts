// Towers and table for a site's own items and log: what `privet build` and `privet evaluate` train. Settings follow
// from the data's size.

import type { ItemToItemTable } from '../../formats/item-to-item.ts';
import type { Items } from '../../items/item.ts';
import type { SemanticIds } from '../../semantic-ids/fit-semantic-ids.ts';
import type { ItemTextFields } from '../../text/item-text.ts';
import { HASHED_MODALITIES, type Modality, type OwnVectors } from '../../text/modalities.ts';
import type { OrtModule } from '../../towers/session.ts';
import { type FittedTable, learnTable, refitItemToItem } from '../item-to-item/fit-item-to-item.ts';
import type { RelatedRows } from '../item-to-item/related-rows.ts';
import { describeItems, type EncodeTexts, towerConfig } from '../training/describe-items.ts';
import {
  type FinishOptions,
  finishTowers,
  type LearnedTowers,
  trainAgain,
  trainFirst,
  withTeachers,
} from '../training/learn-towers.ts';
import { siteSettings } from '../training/site-settings.ts';
import { teacherOfLonger } from '../training/teacher.ts';
import { SITE_WORDINGS } from '../training/text-variants.ts';
import { type TrainingProgress, type TrainOptions, trainTowers } from '../training/train-towers.ts';
import type { TrainingSettings } from '../training/training-data.ts';
import type { SiteTraining } from './site-training.ts';

export interface TrainSiteOptions {
  ort: OrtModule;
  input: Items;
  training: SiteTraining;
  /** Learned once settings are chosen, validation's events among it (`refitSplit`); absent = nothing more. */
  refit?: SiteTraining;
  /** What goes with what in a log that these are a part of: the table is of it (default: of `refit`). */
  related?: RelatedRows | undefined;
  encode: EncodeTexts;
  settings?: Partial<TrainingSettings>;
  /** Adds the embeddings before rounding, for `evaluate`. */
  withFloat?: boolean;
  checkpointFile?: string;
  /** Where the teacher's answers are kept between runs. */
  teacherCache?: string;
  /** @param stage  what is done, for people */
  onProgress?: (stage: string, done: number, total: number) => void;
  /** Of the first descent, which ends when its settings are chosen. */
  onTrain?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
}

interface SiteTowers extends LearnedTowers {
  /** What goes with what. */
  table: ItemToItemTable;
  /** What the item tower reads beside content and features. */
  modalities: Modality[];
  /** f32 [numItems, 256] of the served texts. */
  contentVectors: Float32Array;
  semanticIds: SemanticIds;
  /** Recall@10 of towers and table together, on the validation cases that chose their settings. */
  recall10: number;
}

/** Epochs between two looks at the validation targets. */
const VALIDATE_EVERY = 4;
const TABLE_STAGE = 'fitting what goes with what';

export async function trainSite(options: TrainSiteOptions): Promise<SiteTowers> {
  const { refit } = options;
  const { learning, semanticIds } = await prepare(options);
  const { settings, items } = learning;
  // With a teacher and nothing new to learn a restart brought nothing that shows (docs/training.md).
  const restarts = settings.restartEpochs > 0 && (refit !== undefined || settings.distillation === 0);
  const learned =
    restarts && refit ? await learnAndRefit(options, learning, refit) : await learn(options, learning, restarts);
  const modalities = modalitiesOf(options.input);
  return { ...learned, modalities, contentVectors: items.contentVariants[0]!, semanticIds };
}

async function prepare(options: TrainSiteOptions): Promise<{ learning: TrainOptions; semanticIds: SemanticIds }> {
  const { ort, input, training, encode, checkpointFile, signal } = options;
  const { features, log } = training;
  const settings = { ...siteSettings(log), ...options.settings };
  const { fields, vectors } = knownOf(input);
  const described = await describeItems({
    ...{ itemIds: input.items.map(({ id }) => id), fields, vectors, features, encode },
    modalities: modalitiesOf(input),
    ...{ wordings: SITE_WORDINGS, seed: settings.seed, codebookRows: log.candidates },
  });
  const teaching = { ort, cacheFolder: options.teacherCache, onProgress: stage(options, 'asking the teacher'), signal };
  const logs = await withTeachers([training], settings, teaching);
  const { items, semanticIds } = described;
  const learning = {
    ...{ ort, config: towerConfig(described, log), items, logs, settings },
    ...{ checkpointFile, validateEvery: VALIDATE_EVERY, onProgress: options.onTrain, signal },
  };
  return { learning, semanticIds };
}

type Learned = LearnedTowers & Pick<SiteTowers, 'table' | 'recall10'>;

async function learn(options: TrainSiteOptions, learning: TrainOptions, restarts: boolean): Promise<Learned> {
  const trained = restarts
    ? await trainAgain(secondDescent(options, learning), await trainFirst(learning))
    : await trainTowers(learning);
  const learned = await finishTowers(learning, trained, finishing(options, learning));
  const chosen = await learnTable(learning, learned, stage(options, TABLE_STAGE));
  const table = options.related ? await finalTable(options, learning, chosen) : chosen.table;
  return { ...learned, table, recall10: chosen.tower.recall10 };
}

/**
 * Chooses by the first descent all that is chosen by held-out events, then learns those too, the newest of all. Every
 * setting stays as it was chosen: the table is counted anew and keeps its weights.
 */
async function learnAndRefit(
  options: TrainSiteOptions,
  learning: TrainOptions,
  { log, features }: SiteTraining,
): Promise<Learned> {
  const { items, settings } = learning;
  const first = await trainFirst(learning);
  const beside = await finishTowers(learning, first, finishing(options, learning));
  const onProgress = stage(options, TABLE_STAGE);
  const chosen = await learnTable(learning, beside, onProgress);
  const sample = learning.logs[0]!;
  const teacher = sample.teacher && teacherOfLonger(sample.teacher, sample.offsets, log.offsets);
  const { numCandidates } = { ...siteSettings(log), ...options.settings };
  const logs = [{ ...log, teacher }];
  const longer = { ...learning, items: { ...items, features }, logs, settings: { ...settings, numCandidates } };
  const again = await trainAgain(secondDescent(options, longer), first);
  const { meanStrength } = beside;
  const learned = await finishTowers(longer, again, { ...finishing(options, learning), sample, meanStrength });
  return { ...learned, table: await finalTable(options, longer, chosen), recall10: chosen.tower.recall10 };
}

/** Counted over all there is, with the settings that were chosen. */
function finalTable(
  { related, ...options }: TrainSiteOptions,
  { ort, logs, items, signal }: TrainOptions,
  chosen: FittedTable,
): Promise<ItemToItemTable> {
  const onProgress = stage(options, TABLE_STAGE);
  return refitItemToItem({ ort, logs, numItems: items.numItems, related, onProgress, signal }, chosen);
}

function secondDescent(options: TrainSiteOptions, learning: TrainOptions): TrainOptions {
  const onProgress = ({ step, totalSteps }: TrainingProgress) => stage(options, 'training on')(step, totalSteps);
  return { ...learning, onProgress };
}

function finishing(options: TrainSiteOptions, { items }: TrainOptions): FinishOptions {
  const { fields, vectors } = knownOf(options.input);
  const placing = { items: fields, content: items.contentVariants[0]!, vectors };
  return { placing, withFloat: options.withFloat, onPlace: stage(options, 'placing new items') };
}

function modalitiesOf({ ownModalities }: Items): Modality[] {
  return [...HASHED_MODALITIES, ...ownModalities];
}

/** One an item, each. */
function knownOf({ items }: Items): { fields: ItemTextFields[]; vectors: OwnVectors[] } {
  return { fields: items.map((item) => item.fields), vectors: items.map(({ vectors = {} }) => vectors) };
}

function stage({ onProgress }: TrainSiteOptions, name: string): (done: number, total: number) => void {
  return (done, total) => onProgress?.(name, done, total);
}
