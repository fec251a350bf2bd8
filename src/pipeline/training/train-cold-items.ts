// The last part of a training: users and known items are finished, and the item tower alone learns where to place items that nobody
// has met (models/cold-item-loss.ts). What it learns changes no known item: the residuals take up the difference.

import { createRandom } from '../../numerics/random.ts';
import type { OrtModule } from '../../towers/session.ts';
import { coldItemInputShapes } from '../models/cold-item-loss.ts';
import { type Parameters, sortedNames } from '../models/parameters.ts';
import type { LossShapes } from '../models/sequence-loss.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import { adamStep, createMoments, learningRateAt } from './adam.ts';
import { type Batch, BatchMaker, createDropoutPool } from './batch-maker.ts';
import { planBatches, stepsPerEpoch } from './plan-batches.ts';
import { sessionOptions } from './session-options.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from './training-data.ts';
import { compileColdItemStep, gradientName } from './training-graphs.ts';

export interface ColdItemOptions {
  ort: OrtModule;
  /** Its sequenceLength is that of the training windows. */
  config: TowerConfig;
  shapes: LossShapes;
  items: TrainingItems;
  logs: readonly TrainingLog[];
  settings: TrainingSettings;
  /** Finished ones, trainable and frozen. */
  parameters: Parameters;
  /** f32 [numItems, D]: finished ones of the known items. */
  embeddings: Float32Array;
  onStep(loss: number): void;
  signal?: AbortSignal;
}

/** The item tower's own; the statistics of the content vectors stay frozen. */
const isLearned = (name: string): boolean => name.startsWith('item.') && !name.startsWith('item.content.');

/** @returns all parameters, with those of the item tower changed */
export async function trainColdItems(options: ColdItemOptions): Promise<Parameters> {
  const { ort, config, shapes, items, logs, settings, signal } = options;
  const parameters = structuredClone(options.parameters);
  const entries = Object.entries(parameters);
  const learned: Parameters = Object.fromEntries(entries.filter(([name]) => isLearned(name)));
  const finished: Parameters = Object.fromEntries(entries.filter(([name]) => !(name in learned)));
  const step = await ort.InferenceSession.create(
    await compileColdItemStep(config, shapes, learned, finished),
    sessionOptions(settings),
  );
  const moments = Object.fromEntries(sortedNames(learned).map((n) => [n, createMoments(learned[n].data.length)]));
  const totalSteps = settings.coldEpochs * stepsPerEpoch(logs, shapes.batchSize);
  let stepsDone = 0;

  const trainOn = async (batch: Batch, seed: number): Promise<number> => {
    const outputs = await step.run(feedsOf(options, parameters, batch, seed));
    stepsDone++;
    const rate = learningRateAt(stepsDone, totalSteps, settings.coldLearningRate);
    for (const name of sortedNames(learned)) {
      const gradient = outputs[gradientName(name)].data as Float32Array;
      const { data, shape } = learned[name];
      const decay = shape.length === 2 ? settings.coldWeightDecay : 0;
      adamStep(data, gradient, moments[name], rate, stepsDone, decay);
    }
    const [loss] = outputs.loss.data as Float32Array;
    if (!Number.isFinite(loss)) throw new Error(`training: the loss of new items is ${loss}, expected a number`);
    return loss;
  };

  try {
    for (let epoch = 0; epoch < settings.coldEpochs; epoch++) {
      const seed = settings.seed * 1_000_003 + (settings.epochs + epoch) * 1009;
      const pool = createDropoutPool(0, shapes.batchSize * config.sequenceLength * config.embeddingDim, seed);
      const makers = logs.map((log, i) => new BatchMaker(log, items, settings, config, shapes, seed + 10 + i, pool));
      for (const { log, users } of planBatches(logs, shapes.batchSize, seed)) {
        signal?.throwIfAborted();
        options.onStep(await trainOn(makers[log].make(users), seed + 100 + stepsDone));
      }
    }
  } finally {
    await step.release();
  }
  return parameters;
}

function feedsOf(
  { ort, config, shapes, embeddings, settings }: ColdItemOptions,
  parameters: Parameters,
  { candidates: { rows }, data }: Batch,
  seed: number,
): Record<string, InstanceType<OrtModule['Tensor']>> {
  const { embeddingDim: D } = config;
  const items = new Float32Array(rows.length * D);
  rows.forEach((item, row) => {
    items.set(embeddings.subarray(item * D, (item + 1) * D), row * D);
  });
  const random = createRandom(seed);
  const isCold = Float32Array.from(rows, () => (random.next() < settings.coldShare ? 1 : 0));
  const feeds: Record<string, InstanceType<OrtModule['Tensor']>> = {};
  for (const [name, { shape, data }] of Object.entries(parameters)) {
    feeds[name] = new ort.Tensor('float32', data, shape);
  }
  for (const [name, [shape, type]] of Object.entries(coldItemInputShapes(config, shapes))) {
    const made = name === 'items' ? items : name === 'is_cold' ? isCold : data[name];
    feeds[name] = new ort.Tensor(type, made, shape);
  }
  return feeds;
}
