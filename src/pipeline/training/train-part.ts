// Trains a few parameters while all others, and the embeddings of known items, are finished: further epochs over the same logs with a
// loss of their own.

import type { OrtModule } from '../../towers/session.ts';
import { type Parameters, sortedNames } from '../models/parameters.ts';
import type { InputShapes, LossShapes } from '../models/sequence-loss.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import { adamStep, createMoments, learningRateAt } from './adam.ts';
import { type Batch, BatchMaker, createDropoutPool } from './batch-maker.ts';
import { planBatches, stepsPerEpoch } from './plan-batches.ts';
import { sessionOptions } from './session-options.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from './training-data.ts';
import { compilePartStep, gradientName, type PartLoss } from './training-graphs.ts';

/** What is there when a part is trained. */
export interface FinishedTowers {
  ort: OrtModule;
  /** Its sequenceLength is that of the training windows. */
  config: TowerConfig;
  shapes: LossShapes;
  items: TrainingItems;
  logs: readonly TrainingLog[];
  settings: TrainingSettings;
  /** Trainable and frozen. */
  parameters: Parameters;
  /** f32 [numItems, D]: finished ones of the known items. */
  embeddings: Float32Array;
  onStep(loss: number): void;
  signal?: AbortSignal;
}

export interface Part {
  isLearned(name: string): boolean;
  loss: PartLoss;
  inputShapes: InputShapes;
  /** Inputs beside the batch's own and `items`, f32 [C, D], the finished embeddings of the candidates. */
  furtherInputs?(batch: Batch, seed: number): Record<string, Float32Array>;
  epochs: number;
  /** The first of its epochs: it fixes what is drawn. */
  firstEpoch: number;
  learningRate: number;
  weightDecay: number;
}

/** @returns all parameters, those of the part changed */
export async function trainPart(options: FinishedTowers, part: Part): Promise<Parameters> {
  const { ort, config, shapes, items, logs, settings, signal } = options;
  const parameters = structuredClone(options.parameters);
  const entries = Object.entries(parameters);
  const learned: Parameters = Object.fromEntries(entries.filter(([name]) => part.isLearned(name)));
  const finished: Parameters = Object.fromEntries(entries.filter(([name]) => !(name in learned)));
  const step = await ort.InferenceSession.create(
    await compilePartStep(part.loss, part.inputShapes, learned, finished),
    sessionOptions(settings),
  );
  const moments = Object.fromEntries(sortedNames(learned).map((n) => [n, createMoments(learned[n].data.length)]));
  const totalSteps = part.epochs * stepsPerEpoch(logs, shapes.batchSize);
  let stepsDone = 0;

  const trainOn = async (batch: Batch, seed: number): Promise<number> => {
    const inputs = { ...batch.data, items: itemsOf(options, batch), ...part.furtherInputs?.(batch, seed) };
    const outputs = await step.run(feedsOf(ort, parameters, part.inputShapes, inputs));
    stepsDone++;
    const rate = learningRateAt(stepsDone, totalSteps, part.learningRate);
    for (const name of sortedNames(learned)) {
      const gradient = outputs[gradientName(name)].data as Float32Array;
      const { data, shape } = learned[name];
      adamStep(data, gradient, moments[name], rate, stepsDone, shape.length === 2 ? part.weightDecay : 0);
    }
    const [loss] = outputs.loss.data as Float32Array;
    if (!Number.isFinite(loss)) throw new Error(`training: the loss of a part is ${loss}, expected a number`);
    return loss;
  };

  try {
    for (let epoch = 0; epoch < part.epochs; epoch++) {
      const seed = settings.seed * 1_000_003 + (part.firstEpoch + epoch) * 1009;
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

function itemsOf({ config, embeddings }: FinishedTowers, { candidates: { rows } }: Batch): Float32Array {
  const { embeddingDim: D } = config;
  const items = new Float32Array(rows.length * D);
  rows.forEach((item, row) => {
    items.set(embeddings.subarray(item * D, (item + 1) * D), row * D);
  });
  return items;
}

function feedsOf(
  ort: OrtModule,
  parameters: Parameters,
  inputShapes: InputShapes,
  inputs: Record<string, Float32Array | Int32Array>,
): Record<string, InstanceType<OrtModule['Tensor']>> {
  const feeds: Record<string, InstanceType<OrtModule['Tensor']>> = {};
  for (const [name, { shape, data }] of Object.entries(parameters)) {
    feeds[name] = new ort.Tensor('float32', data, shape);
  }
  for (const [name, [shape, type]] of Object.entries(inputShapes)) {
    feeds[name] = new ort.Tensor(type, inputs[name], shape);
  }
  return feeds;
}
