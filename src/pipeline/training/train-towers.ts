// Trains both towers on one or more logs, phase by phase (phases.ts). The same data, settings, thread count and machine
// class give the same bytes; a run that was cut goes on from the checkpoint of its last epoch of both towers.

import { fileURLToPath } from 'node:url';
import { createRandom } from '../../numerics/random.ts';
import type { OrtModule } from '../../towers/session.ts';
import { codeFingerprint } from '../code/code-fingerprint.ts';
import { contentStatistics, initItemTower } from '../models/item-tower.ts';
import type { Parameters } from '../models/parameters.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';
import { initUserTower } from '../models/user-tower.ts';
import { BatchMaker, createDropoutPool } from './batch-maker.ts';
import { loadCheckpoint, saveCheckpoint, trainingFingerprint } from './checkpoint.ts';
import { embedItems, embedOptions, embedUsers, sessionOptions } from './embed.ts';
import { fameOf } from './fame.ts';
import { bothTowers, newItemsAlone, type Phase } from './phases.ts';
import { planBatches, stepsPerEpoch } from './plan-batches.ts';
import { compileTowers, neutralScales, type TowerFiles } from './tower-files.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from './training-data.ts';
import { RESIDUALS, TrainingStep } from './training-step.ts';
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
  onProgress?: (progress: TrainingProgress) => void;
  signal?: AbortSignal;
}

export interface TrainedTowers {
  /** Trainable and frozen parameters. */
  parameters: Parameters;
  /** f32 [numItems, T]; rows of items without training events are zero. */
  residuals: Float32Array;
  validation: Record<string, ValidationFigures>;
}

/** @throws the signal's reason when cancelled; the last epoch's checkpoint stays */
export async function trainTowers(options: TrainOptions): Promise<TrainedTowers> {
  const parameters = initParameters(options);
  return new TrainingRun(options, parameters, await compileTowers(options.config, parameters)).train();
}

interface Best {
  ndcg: number;
  validation: Record<string, ValidationFigures>;
  parameters: Parameters;
  residuals: Float32Array<ArrayBuffer>;
}

class TrainingRun {
  readonly #options: TrainOptions;
  /** The sizes with training windows in place of served ones. */
  readonly #windowConfig: TowerConfig;
  readonly #parameters: Parameters;
  readonly #residuals: Float32Array<ArrayBuffer>;
  readonly #bind: (parameters: Parameters) => TowerFiles;
  readonly #stepsOfEpoch: number;
  /**
   * The validated state with the best figures so far, the newest of equal ones (such as none): what is exported. A log
   * may be learned by heart before the last epoch.
   */
  #best: Best | undefined;
  readonly #startedMs = performance.now();
  /** Of both towers together. */
  #epochsDone = 0;
  #stepsDone = 0;
  #stepsThisRun = 0;

  constructor(options: TrainOptions, parameters: Parameters, bind: (parameters: Parameters) => TowerFiles) {
    const { config, logs, settings } = options;
    this.#options = options;
    this.#windowConfig = { ...config, sequenceLength: settings.windowLength };
    this.#parameters = parameters;
    this.#residuals = initResiduals(options);
    this.#bind = bind;
    this.#stepsOfEpoch = stepsPerEpoch(logs, settings.batchSize);
  }

