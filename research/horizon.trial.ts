// How far ahead does each model see? Popularity, item-kNN, transitions and trained towers (in f32 and in 8 bits) on MovieLens 1M, judged
// by horizon (src/pipeline/evaluation/horizon.ts): lists after the first 80 % of a history, asked for the events 1, 5, 10 and 20 after it.
//
// npx tsx research/horizon.trial.ts --data FOLDER [--seed 1] [--epochs 10] [--arm "plain:"] [--arm "ahead: horizonDecay=0.6"] …
//   [--only popularity,transitions]     (of the models that need no training; default: all; '' = none)

import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { fitItemKnn } from '../src/pipeline/closed-form/item-knn.ts';
import { fitPopularity } from '../src/pipeline/closed-form/popularity.ts';
import { fitTransitions } from '../src/pipeline/closed-form/transitions.ts';
import { evaluateHorizon, horizonSplit } from '../src/pipeline/evaluation/horizon.ts';
import type { Recommender } from '../src/pipeline/evaluation/recommender.ts';
import { type Changes, variantLine } from '../src/pipeline/evaluation/variants/variant.ts';
import type { Interactions } from '../src/pipeline/input/interactions.ts';
import { trainingLog } from '../src/pipeline/training/training-log.ts';
import { parseArms, parseCount, parseNames } from './training/changed-settings.ts';
import { readSite } from './training/cold-data.ts';
import { type ArmItems, armItems, checkpointOf, trainArm } from './training/train-arm.ts';

const BASELINES: Record<string, (train: Interactions) => Recommender | Promise<Recommender>> = {
  popularity: fitPopularity,
  'item-knn': fitItemKnn,
  transitions: fitTransitions,
};

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    seed: { type: 'string', default: '1' },
    epochs: { type: 'string', default: '10' },
    arm: { type: 'string', multiple: true, default: [] },
    only: { type: 'string', default: Object.keys(BASELINES).join(',') },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');
const seed = parseCount(options.seed, '--seed', 0);
const epochs = parseCount(options.epochs, '--epochs');
const arms = parseArms(options.arm, Object.keys(BASELINES));
const baselines = parseNames(options.only, Object.keys(BASELINES), '--only');

const { input, itemIds, log } = await readSite(options.data);
const split = horizonSplit(log);
for (const name of baselines) await measure(name, {}, await BASELINES[name]!(split.train));
const { ort } = await loadOnnxRuntime();
const training = trainingLog(
  'horizon',
  split,
  Uint32Array.from(itemIds, (_, row) => row),
);
const data = { input, learned: split, training };
let items: ArmItems | undefined;
for (const arm of arms) {
  items ??= await armItems(ort, data, seed);
  const checkpointFile = await checkpointOf('horizon', arm, `seed${seed}`);
  const changed = { ...arm.inputs, ...arm.settings, ...arm.config };
  for (const towers of await trainArm(ort, arm, items, data, { epochs, seed, checkpointFile }))
    await measure(towers.name, changed, towers).finally(() => towers.dispose());
}

async function measure(variant: string, changed: Changes, model: Recommender): Promise<void> {
  for (const { gap, users, recall, ndcg } of await evaluateHorizon(model, log)) {
    if (users === 0) continue;
    const line = { bench: 'horizon', targets: `gap ${gap}`, variant, changed, epochs, seed };
    console.log(variantLine({ ...line, recall10: recall, ndcg10: ndcg, users }));
  }
}
