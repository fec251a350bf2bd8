// What do wider towers and more people bring? Three widths by three fractions of the users of MovieLens 1M. Every point is asked
// the same: the validation targets of ALL users, from their whole training histories (full ranking, seen masked, f32), so that only
// what was trained on differs. Popularity as a feature is that of the whole training part in all of them, and every point trains for the
// same number of epochs: with fewer users it takes fewer steps.
//
// npx tsx research/scaling.trial.ts --data FOLDER [--epochs 8] [--seed 1] [--widths 32,64,128] [--fractions 0.25,0.5,1]
//   [--out results.jsonl] [--chart out.svg]     (points that are in results.jsonl are not run again)

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { loadOnnxRuntime } from '../src/pipeline/cli/onnx-runtime.ts';
import { DEFAULT_TOWER_CONFIG, type TowerConfig } from '../src/pipeline/models/tower-config.ts';
import { trainTowers } from '../src/pipeline/training/train-towers.ts';
import { DEFAULT_TRAINING_SETTINGS } from '../src/pipeline/training/training-data.ts';
import { parseCount, parseNumbers } from './training/changed-settings.ts';
import { noteSteps } from './training/note-steps.ts';
import {
  appendResult,
  isSamePoint,
  readScalingResults,
  type ScalingPoint,
  type ScalingResult,
  scalingChart,
  scalingLine,
} from './training/scaling-results.ts';
import { readTrialData } from './training/trial-data.ts';
import { userFraction } from './training/user-fraction.ts';
import { validateTrained } from './training/validate-trained.ts';

const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    epochs: { type: 'string', default: '8' },
    seed: { type: 'string', default: '1' },
    widths: { type: 'string', default: '32,64,128' },
    fractions: { type: 'string', default: '0.25,0.5,1' },
    out: { type: 'string' },
    chart: { type: 'string' },
  },
});
if (options.data === undefined) throw new Error('--data is missing, expected the folder that holds ml-1m/');
const epochs = parseCount(options.epochs, '--epochs');
const seed = parseCount(options.seed, '--seed', 0);
const widths = parseNumbers(options.widths, '--widths');
const fractions = parseNumbers(options.fractions, '--fractions');
const { qualityDims, numHeads } = DEFAULT_TOWER_CONFIG;
for (const width of widths) {
  if (width > qualityDims && width % numHeads === 0) continue;
  throw new Error(`--widths has ${width}, expected multiples of ${numHeads} above ${qualityDims}`);
}
for (const fraction of fractions) {
  if (fraction > 1) throw new Error(`--fractions has ${fraction}, expected numbers up to 1`);
}

const { ort } = await loadOnnxRuntime();
// No teacher: it answers for the events of the whole log. No training of new items: none is asked for.
const settings = { ...DEFAULT_TRAINING_SETTINGS, epochs, seed, distillation: 0, coldEpochs: 0 };
const { items, log, config } = await readTrialData(ort, options.data, settings);
const known = options.out === undefined ? [] : await readScalingResults(options.out);
const wanted = widths.flatMap((width) =>
  fractions.map((fraction): ScalingPoint => ({ width, fraction, epochs, seed })),
);
const results: ScalingResult[] = [];
for (const point of wanted) {
  const earlier = known.find((result) => isSamePoint(result, point));
  const result = earlier ?? (await measure(point));
  if (earlier === undefined && options.out !== undefined) await appendResult(options.out, result);
  console.log(scalingLine(result));
  results.push(result);
}
if (options.chart !== undefined) await writeFile(options.chart, scalingChart(results));

async function measure(point: ScalingPoint): Promise<ScalingResult> {
  const part = userFraction(log, point.fraction, seed);
  let loss = Number.NaN;
  const trained = await trainTowers({
    ort,
    config: towersOf(point.width),
    items,
    logs: [part],
    settings,
    validateEvery: epochs,
    validationUsers: 0, // its own validation would ask the users of the fraction alone
    onProgress(progress) {
      loss = progress.loss;
      noteSteps(progress, `width ${point.width}, ${100 * point.fraction} %: `);
    },
  });
  const figures = await validateTrained(ort, trained, items, log, settings);
  return { ...point, ...figures, trainingEvents: part.items.length, loss };
}

/** Hidden layers keep their proportion to the embedding. */
function towersOf(width: number): TowerConfig {
  const { embeddingDim, itemHiddenDim, feedForwardDim } = DEFAULT_TOWER_CONFIG;
  const scaled = (dim: number) => Math.round((dim * width) / embeddingDim);
  return {
    ...config,
    embeddingDim: width,
    itemHiddenDim: scaled(itemHiddenDim),
    feedForwardDim: scaled(feedForwardDim),
  };
}