  async train(): Promise<TrainedTowers> {
    const { logs, settings } = this.#options;
    const training = { config: this.#windowConfig, logs, settings };
    const trained = await this.#trainBoth(bothTowers(training));
    if (settings.coldEpochs === 0) return trained;
    const embeddings = await this.#embed(trained.parameters, trained.residuals);
    const parameters = await this.#trainAlone(newItemsAlone(training, embeddings), trained.parameters);
    return { ...trained, parameters, residuals: await this.#residualsTo(embeddings, parameters) };
  }

  async #trainBoth(phase: Phase): Promise<TrainedTowers> {
    const { settings, validateEvery = 1 } = this.#options;
    const fingerprint = await this.#fingerprint();
    const step = await this.#createStep(phase, this.#parameters);
    try {
      await this.#resume(step, fingerprint);
      while (this.#epochsDone < settings.epochs) {
        const loss = await this.#epoch(phase, this.#epochsDone, step);
        this.#epochsDone++;
        const due = this.#epochsDone % validateEvery === 0 || this.#epochsDone === settings.epochs;
        const validation = due ? await this.#validate() : undefined;
        await this.#save(step, fingerprint);
        this.#report(loss, validation);
      }
    } finally {
      await step.release();
    }
    if (!this.#best) await this.#validate();
    const { parameters, residuals, validation } = this.#best!;
    return { parameters, residuals, validation };
  }

  /** @returns all parameters, those that the phase learns changed */
  async #trainAlone(phase: Phase, finished: Parameters): Promise<Parameters> {
    const parameters = structuredClone(finished);
    const step = await this.#createStep(phase, parameters);
    try {
      for (let epoch = 0; epoch < phase.epochs; epoch++) this.#report(await this.#epoch(phase, epoch, step));
    } finally {
      await step.release();
    }
    return parameters;
  }

  #createStep(phase: Phase, parameters: Parameters): Promise<TrainingStep> {
    const { ort, config, settings } = this.#options;
    const those = (isWanted: (name: string) => boolean): Parameters =>
      Object.fromEntries(Object.entries(parameters).filter(([name]) => isWanted(name)));
    const { numCandidates } = phase.shapes;
    return TrainingStep.create({
      ...phase,
      ...{ ort, sessionOptions: sessionOptions(settings) },
      learned: those(phase.isLearned),
      frozen: those((name) => !phase.isLearned(name)),
      ...(phase.learnsResiduals && { residuals: { values: this.#residuals, width: tasteDims(config), numCandidates } }),
      totalSteps: phase.epochs * this.#stepsOfEpoch,
    });
  }

  /** @returns mean loss, nats */
  async #epoch(phase: Phase, epoch: number, step: TrainingStep): Promise<number> {
    const { settings, items, logs, signal } = this.#options;
    const [config, { shapes }] = [this.#windowConfig, phase];
    const seed = settings.seed * 1_000_003 + (phase.firstEpoch + epoch) * 1009;
    const size = shapes.batchSize * config.sequenceLength * config.embeddingDim;
    const pool = createDropoutPool(phase.dropout, size, seed + 1);
    const makers = logs.map((log, i) => new BatchMaker(log, items, settings, config, shapes, seed + 10 + i, pool));
    const plan = planBatches(logs, shapes.batchSize, seed);
    let sum = 0;
    for (const [i, { log, users }] of plan.entries()) {
      signal?.throwIfAborted();
      const batch = makers[log]!.make(users);
      const further = phase.furtherInputs?.(batch, seed + 100 + step.stepsDone);
      sum += await step.run({ ...batch.data, ...further }, batch.candidates);
      this.#stepsDone++;
      this.#stepsThisRun++;
      if (i % 20 === 19 && i + 1 < plan.length) this.#report(sum / (i + 1));
    }
    return sum / plan.length;
  }

  /** f32 [numItems, T]: with them known items keep their embeddings, whatever the item tower has become. */
  async #residualsTo(embeddings: Float32Array, parameters: Parameters): Promise<Float32Array<ArrayBuffer>> {
    const { logs, config } = this.#options;
    const taste = tasteDims(config);
    const residuals = new Float32Array(this.#residuals.length);
    const made = await this.#embed(parameters, residuals);
    for (const item of new Set(logs.flatMap((log) => [...log.candidates]))) {
      for (let d = 0; d < taste; d++) {
        const at = item * config.embeddingDim + d;
        residuals[item * taste + d] = embeddings[at]! - made[at]!;
      }
    }
    return residuals;
  }

  #embed(parameters: Parameters, residuals: Float32Array): Promise<Float32Array> {
    const { items, config } = this.#options;
    const { itemTower } = this.#bind({ ...parameters, ...neutralScales(config) });
    return embedItems(embedOptions(this.#options), itemTower, items, residuals);
  }

  async #validate(): Promise<Record<string, ValidationFigures>> {
    const { logs, config, settings } = this.#options;
    const parameters = this.#withOldPositions();
    const embeddings = await this.#embed(parameters, this.#residuals);
    const { userTowerBatch } = this.#bind({ ...parameters, ...neutralScales(config) });
    const figures: Record<string, ValidationFigures> = {};
    for (const log of logs) {
      const cases = validationCases(log, VALIDATION_USERS, settings.seed);
      if (cases.length === 0) continue;
      const caseUsers = cases.map(({ user }) => user);
      const users = await embedUsers(embedOptions(this.#options), userTowerBatch, log, caseUsers, embeddings);
      figures[log.name] = rankingFigures(
        ...([log, cases, users, embeddings, config.embeddingDim] as const),
        fameOf(log, settings.fameCorrection),
      );
    }
    const ndcg = meanNdcg(figures);
    if (!this.#best || ndcg >= this.#best.ndcg) {
      this.#best = { ndcg, validation: figures, parameters, residuals: this.#residuals.slice() };
    }
    return figures;
  }

  /** A copy of the parameters in which slots older than any of a training window are taken for its oldest one. */
  #withOldPositions(): Parameters {
    const { config, settings } = this.#options;
    const parameters = structuredClone(this.#parameters);
    const { data } = parameters['user.position']!;
    const dim = config.embeddingDim;
    const oldest = config.sequenceLength - settings.windowLength;
    for (let slot = 0; slot < oldest; slot++) data.copyWithin(slot * dim, oldest * dim, (oldest + 1) * dim);
    return parameters;
  }

  #report(loss: number, validation?: Record<string, ValidationFigures>): void {
    const elapsedMs = performance.now() - this.#startedMs;
    const { settings, onProgress } = this.#options;
    const { epochs, coldEpochs } = settings;
    const totalSteps = this.#stepsOfEpoch * (epochs + coldEpochs);
    const remainingMs = (elapsedMs / Math.max(1, this.#stepsThisRun)) * (totalSteps - this.#stepsDone);
    const [epoch, step] = [this.#epochsDone, this.#stepsDone];
    onProgress?.({ epoch, epochs, step, totalSteps, loss, elapsedMs, remainingMs, validation });
  }

  async #fingerprint(): Promise<string> {
    return trainingFingerprint({ ...this.#options, code: await codeFingerprint([fileURLToPath(import.meta.url)]) });
  }

  async #save(step: TrainingStep, fingerprint: string): Promise<void> {
    const { checkpointFile } = this.#options;
    if (!checkpointFile) return;
    await saveCheckpoint(checkpointFile, {
      fingerprint,
      epochsDone: this.#epochsDone,
      stepsDone: this.#stepsDone,
      validation: this.#best?.validation,
      arrays: { ...step.state(), ...(this.#best && arraysOf(this.#best)) },
    });
  }

  async #resume(step: TrainingStep, fingerprint: string): Promise<void> {
    const { checkpointFile } = this.#options;
    const checkpoint = checkpointFile && (await loadCheckpoint(checkpointFile, fingerprint));
    if (!checkpoint) return;
    const { arrays, validation, epochsDone, stepsDone } = checkpoint;
    for (const [name, array] of Object.entries(step.state())) array.set(arrays[name]!);
    if (validation) {
      const [parameters, residuals] = [structuredClone(this.#parameters), this.#residuals.slice()];
      this.#best = { ndcg: meanNdcg(validation), validation, parameters, residuals };
      for (const [name, array] of Object.entries(arraysOf(this.#best))) array.set(arrays[name]!);
    }
    this.#epochsDone = epochsDone;
    this.#stepsDone = step.stepsDone = stepsDone;
  }
}

/** Of the best state, by their names in a checkpoint. */
function arraysOf({ parameters, residuals }: Best): Record<string, Float32Array<ArrayBuffer>> {
  const named = Object.entries(parameters).map(([name, { data }]) => [`best:${name}`, data] as const);
  return { ...Object.fromEntries(named), [`best:${RESIDUALS}`]: residuals };
}

/** Random ones, or those of the towers that training goes on from. */
function initParameters({ config, items, settings, start }: TrainOptions): Parameters {
  const random = createRandom(settings.seed);
  const learned = { ...initItemTower(config, random), ...initUserTower(config, random) };
  for (const [name, { data }] of Object.entries(learned)) data.set(start ? start.parameters[name]!.data : data);
  return { ...learned, ...contentStatistics(items.contentVariants[0]!, config.contentDim) };
}

/** Logs count alike, whatever their sizes. */
function meanNdcg(figures: Record<string, ValidationFigures>): number {
  const all = Object.values(figures);
  return all.reduce((sum, { ndcg10 }) => sum + ndcg10, 0) / Math.max(1, all.length);
}

/** Small random rows for the items of the logs, or where they start from; zero for items that no log has. */
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
