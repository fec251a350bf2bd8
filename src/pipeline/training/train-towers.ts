// Trains both towers on one or more logs under ONNX Runtime: one graph gives loss and gradients, Adam runs on the host. The
// same data, settings, thread count and machine class give the same bytes; a run that was cut goes on from its checkpoint.

import type { InferenceSession } from 'onnxruntime-common';
import { createRandom } from '../../numerics/random.ts';
import type { OrtModule } from '../../towers/session.ts';
import { contentStatistics, initItemTower } from '../models/item-tower.ts';
import { type Parameters, sortedNames } from '../models/parameters.ts';
import { type LossShapes, lossInputShapes } from '../models/sequence-loss.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';
import { initUserTower } from '../models/user-tower.ts';
import { type AdamMoments, adamRowsStep, adamStep, createMoments, learningRateAt } from './adam.ts';
import { askCounts } from './asks.ts';
import { type Batch, BatchMaker, createDropoutPool } from './batch-maker.ts';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { embedItems, embedUsers } from './embed.ts';
import { planBatches, stepsPerEpoch } from './plan-batches.ts';
import { sessionOptions } from './session-options.ts';
import { compileTowers, neutralScales, type TowerFiles } from './tower-files.ts';
import { trainColdItems } from './train-cold-items.ts';
import type { FinishedTowers } from './train-part.ts';
import { trainRequests } from './train-requests.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from './training-data.ts';
import { trainingFingerprint } from './training-fingerprint.ts';
import { compileTrainingStep, gradientName, RESIDUAL_INPUT } from './training-graphs.ts';
import { rankingFigures, type ValidationFigures, validationCases } from './validate.ts';

/** Users of each log that show progress. */
const VALIDATION_USERS = 1000;

export interface TrainingProgress {
  epoch: number;
  epochs: number;
  step: number;
  totalSteps: number;
  /** Mean loss of the epoch so far, nats. */
  loss: number;
  elapsedMs: number;
  remainingMs: number;
  /** Present once an epoch, by log name. */
  validation?: Record<string, ValidationFigures>;
}

export interface TrainOptions {
  ort: OrtModule;
  config: TowerConfig;
  items: TrainingItems;
  logs: TrainingLog[];
  settings: TrainingSettings;
  /** Towers that training goes on from, over the same items (default: new ones). */
  start?: Pick<TrainedTowers, 'parameters' | 'residuals'>;
  /** Where checkpoints go, one after every epoch; absent = none. */
  checkpointFile?: string;
  /** Epochs between validations (default 1; the last epoch is always validated). */
  validateEvery?: number;
  /** Users of each log that validation asks (default 1000). */
  validationUsers?: number;
  onProgress?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
}

export interface TrainedTowers {
  config: TowerConfig;
  /** Trainable and frozen parameters. */
  parameters: Parameters;
  /** f32 [numItems, T]; rows of items without training events are zero. */
  residuals: Float32Array;
  validation: Record<string, ValidationFigures>;
}

/** @throws the signal's reason when cancelled; the last epoch's checkpoint stays */
export async function trainTowers(options: TrainOptions): Promise<TrainedTowers> {
  const run = await TrainingRun.start(options);
  try {
    return await run.finish();
  } finally {
    await run.release();
  }
}

interface Best {
  ndcg: number;
  validation: Record<string, ValidationFigures>;
  parameters: Parameters;
  residuals: Float32Array<ArrayBuffer>;
}

class TrainingRun {
  readonly #options: TrainOptions;
  readonly #shapes: LossShapes;
  readonly #trainable: Parameters;
  readonly #frozen: Parameters;
  readonly #residuals: Float32Array<ArrayBuffer>;
  readonly #moments: Record<string, AdamMoments>;
  /**
   * The validated state with the best figures so far, the newest of equal ones (such as none): what is exported. A log may be learned by
   * heart before the last epoch.
   */
  #best: Best | undefined;
  readonly #step: InferenceSession;
  readonly #bind: (parameters: Parameters) => TowerFiles;
  readonly #fingerprint: string;
  readonly #startedMs = performance.now();
  #epochsDone = 0;
  #stepsDone = 0;
  #stepsThisRun = 0;

