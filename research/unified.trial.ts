// Is ONE user tower as good on every task as a tower of the same size that learned that task alone? Five trainings on MovieLens 1M:
// home, similar, basket and search requests mixed as they ship, and each alone. All answer all tasks on the validation targets
// (full ranking, seen masked, f32), as training/asked-tasks.ts words them. Each training but that of home alone ends as one that
// ships: with epochs in which only what requests make of a history is learned.
//
// npx tsx research/unified.trial.ts --data FOLDER [--epochs 8] [--seed 1] [--only unified,home,similar,basket,search]
//   [--set requestPull=1]     (settings that the unified training changes)

import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { variantLine } from '../src/pipeline/evaluation/variants/variant.ts';
import { embedItems } from '../src/pipeline/training/embed.ts';
import { sessionOptions } from '../src/pipeline/training/session-options.ts';
import { compileTowers, neutralScales, USER_TOWER_BATCH } from '../src/pipeline/training/tower-files.ts';
import { type TrainedTowers, trainTowers } from '../src/pipeline/training/train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS, type TrainingSettings } from '../src/pipeline/training/training-data.ts';
import { rankingFigures, validationCases } from '../src/pipeline/training/validate.ts';
import { createUserTower } from '../src/towers/user-tower.ts';
import { ASKED_TASKS, type AskedTask, askedUsers } from './training/asked-tasks.ts';
import { changesOf, ONE_DESCENT_SETTINGS, parseCount, parseNames } from './training/changed-settings.ts';
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
const changes = changesOf(options.set, ONE_DESCENT_SETTINGS);
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
  for (const target of ASKED_TASKS) {
    const figures = await validateTask(target, trained, settings);
    const line = { bench: 'unified', targets: target, variant: mix, changed: mixed, epochs, seed };
    console.log(variantLine({ ...line, ...figures, users: cases.length }));
  }
}

async function validateTask(task: AskedTask, { parameters, residuals }: TrainedTowers, settings: TrainingSettings) {
  const session = { ort, config, sessionOptions: sessionOptions(settings) };
  const towers = (await compileTowers(config, parameters))({ ...parameters, ...neutralScales(config) });
  const embeddings = await embedItems(session, towers.itemTower, items, residuals);
  const { embeddingDim } = config;
  const tower = await createUserTower(ort, towers.userTowerBatch, { batchSize: USER_TOWER_BATCH, embeddingDim });
  const users = await askedUsers(task, tower, { log, items, cases, embeddings, embeddingDim });
  await tower.dispose();
  return rankingFigures(log, cases, users, embeddings, embeddingDim);
}
