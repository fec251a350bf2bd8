// What is one setting of training worth on a log of your own? Towers with the settings that the log's shape gives it, some of them changed,
// judged on validation targets (full ranking, seen masked): the f32 towers alone as training goes on, then what ships, 8-bit towers and an
// item-to-item table, on the targets that the table's weights were chosen on. Never on the test targets.
//
// npx tsx research/site-trial.trial.ts --items items.jsonl --interactions log.csv [--set epochs=10 --set distillation=0.3] [--size layerMix=1]
//   [--every 5] [--users 6000]     (epochs between two looks; people asked)

import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { leaveLastOut } from '../src/pipeline/evaluation/split.ts';
import { nameOfChanges, variantLine } from '../src/pipeline/evaluation/variants/variant.ts';
import { readInteractions } from '../src/pipeline/input/read-interactions.ts';
import { readItems } from '../src/pipeline/input/read-items.ts';
import { DEFAULT_TOWER_CONFIG } from '../src/pipeline/models/tower-config.ts';
import { fitTeacher } from '../src/pipeline/training/teacher.ts';
import { siteSettings, towerConfig } from '../src/pipeline/training/train-site.ts';
import { trainTowers } from '../src/pipeline/training/train-towers.ts';
import { trainingLog } from '../src/pipeline/training/training-log.ts';
import { changesOf, ONE_DESCENT_SETTINGS, parseCount } from './training/changed-settings.ts';
import { noteSteps } from './training/note-steps.ts';
import { armItems } from './training/train-arm.ts';
import { CACHE_FOLDER } from './training/trial-data.ts';
import { figuresWithTable } from './training/with-table.ts';

const { values: options } = parseArgs({
  options: {
    items: { type: 'string' },
    interactions: { type: 'string' },
    set: { type: 'string', multiple: true, default: [] },
    size: { type: 'string', multiple: true, default: [] },
    every: { type: 'string', default: '5' },
    users: { type: 'string', default: '6000' },
  },
});
const { items: itemsFile, interactions: logFile } = options;
if (itemsFile === undefined || logFile === undefined)
  throw new Error('--items or --interactions is missing, expected the two files that `privet evaluate` takes');
const changedSettings = changesOf(options.set, ONE_DESCENT_SETTINGS);
const changedSizes = changesOf(options.size, DEFAULT_TOWER_CONFIG);
const changed = { ...changedSettings, ...changedSizes };
const validateEvery = parseCount(options.every, '--every');
const validationUsers = parseCount(options.users, '--users');

const input = await readItems(itemsFile);
const itemIds = input.items.map(({ itemId }) => itemId);
const split = leaveLastOut(await readInteractions(logFile, itemIds));
const itemRows = Uint32Array.from(itemIds, (_, row) => row);
const plainLog = trainingLog('site', split, itemRows);
// Only known items are asked for, and none of them moves when new ones are learned.
const settings = { ...siteSettings(plainLog), coldEpochs: 0, ...changedSettings };
const { ort } = await loadOnnxRuntime();
const teacher =
  settings.distillation > 0
    ? await fitTeacher(split, { ort, itemRows, cacheFolder: `${CACHE_FOLDER}/teachers` })
    : undefined;
const log = { ...plainLog, teacher };
const { all: items, semanticIds } = await armItems(ort, { input, learned: split, training: log }, settings.seed);
const config = { ...towerConfig(items, semanticIds, log), ...changedSizes };

const { epochs, seed } = settings;
const name = nameOfChanges(changed);
const run = { bench: 'site-trial', changed, epochs, seed };
const cases = log.validationTargets!.filter((target) => target >= 0).length;
const trained = await trainTowers({
  ...{ ort, config, items, logs: [log], settings, validateEvery, validationUsers },
  onProgress(progress) {
    noteSteps(progress);
    if (progress.validation === undefined) return;
    const { epoch, loss, elapsedMs } = progress;
    const { recall10, ndcg10 } = progress.validation[log.name]!;
    const line = { ...run, targets: `validation, epoch ${epoch}`, variant: name, recall10, ndcg10 };
    const users = Math.min(validationUsers, cases);
    console.log(variantLine({ ...line, users }, { loss, minutes: elapsedMs / 60_000 }));
  },
});
const { figures, chosen } = await figuresWithTable(ort, trained, items, log, settings);
console.log(variantLine({ ...run, targets: 'validation, with table', variant: name, ...figures }, chosen));