  private constructor(
    options: TrainOptions,
    shapes: LossShapes,
    trainable: Parameters,
    frozen: Parameters,
    step: InferenceSession,
    bind: (parameters: Parameters) => TowerFiles,
  ) {
    this.#options = options;
    this.#shapes = shapes;
    this.#trainable = trainable;
    this.#frozen = frozen;
    this.#step = step;
    this.#bind = bind;
    this.#residuals = initResiduals(options);
    this.#moments = Object.fromEntries(sortedNames(trainable).map((n) => [n, createMoments(trainable[n].data.length)]));
    this.#moments[RESIDUAL_INPUT] = createMoments(this.#residuals.length);
    this.#fingerprint = trainingFingerprint(options);
  }

  static async start(options: TrainOptions): Promise<TrainingRun> {
    const { ort, config, items, settings } = options;
    const random = createRandom(settings.seed);
    const trainable = { ...initItemTower(config, random), ...initUserTower(config, random) };
    for (const [name, { data }] of Object.entries(trainable)) data.set(options.start?.parameters[name].data ?? data);
    const frozen = contentStatistics(items.contentVariants[0], config.contentDim);
    const { batchSize, numCandidates, requestPull } = settings;
    const shapes = { batchSize, numCandidates, requestPull, ...askCounts(options.logs, settings) };
    const step = await ort.InferenceSession.create(
      await compileTrainingStep(windowConfig(options), shapes, trainable, frozen),
      sessionOptions(settings),
    );
    const bind = await compileTowers(config, { ...trainable, ...frozen });
    const run = new TrainingRun(options, shapes, trainable, frozen, step, bind);
    await run.#resume();
    return run;
  }

