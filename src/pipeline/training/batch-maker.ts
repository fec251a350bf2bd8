// Makes the data inputs of one training step (lossInputShapes in models/sequence-loss.ts) from a log: windows, what is
// asked of them, candidates, their content in a random wording, dropped features, dropout masks.

import { TOWER_EVENT_TYPES } from '../../formats/vocabulary.ts';
import { createRandom, type Random } from '../../numerics/random.ts';
import { ageBucket, MAX_PAST_EVENTS, pastWeights } from '../../towers/history-inputs.ts';
import { sizeOf } from '../models/parameters.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import { chooseAsks, hasTarget, isDisliked, type Moment } from './asked-slots.ts';
import { CandidateSampler, type Candidates } from './candidates.ts';
import { addRandomDislikes, sampleWindow, varyPositiveType, type Window } from './sample-window.ts';
import { type LossShapes, lossInputShapes } from './sequence-loss.ts';
import type { TrainingItems, TrainingLog, TrainingSettings } from './training-data.ts';

/** By ONNX input name. */
export type BatchData = Record<string, Float32Array | Int32Array>;

export interface Batch {
  candidates: Candidates;
  data: BatchData;
}

/** An input to write into, by its name. */
type InputOf = (name: string) => Float32Array | Int32Array;

/** Dropout masks are stretches of one pool at random offsets: to draw two million numbers costs more than a step. */
const POOL_SIZE = 1 << 22;
/** Chance that an item is worded as it is served; the other wordings share the rest. */
const SERVED_WORDING = 0.5;
const START = TOWER_EVENT_TYPES.indexOf('start');

export class BatchMaker {
  readonly #items: TrainingItems;
  readonly #settings: TrainingSettings;
  readonly #config: TowerConfig;
  readonly #shapes: LossShapes;
  readonly #sampler: CandidateSampler;
  readonly #random: Random;
  readonly #pool: Float32Array;
  readonly #targets: SparseTargets;
  readonly log: TrainingLog;

  /**
   * @param config  its sequenceLength is that of the windows
   * @param seed    of this log and epoch: a resumed run draws what an unbroken one draws
   * @param pool    dropout pool of the epoch (createDropoutPool)
   */
  constructor(
    log: TrainingLog,
    items: TrainingItems,
    settings: TrainingSettings,
    config: TowerConfig,
    shapes: LossShapes,
    seed: number,
    pool: Float32Array,
  ) {
    this.log = log;
    this.#items = items;
    this.#settings = settings;
    this.#config = config;
    this.#shapes = shapes;
    this.#sampler = new CandidateSampler(log, shapes.numCandidates, settings.fameCorrection);
    this.#random = createRandom(seed);
    this.#pool = pool;
    this.#targets = new SparseTargets(shapes.numAsks, shapes.numCandidates);
  }

