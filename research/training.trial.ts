// What is a setting of training worth on a log? One training an arm, with what the log's shape gives and what the arm
// changes, judged on validation targets (full ranking, seen masked), never on test targets: f32 and 8-bit towers and,
// with --table, the 8-bit towers beside an item-to-item table whose weights are chosen on these same targets. Runs of
// different length don't compare, since the learning rate falls to the end of each.
//
// npx tsx research/training.trial.ts --items items.jsonl --interactions log.csv [--epochs 8] [--seed 1] [--table]
//   [--arm "plain:"] [--arm "deeper: numLayers=3"] [--arm "restarted, as sites are: restartEpochs=4"]
//   [--arm "no words, no facts: modalities=0"] …
//
// Known items alone are asked for: no arm trains new ones unless it says so. Trainings are cut and resumed by epochs:
// .cache/training-trial has their checkpoints.

import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { evaluateCases } from '../src/pipeline/evaluation/evaluate.ts';
import { leaveLastOut } from '../src/pipeline/evaluation/split.ts';
import type { TowerRecommender } from '../src/pipeline/evaluation/tower-recommender.ts';
import { fitItemToItem } from '../src/pipeline/item-to-item/fit-item-to-item.ts';
import { siteTraining } from '../src/pipeline/site/site-training.ts';
import type { LearnedTowers } from '../src/pipeline/training/learn-towers.ts';
import { siteSettings } from '../src/pipeline/training/site-settings.ts';
import { type Result, resultLine } from './result-line.ts';
import { readSite } from './site.ts';
import { type Arm, changesOfArm, parseArms, parseCount } from './training/changed-settings.ts';
import { armItems, armTowers, checkpointOf, trainArm } from './training/train-arm.ts';

const { values: options } = parseArgs({
  options: {
    items: { type: 'string' },
    interactions: { type: 'string' },
    epochs: { type: 'string' },
    seed: { type: 'string', default: '1' },
    arm: { type: 'string', multiple: true, default: ['plain:'] },
    table: { type: 'boolean', default: false },
  },
});
const { items: itemsFile, interactions: logFile } = options;
if (itemsFile === undefined || logFile === undefined)
  throw new Error('--items or --interactions is missing, expected the two files that `privet evaluate` takes');
const seed = parseCount(options.seed, '--seed', 0);
const arms = parseArms(options.arm, []).map(knownItemsAlone);

const { input, itemIds, log } = await readSite(itemsFile, logFile);
const learned = leaveLastOut(log);
const training = siteTraining(input.items, learned);
const epochs =
  options.epochs === undefined ? siteSettings(training.log).epochs : parseCount(options.epochs, '--epochs');
const { ort } = await loadOnnxRuntime();
const data = { input, training };
const items = await armItems(data, seed);

for (const arm of arms) {
  const trained = await trainArm(ort, arm, items, data, {
    ...{ epochs, seed },
    checkpointFile: await checkpointOf('training-trial', arm, `seed${seed}`),
  });
  const [float32, int8] = await armTowers(arm.name, trained, ort);
  await measure(arm, 'f32', float32!);
  await measure(arm, '8 bits', int8!);
  if (options.table) await measureTable(arm, trained);
}

function knownItemsAlone(arm: Arm): Arm {
  const settings = { coldEpochs: 0, ...arm.settings };
  return { ...arm, inputs: { ...arm.inputs, regression: 0 }, settings };
}

async function measure(arm: Arm, bits: string, towers: TowerRecommender): Promise<void> {
  const { figures } = await evaluateCases(towers, learned, learned.validation, { seen: ['masked'], ks: [10] });
  await towers.dispose();
  const { recall, ndcg, users } = figures.find(({ segment }) => segment === 'all')!;
  print(arm, `validation, ${bits}`, { recall10: recall, ndcg10: ndcg, users });
}

async function measureTable(arm: Arm, trained: LearnedTowers): Promise<void> {
  const { config, int8 } = trained;
  const companions = { ...trained, userTowerBatch: int8.userTowerBatch };
  const fitting = { embed: { ort, config }, logs: [training.log], numItems: itemIds.length, companions, seed };
  const { tower, easeWeight } = await fitItemToItem(fitting);
  const { recall10, ndcg10, strength, knee } = tower;
  const users = learned.validation.length;
  print(arm, 'validation, with table', { recall10, ndcg10, users }, { strength, knee, easeWeight });
}

type Found = Pick<Result, 'recall10' | 'ndcg10' | 'users'>;

function print(arm: Arm, targets: string, figures: Found, more = {}): void {
  const run = { arm: arm.name, changed: changesOfArm(arm), epochs, seed };
  console.log(resultLine({ trial: 'training', targets, ...run, ...figures }, more));
}