  async finish(): Promise<TrainedTowers> {
    const { settings, validateEvery = 1 } = this.#options;
    while (this.#epochsDone < settings.epochs) {
      const loss = await this.#epoch();
      const due = this.#epochsDone % validateEvery === 0 || this.#epochsDone === settings.epochs;
      const validation = due ? await this.#validate() : undefined;
      await this.#save();
      this.#report(loss, validation);
    }
    if (!this.#best) await this.#validate();
    const { parameters, residuals, validation } = this.#best!;
    const trained = {
      config: this.#options.config,
      parameters: { ...parameters, ...this.#frozen },
      residuals,
      validation,
    };
    return this.#finishParts(trained);
  }

  /** What is learned when the embeddings of users and known items are finished. */
  async #finishParts(trained: TrainedTowers): Promise<TrainedTowers> {
    const { coldEpochs } = this.#options.settings;
    if (this.#requestEpochs + coldEpochs === 0) return trained;
    const embeddings = await this.#embed(trained.parameters, trained.residuals);
    let { parameters } = trained;
    if (this.#requestEpochs > 0) parameters = await trainRequests(this.#finished(parameters, embeddings));
    const asked = { ...trained, parameters };
    return coldEpochs > 0 ? this.#placeNewItems(asked, embeddings) : asked;
  }

  get #requestEpochs(): number {
    const { searchShare, similarShare, basketShare, requestEpochs } = this.#options.settings;
    return searchShare + similarShare + basketShare > 0 ? requestEpochs : 0;
  }

  /** The same embeddings of all known items, from an item tower that also knows where to place new ones. */
  async #placeNewItems(trained: TrainedTowers, embeddings: Float32Array): Promise<TrainedTowers> {
    const { logs } = this.#options;
    const parameters = await trainColdItems(this.#finished(trained.parameters, embeddings));
    const taste = tasteDims(trained.config);
    const { embeddingDim } = trained.config;
    const made = await this.#embed(parameters, new Float32Array(trained.residuals.length));
    const residuals = new Float32Array(trained.residuals.length);
    for (const item of new Set(logs.flatMap((log) => [...log.candidates]))) {
      for (let d = 0; d < taste; d++) {
        const at = item * embeddingDim + d;
        residuals[item * taste + d] = embeddings[at] - made[at];
      }
    }
    return { ...trained, parameters, residuals };
  }

  #finished(parameters: Parameters, embeddings: Float32Array): FinishedTowers {
    return {
      ...this.#options,
      ...{ config: windowConfig(this.#options), shapes: this.#shapes, parameters, embeddings },
      onStep: (loss) => {
        this.#stepsDone++;
        this.#stepsThisRun++;
        if (this.#stepsDone % 20 === 0) this.#report(loss);
      },
    };
  }

  async #embed(parameters: Parameters, residuals: Float32Array): Promise<Float32Array> {
    const { ort, items, config, settings } = this.#options;
    const towers = this.#bind({ ...parameters, ...neutralScales(config) });
    return embedItems({ ort, config, sessionOptions: sessionOptions(settings) }, towers.itemTower, items, residuals);
  }

  async release(): Promise<void> {
    await this.#step.release();
  }

  async #epoch(): Promise<number> {
    const { settings, items, logs } = this.#options;
    const config = windowConfig(this.#options);
    const seed = settings.seed * 1_000_003 + this.#epochsDone * 1009;
    const size = this.#shapes.batchSize * config.sequenceLength * config.embeddingDim;
    const pool = createDropoutPool(settings.dropout, size, seed + 1);
    const makers = logs.map(
      (log, i) => new BatchMaker(log, items, settings, config, this.#shapes, seed + 10 + i, pool),
    );
    const plan = planBatches(logs, this.#shapes.batchSize, seed);
    let sum = 0;
    for (const [i, { log, users }] of plan.entries()) {
      this.#options.signal?.throwIfAborted();
      sum += await this.#trainOn(makers[log].make(users));
      if (i % 20 === 19 && i + 1 < plan.length) this.#report(sum / (i + 1));
    }
    this.#epochsDone++;
    return sum / plan.length;
  }

  /** Of both towers together; those that place new items come after them. */
  get #sharedSteps(): number {
    const { logs, settings } = this.#options;
    return settings.epochs * stepsPerEpoch(logs, this.#shapes.batchSize);
  }

  async #trainOn({ candidates, data }: Batch): Promise<number> {
    const { ort, config, settings } = this.#options;
    const taste = tasteDims(config);
    const feeds: Record<string, InstanceType<OrtModule['Tensor']>> = {};
    for (const [name, { shape, data }] of Object.entries({ ...this.#trainable, ...this.#frozen })) {
      feeds[name] = new ort.Tensor('float32', data, shape);
    }
    const residual = new Float32Array(candidates.rows.length * taste);
    candidates.rows.forEach((item, row) => {
      residual.set(this.#residuals.subarray(item * taste, (item + 1) * taste), row * taste);
    });
    feeds[RESIDUAL_INPUT] = new ort.Tensor('float32', residual, [candidates.rows.length, taste]);
    for (const [name, [shape, type]] of Object.entries(lossInputShapes(windowConfig(this.#options), this.#shapes))) {
      feeds[name] = new ort.Tensor(type, data[name], shape);
    }
    const outputs = await this.#step.run(feeds);
    this.#stepsDone++;
    this.#stepsThisRun++;
    const rate = learningRateAt(this.#stepsDone, this.#sharedSteps, settings.learningRate);
    for (const name of sortedNames(this.#trainable)) {
      const gradient = outputs[gradientName(name)].data as Float32Array;
      const { data, shape } = this.#trainable[name];
      const decay = name.startsWith('item.') && shape.length === 2 ? settings.itemWeightDecay : 0;
      adamStep(data, gradient, this.#moments[name], rate, this.#stepsDone, decay);
    }
    const rows = candidates.rows.subarray(0, candidates.count);
    const gradient = outputs[gradientName(RESIDUAL_INPUT)].data as Float32Array;
    adamRowsStep(this.#residuals, taste, rows, gradient, this.#moments[RESIDUAL_INPUT], rate, this.#stepsDone);
    const loss = (outputs.loss.data as Float32Array)[0];
    if (!Number.isFinite(loss))
      throw new Error(`training: the loss is ${loss} at step ${this.#stepsDone}, expected a number`);
    return loss;
  }

  async #validate(): Promise<Record<string, ValidationFigures>> {
    const { ort, items, logs, config, settings, validationUsers = VALIDATION_USERS } = this.#options;
    const parameters = this.#withOldPositions();
    const residuals = this.#residuals;
    const towers = this.#bind({ ...parameters, ...this.#frozen, ...neutralScales(config) });
    const options = { ort, config, sessionOptions: sessionOptions(settings) };
    const embeddings = await embedItems(options, towers.itemTower, items, residuals);
    const figures: Record<string, ValidationFigures> = {};
    for (const log of logs) {
      const cases = validationCases(log, validationUsers, settings.seed);
      if (cases.length === 0) continue;
      const caseUsers = cases.map(({ user }) => user);
      const users = await embedUsers(options, towers.userTowerBatch, log, caseUsers, embeddings);
      figures[log.name] = rankingFigures(log, cases, users, embeddings, config.embeddingDim);
    }
    const ndcg = meanNdcg(figures);
    if (!this.#best || ndcg >= this.#best.ndcg) {
      this.#best = { ndcg, validation: figures, parameters, residuals: residuals.slice() };
    }
    return figures;
  }

  /** A copy of the parameters in which slots older than any of a training window are taken for its oldest one. */
  #withOldPositions(): Parameters {
    const { config, settings } = this.#options;
    const parameters = structuredClone(this.#trainable);
    const { data } = parameters['user.position'];
    const dim = config.embeddingDim;
    const oldest = config.sequenceLength - settings.windowLength;
    for (let slot = 0; slot < oldest; slot++) data.copyWithin(slot * dim, oldest * dim, (oldest + 1) * dim);
    return parameters;
  }

  #report(loss: number, validation?: Record<string, ValidationFigures>): void {
    const elapsedMs = performance.now() - this.#startedMs;
    const { epochs, coldEpochs } = this.#options.settings;
    const totalSteps = (this.#sharedSteps * (epochs + this.#requestEpochs + coldEpochs)) / epochs;
    const remainingMs = (elapsedMs / Math.max(1, this.#stepsThisRun)) * (totalSteps - this.#stepsDone);
    const epoch = this.#epochsDone;
    const step = this.#stepsDone;
    this.#options.onProgress?.({ epoch, epochs, step, totalSteps, loss, elapsedMs, remainingMs, validation });
  }

  #arrays(): Record<string, Float32Array<ArrayBuffer>> {
    const arrays: Record<string, Float32Array<ArrayBuffer>> = { [RESIDUAL_INPUT]: this.#residuals };
    for (const name of sortedNames(this.#trainable)) arrays[name] = this.#trainable[name].data;
    for (const [name, { first, second }] of Object.entries(this.#moments)) {
      arrays[`first:${name}`] = first;
      arrays[`second:${name}`] = second;
    }
    return arrays;
  }

  #bestArrays(best: Best): Record<string, Float32Array<ArrayBuffer>> {
    const named = Object.entries(best.parameters).map(([name, { data }]) => [`best:${name}`, data] as const);
    return { ...Object.fromEntries(named), [`best:${RESIDUAL_INPUT}`]: best.residuals };
  }

  async #save(): Promise<void> {
    const { checkpointFile } = this.#options;
    if (!checkpointFile) return;
    await saveCheckpoint(checkpointFile, {
      fingerprint: this.#fingerprint,
      epochsDone: this.#epochsDone,
      stepsDone: this.#stepsDone,
      validation: this.#best?.validation,
      arrays: { ...this.#arrays(), ...(this.#best && this.#bestArrays(this.#best)) },
    });
  }

  async #resume(): Promise<void> {
    const { checkpointFile } = this.#options;
    const checkpoint = checkpointFile && (await loadCheckpoint(checkpointFile, this.#fingerprint));
    if (!checkpoint) return;
    for (const [name, array] of Object.entries(this.#arrays())) array.set(checkpoint.arrays[name]);
    if (checkpoint.validation) {
      const { validation } = checkpoint;
      const parameters = structuredClone(this.#trainable);
      const best = { ndcg: meanNdcg(validation), validation, parameters, residuals: this.#residuals.slice() };
      for (const [name, array] of Object.entries(this.#bestArrays(best))) array.set(checkpoint.arrays[name]);
      this.#best = best;
    }
    this.#epochsDone = checkpoint.epochsDone;
    this.#stepsDone = checkpoint.stepsDone;
  }
}

/** The sizes with training windows in place of served ones. */
function windowConfig({ config, settings }: TrainOptions): TowerConfig {
  return { ...config, sequenceLength: settings.windowLength };
}

/** Logs count alike, whatever their sizes. */
function meanNdcg(figures: Record<string, ValidationFigures>): number {
  const all = Object.values(figures);
  return all.reduce((sum, { ndcg10 }) => sum + ndcg10, 0) / Math.max(1, all.length);
}

/** Small random rows for the items of the logs, as an item table would have, or where they start; zero for items that no log has. */
function initResiduals({ items, logs, config, settings, start }: TrainOptions): Float32Array<ArrayBuffer> {
  const random = createRandom(settings.seed + 1);
  const taste = tasteDims(config);
  const residuals = new Float32Array(items.numItems * taste);
  const known = new Set(logs.flatMap((log) => [...new Set(log.items)]));
  for (const item of [...known].sort((a, b) => a - b)) {
    for (let d = 0; d < taste; d++) residuals[item * taste + d] = random.normal() * 0.02;
    const learned = start?.residuals.subarray(item * taste, (item + 1) * taste);
    if (learned?.some((value) => value !== 0)) residuals.set(learned, item * taste);
  }
  return residuals;
}