  /**
   * The batch's targets are overwritten by the next one.
   *
   * @param users  as many as the batch has sequences
   */
  make(users: readonly number[]): Batch {
    const windows = users.map((user) => this.#window(user));
    const needed = new Set(windows.flatMap((window) => window.events.map((event) => event.item)));
    const numEvents = windows.reduce((sum, window) => sum + window.events.length, 0);
    const candidates = this.#sampler.sample(needed, numEvents, this.#random);
    const data = this.#emptyData();
    data.targets = this.#targets.cleared();
    const input = inputOf(data);
    const moments = windows.flatMap((window, sequence) => this.#writeWindow(window, sequence, candidates, input));
    for (const [row, ask] of chooseAsks(moments, this.#shapes.numAsks, this.#random).entries()) {
      this.#writeAsk(ask, row, candidates, input);
    }
    this.#writeCandidates(candidates, input);
    this.#writeDropout(data);
    return { candidates, data };
  }

  #window(user: number): Window {
    const maxInputs = this.#config.sequenceLength - 1;
    const window = sampleWindow(this.log, user, maxInputs, this.#random);
    varyPositiveType(window.events, this.#random);
    if (this.#random.next() < this.#settings.dislikeAugmentation) {
      addRandomDislikes(window, this.log, maxInputs, this.#random);
    }
    return window;
  }

  #emptyData(): BatchData {
    const shapes = lossInputShapes(this.#config, this.#shapes);
    const data: BatchData = {};
    for (const [name, [shape, type]] of Object.entries(shapes)) {
      if (!name.startsWith('dropout') && name !== 'targets')
        data[name] = new (type === 'int32' ? Int32Array : Float32Array)(sizeOf(shape));
    }
    return data;
  }

  /** @returns the moments of the window, oldest first */
  #writeWindow(window: Window, sequence: number, candidates: Candidates, input: InputOf): Moment[] {
    const { events, past } = window;
    const inputs = events.length - 1;
    const start = (sequence + 1) * this.#config.sequenceLength - inputs - 1;
    input('event_types')[start] = START;
    input('is_start')[start] = 1;
    this.#writePast(past, sequence, candidates, input);
    // Logs without times and a random half of the others are trained as "age unknown".
    const now = this.#random.next() < 0.5 ? Number.NaN : events[inputs]!.timeSeconds;
    const moments = Array.from(events, (_, next) => ({ slot: start + next, window, next }));
    for (const { slot, next } of moments) {
      input('mask')[slot] = 1;
      if (next === 0) continue;
      const event = events[next - 1]!;
      input('history_rows')[slot] = candidates.rowOf.get(event.item)!;
      input('event_types')[slot] = event.eventType;
      input('age_buckets')[slot] = Number.isNaN(now + event.timeSeconds) ? 0 : ageBucket(event.timeSeconds, now);
    }
    return moments;
  }

  #writeAsk(ask: Moment, row: number, candidates: Candidates, input: InputOf): void {
    const { slot, next, window } = ask;
    input('asked_slots')[row] = slot;
    if (isDisliked(ask)) input('negative_weight')[row] = 1;
    this.#writeContext(window.events[next]!.event, row, input);
    if (!hasTarget(ask)) return;
    input('target_weight')[row] = 1;
    this.#writeTargets(ask, row, candidates);
  }

  /** Any categorical may be dropped, so that the tower learns to do without. */
  #writeContext(event: number | undefined, row: number, input: InputOf): void {
    const { numContexts } = this.#config;
    const { contexts = [] } = this.log;
    for (const [i, { numbers }] of contexts.entries()) {
      if (event === undefined || this.#random.next() < this.#settings.contextDropout) continue;
      input('context_values')[row * numContexts + i] = numbers[event]!;
    }
  }

  #writePast([from, end]: [number, number], sequence: number, { rowOf, rows }: Candidates, input: InputOf): void {
    const first = Math.max(from, end - MAX_PAST_EVENTS);
    const events = Array.from({ length: end - first }, (_, i) => ({
      type: TOWER_EVENT_TYPES[this.log.eventTypes[first + i]!]!,
    }));
    for (const [i, weight] of pastWeights(events).entries()) {
      const row = rowOf.get(this.log.items[first + i]!);
      if (row !== undefined) input('past_weights')[sequence * rows.length + row]! += weight;
    }
  }

  /** The next item, of whose share a teacher takes a part (Hinton et al., 2015). */
  #writeTargets({ window, next }: Moment, row: number, { rowOf }: Candidates): void {
    const { item, event } = window.events[next]!;
    const add = (target: number, share: number) => {
      const candidate = rowOf.get(target);
      if (candidate !== undefined) this.#targets.add(row, candidate, share);
    };
    const share = this.#settings.distillation;
    const taught = share > 0 ? (this.log.teacher?.addAnswer(event, share, add) ?? 0) : 0;
    add(item, 1 - taught);
    this.#targets.finishAsk(row);
  }

  #writeCandidates({ rows, bias }: Candidates, input: InputOf): void {
    const { contentVariants, features, codes } = this.#items;
    const { contentDim, qualityDims, numLevels } = this.#config;
    const random = this.#random;
    input('candidate_bias').set(bias);
    rows.forEach((item, row) => {
      const worded = random.next() < SERVED_WORDING ? 0 : random.integer(contentVariants.length);
      const variant = contentVariants[worded]!;
      input('content').set(variant.subarray(item * contentDim, (item + 1) * contentDim), row * contentDim);
      if (codes) input('codes').set(codes.subarray(item * numLevels, (item + 1) * numLevels), row * numLevels);
      this.#writeModalities(item, row, input);
      for (let f = 0; f < qualityDims; f += 2) {
        if (random.next() < this.#settings.featureDropout) continue;
        input('features')[row * qualityDims + f] = features[item * qualityDims + f]!;
        input('features')[row * qualityDims + f + 1] = features[item * qualityDims + f + 1]!;
      }
    });
  }

  /** Each further vector of an item may be missing, so that the tower learns to do without. */
  #writeModalities(item: number, row: number, input: InputOf): void {
    const { modalities } = this.#items;
    if (!modalities) return;
    const { modalityDim } = this.#config;
    let offset = 0;
    for (const { width } of modalities.layout) {
      if (this.#random.next() >= this.#settings.modalityDropout) {
        const from = item * modalityDim + offset;
        input('modalities').set(modalities.values.subarray(from, from + width), row * modalityDim + offset);
      }
      offset += width;
    }
  }

