// What is one setting of training worth? A short run on MovieLens 1M with some settings changed, judged on the validation targets of
// all users (full ranking, seen masked, f32): never on the test targets. Runs of different length don't compare, since the
// learning rate falls to the end of each.
//
// With --table a second line says what the 8-bit towers and an item-to-item table make of it together, on the validation targets that
// the table's weights were chosen on.
//
// npx tsx research/training-trial.trial.ts --data FOLDER [--epochs 8] [--set horizonDecay=0.6 --set dropout=0.2] [--size numLayers=3]
//   [--without quality,modalities,codes] [--table]

import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { nameOfChanges, variantLine } from '../src/pipeline/evaluation/variants/variant.ts';
import { DEFAULT_TOWER_CONFIG } from '../src/pipeline/models/tower-config.ts';
import { trainTowers } from '../src/pipeline/training/train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../src/pipeline/training/training-data.ts';
import { changesOf, ONE_DESCENT_SETTINGS, parseCount, parseNames } from './training/changed-settings.ts';
import { noteSteps } from './training/note-steps.ts';
import { readTrialData } from './training/trial-data.ts';
import { figuresWithTable } from './training/with-table.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    epochs: { type: 'string', default: '8' },
    set: { type: 'string', multiple: true, default: [] },
    size: { type: 'string', multiple: true, default: [] },
    without: { type: 'string', default: '' },
    table: { type: 'boolean', default: false },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');

const changedSettings = changesOf(options.set, ONE_DESCENT_SETTINGS);
const changedSizes = changesOf(options.size, DEFAULT_TOWER_CONFIG);
const epochs = parseCount(options.epochs, '--epochs');
// Only known items are asked for, and none of them moves when new ones are learned.
const settings = { ...DEFAULT_TRAINING_SETTINGS, ...changedSettings, epochs, coldEpochs: 0 };
const without = parseNames(options.without, ['quality', 'modalities', 'codes'], '--without');
const changed = { ...changedSettings, ...changedSizes, ...Object.fromEntries(without.map((name) => [name, 0])) };
const run = { bench: 'training-trial', changed, epochs, seed: settings.seed };

const { ort } = await loadOnnxRuntime();
const trial = await readTrialData(ort, options.data, settings);
const { log } = trial;
const items = { ...trial.items };
if (without.includes('quality')) items.features = new Float32Array(items.features.length); // each of them unknown
if (without.includes('modalities')) items.modalities = undefined;
if (without.includes('codes')) items.codes = undefined;
const config = { ...trial.config, ...changedSizes };
if (without.includes('modalities')) config.modalityDim = 0;
if (without.includes('codes')) config.numLevels = 0;
const trained = await trainTowers({
  ort,
  config,
  items,
  logs: [log],
  settings,
  validateEvery: settings.epochs,
  validationUsers: log.numUsers,
  onProgress(progress) {
    noteSteps(progress);
    if (progress.validation === undefined) return;
    const { recall10, ndcg10 } = progress.validation[log.name]!;
    const { loss, elapsedMs } = progress;
    const line = { ...run, variant: nameOfChanges(changed), recall10, ndcg10, users: log.numUsers };
    console.log(variantLine(line, { loss, minutes: elapsedMs / 60_000 }));
  },
});
if (options.table) {
  const { figures, chosen } = await figuresWithTable(ort, trained, items, log, settings);
  console.log(variantLine({ ...run, variant: `${nameOfChanges(changed)} + table`, ...figures }, chosen));
}
