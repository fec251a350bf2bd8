// What is one setting of training worth? A short run on MovieLens 1M with some settings changed, judged on the validation targets of
// all users (full ranking, seen masked, f32): never on the test targets. Runs of different length don't compare, since the
// learning rate falls to the end of each.
//
// npx tsx bench/training-trial.bench.ts --data FOLDER [--epochs 8] [--set horizonDecay=0.6 --set dropout=0.2] [--size numLayers=3]

import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/commands/onnx-runtime.ts';
import { nameOfChanges, variantLine } from '../src/pipeline/evaluation/variants/variant.ts';
import { DEFAULT_TOWER_CONFIG } from '../src/pipeline/models/tower-config.ts';
import { trainTowers } from '../src/pipeline/training/train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../src/pipeline/training/training-data.ts';
import { changesOf, parseCount } from './training/changed-settings.ts';
import { noteSteps } from './training/note-steps.ts';
import { readTrialData } from './training/trial-data.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    epochs: { type: 'string', default: '8' },
    set: { type: 'string', multiple: true, default: [] },
    size: { type: 'string', multiple: true, default: [] },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');

const changedSettings = changesOf(options.set, DEFAULT_TRAINING_SETTINGS);
const changedSizes = changesOf(options.size, DEFAULT_TOWER_CONFIG);
const epochs = parseCount(options.epochs, '--epochs');
const settings = { ...DEFAULT_TRAINING_SETTINGS, ...changedSettings, epochs };
const changed = { ...changedSettings, ...changedSizes };

const { ort } = await loadOnnxRuntime();
const { items, log, config } = await readTrialData(ort, options.data, settings);
await trainTowers({
  ort,
  config: { ...config, ...changedSizes },
  items,
  logs: [log],
  settings,
  validateEvery: settings.epochs,
  validationUsers: log.numUsers,
  onProgress(progress) {
    noteSteps(progress);
    if (progress.validation === undefined) return;
    const { recall10, ndcg10 } = progress.validation[log.name]!;
    const { epoch, loss, elapsedMs } = progress;
    const line = { bench: 'training-trial', variant: nameOfChanges(changed), changed, recall10, ndcg10 };
    const run = { users: log.numUsers, epochs: epoch, seed: settings.seed };
    console.log(variantLine({ ...line, ...run }, { loss, minutes: elapsedMs / 60_000 }));
  },
});