  #writeDropout(data: BatchData): void {
    const { sequenceLength, embeddingDim, numLayers } = this.#config;
    const size = this.#shapes.batchSize * sequenceLength * embeddingDim;
    for (let i = 0; i < 1 + 2 * numLayers; i++) {
      const offset = this.#random.integer(this.#pool.length - size + 1);
      data[`dropout${i}`] = this.#pool.subarray(offset, offset + size);
    }
  }
}

/** A missing name is a bug and says so. */
function inputOf(data: BatchData): InputOf {
  return (name) => {
    const input = data[name];
    if (!input) throw new Error(`training: input "${name}" is missing, found ${Object.keys(data).join(', ')}`);
    return input;
  };
}

/** f32, each 0 with chance `rate`, else 1 / (1 - rate). */
export function createDropoutPool(rate: number, minSize: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const pool = new Float32Array(Math.max(POOL_SIZE, 2 * minSize));
  if (rate === 0) return pool.fill(1);
  for (let i = 0; i < pool.length; i++) pool[i] = random.next() < rate ? 0 : 1 / (1 - rate);
  return pool;
}

/** Distributions over the candidates, one an ask: few entries of a large matrix, which is cleared entry by entry. */
class SparseTargets {
  readonly #values: Float32Array;
  readonly #numCandidates: number;
  readonly #written: number[] = [];
  #askStart = 0;

  constructor(numAsks: number, numCandidates: number) {
    this.#values = new Float32Array(numAsks * numCandidates);
    this.#numCandidates = numCandidates;
  }

  /** f32 [numAsks, numCandidates], all zeros again. */
  cleared(): Float32Array {
    for (const at of this.#written) this.#values[at] = 0;
    this.#written.length = 0;
    this.#askStart = 0;
    return this.#values;
  }

  add(ask: number, candidate: number, share: number): void {
    const at = ask * this.#numCandidates + candidate;
    this.#values[at]! += share;
    this.#written.push(at);
  }

  /** Brings the ask's shares to a sum of 1: some of its items may not be among the candidates. */
  finishAsk(ask: number): void {
    const own = new Set(this.#written.slice(this.#askStart));
    this.#askStart = this.#written.length;
    let total = 0;
    for (const at of own) total += this.#values[at]!;
    if (total === 0) throw new Error(`training: ask ${ask} has no target among the candidates`);
    for (const at of own) this.#values[at]! /= total;
  }
}
