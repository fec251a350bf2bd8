// Is ONE user tower as good on every task as a tower of the same size that learned that task alone? Five trainings on MovieLens 1M:
// home, similar, basket and search requests mixed as they ship, and each alone. All answer all tasks on the validation targets
// (full ranking, seen masked, f32): home from the history; similar with the newest item as context, once with the item's words in
// the place of the missing query; basket with the mean of the newest four; search with what someone might type who looks for the
// target (its title, its kind, its mood in turn). Each training but that of home alone ends as one that ships: with epochs in which only
// what requests make of a history is learned.
//
// npx tsx bench/unified.bench.ts --data FOLDER [--epochs 8] [--seed 1] [--only unified,home,similar,basket,search]
//   [--set requestPull=1]     (settings that the unified training changes)

import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/commands/onnx-runtime.ts';
import { variantLine } from '../src/pipeline/evaluation/variants/variant.ts';
import { BASKET_SIZE } from '../src/pipeline/models/sequence-loss.ts';
import { embedItems } from '../src/pipeline/training/embed.ts';
import { sessionOptions } from '../src/pipeline/training/session-options.ts';
import { compileTowers, neutralScales, USER_TOWER_BATCH } from '../src/pipeline/training/tower-files.ts';
import { type TrainedTowers, trainTowers } from '../src/pipeline/training/train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '../src/pipeline/training/training-data.ts';
import {
  historyInputs,
  rankingFigures,
  type ValidationCase,
  validationCases,
} from '../src/pipeline/training/validate.ts';
import type { HistoryRequest } from '../src/towers/history-inputs.ts';
import { createUserTower } from '../src/towers/user-tower.ts';
import { CONTENT_DIM } from '../src/towers/vocabulary.ts';
import { changesOf, parseCount, parseNames } from './training/changed-settings.ts';
import { noteSteps } from './training/note-steps.ts';
import { readTrialData } from './training/trial-data.ts';

const { homeShare, similarShare, basketShare, searchShare, requestPull } = DEFAULT_TRAINING_SETTINGS;
const none = { homeShare: 0, similarShare: 0, basketShare: 0, searchShare: 0, requestPull: 1 };
const MIXES = {
  unified: { homeShare, similarShare, basketShare, searchShare, requestPull },
  home: { ...none, homeShare: 1 },
  similar: { ...none, similarShare: 1 },
  basket: { ...none, basketShare: 1 },
  search: { ...none, searchShare: 1 },
};
type Mix = keyof typeof MIXES;
const TARGETS = ['home', 'similar', 'similar, told the words', 'basket', 'search'] as const;
type Target = (typeof TARGETS)[number];

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    epochs: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string', default: Object.keys(MIXES).join(',') },
    set: { type: 'string', multiple: true, default: [] },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');
const epochs = parseCount(options.epochs, '--epochs');
const seed = parseCount(options.seed, '--seed', 0);
const changes = changesOf(options.set, DEFAULT_TRAINING_SETTINGS);
const mixes = parseNames(options.only, Object.keys(MIXES), '--only') as Mix[];

const { ort } = await loadOnnxRuntime();
const { items, log, config } = await readTrialData(ort, options.data, { ...DEFAULT_TRAINING_SETTINGS, seed });
const cases = validationCases(log, log.numUsers, seed);

for (const mix of mixes) {
  const mixed = { ...MIXES[mix], ...(mix === 'unified' && changes) };
  const settings = { ...DEFAULT_TRAINING_SETTINGS, ...mixed, epochs, seed, coldEpochs: 0 };
  const trained = await trainTowers({
    ...{ ort, config, items, logs: [log], settings, validateEvery: epochs, validationUsers: 1 },
    onProgress: (progress) => noteSteps(progress, `${mix}: `),
  });
  for (const target of TARGETS) {
    const figures = await validateTask(target, trained, settings);
    const line = { bench: 'unified', targets: target, variant: mix, changed: mixed, epochs, seed };
    console.log(variantLine({ ...line, ...figures, users: cases.length }));
  }
}

async function validateTask(task: Target, { parameters, residuals }: TrainedTowers, settings: TrainingSettings) {
  const session = { ort, config, sessionOptions: sessionOptions(settings) };
  const towers = (await compileTowers(config, parameters))({ ...parameters, ...neutralScales(config) });
  const embeddings = await embedItems(session, towers.itemTower, items, residuals);
  const { embeddingDim } = config;
  const tower = await createUserTower(ort, towers.userTowerBatch, { batchSize: USER_TOWER_BATCH, embeddingDim });
  const users = new Float32Array(cases.length * embeddingDim);
  for (let from = 0; from < cases.length; from += USER_TOWER_BATCH) {
    const batch = cases.slice(from, from + USER_TOWER_BATCH);
    const inputs = batch.map((entry, i) =>
      historyInputs(log, entry.user, embeddings, embeddingDim, requestOf(task, entry, from + i, embeddings)),
    );
    for (const [i, row] of (await tower.run(inputs)).entries()) users.set(row, (from + i) * embeddingDim);
  }
  await tower.dispose();
  return rankingFigures(log, cases, users, embeddings, embeddingDim);
}

function requestOf(
  task: Target,
  { user, target }: ValidationCase,
  index: number,
  embeddings: Float32Array,
): Pick<HistoryRequest, 'task' | 'queryContent' | 'contextItem'> {
  if (task === 'home') return {};
  if (task === 'search') return { task, queryContent: words(index % items.queryVariants.length, target) };
  const newest = log.items.subarray(log.offsets[user], log.offsets[user + 1]).slice(-BASKET_SIZE);
  if (task === 'basket') return { task, contextItem: meanEmbedding(newest, embeddings) };
  const own = newest.at(-1)!;
  const [served] = items.contentVariants;
  const told = task === 'similar' ? {} : { queryContent: vectorOf(served!, own, CONTENT_DIM) };
  return { task: 'similar', contextItem: vectorOf(embeddings, own, config.embeddingDim), ...told };
}

function words(wording: number, item: number): Float32Array {
  return vectorOf(items.queryVariants[wording]!, item, CONTENT_DIM);
}

function meanEmbedding(rows: Uint32Array, embeddings: Float32Array): Float32Array {
  const mean = new Float32Array(config.embeddingDim);
  for (const row of rows)
    for (const [d, value] of vectorOf(embeddings, row, config.embeddingDim).entries()) mean[d]! += value / rows.length;
  return mean;
}

function vectorOf(table: Float32Array, row: number, width: number): Float32Array {
  return table.subarray(row * width, (row + 1) * width);
}
