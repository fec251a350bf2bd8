// One step of training under ONNX Runtime: a graph gives the loss and its gradients, Adam moves what is learned on the
// host.

import { type Array as JaxArray, numpy as np, valueAndGrad } from '@jax-js/jax';
import type { InferenceSession } from 'onnxruntime-common';
import { selectRows } from '../../numerics/select-rows.ts';
import type { OrtModule } from '../../towers/session.ts';
import { compileModel, type Traced } from '../models/compile-model.ts';
import { type Parameters, sortedNames, zerosLike } from '../models/parameters.ts';
import { type AdamMoments, adamRowsStep, adamStep, createMoments, learningRateAt } from './adam.ts';
import type { BatchData } from './batch-maker.ts';
import type { Candidates } from './candidates.ts';
import type { InputShapes } from './sequence-loss.ts';

/** What is learned comes first; `residuals` has the candidates' under RESIDUALS, where the loss learns them. */
type LossArguments = [learned: Traced, residuals: Traced, frozen: Traced, data: Traced];
/** f32 [] */
export type StepLoss = (...args: LossArguments) => JaxArray;

interface StepGraph {
  loss: StepLoss;
  /** The data inputs beside parameters and residuals. */
  inputShapes: InputShapes;
  learned: Parameters;
  frozen: Parameters;
  /** [C, T]; absent = the loss learns no residuals. */
  residualShape?: readonly [number, number];
}

interface StepOptions extends Omit<StepGraph, 'residualShape'> {
  ort: OrtModule;
  sessionOptions: InferenceSession.SessionOptions;
  /** f32 [numItems, T]: learned as well; absent = the loss learns none. */
  residuals?: { values: Float32Array<ArrayBuffer>; width: number; numCandidates: number };
  totalSteps: number;
  /** At its peak. */
  learningRate: number;
  /** Of the item tower's matrices. */
  itemWeightDecay: number;
}

/** Name of the residuals among inputs and arrays. */
export const RESIDUALS = 'residual';
const gradientName = (name: string): string => `grad:${name}`;

/**
 * The step as an ONNX model. Inputs: every parameter, the residuals and the data inputs, by name. Outputs: `loss` and
 * `grad:<name>` for all that is learned.
 */
export function compileStep({ loss, inputShapes, learned, frozen, residualShape }: StepGraph): Promise<Uint8Array> {
  const names = [...sortedNames(learned), ...(residualShape ? [RESIDUALS] : [])];
  const step = valueAndGrad(loss as never, { argnums: [0, 1] }) as unknown as StepLoss;
  const example = (): LossArguments => [
    zerosLike(learned),
    residualShape ? { [RESIDUALS]: np.zeros([...residualShape]) } : {},
    zerosLike(frozen),
    zeroInputs(inputShapes),
  ];
  return compileModel(step, example, ['loss', ...names.map(gradientName)]);
}

function zeroInputs(inputs: InputShapes): Traced {
  const zeros = ([shape, type]: InputShapes[string]) =>
    np.zeros(shape, { dtype: type === 'int32' ? np.int32 : np.float32 });
  return Object.fromEntries(
    Object.keys(inputs)
      .sort()
      .map((name) => [name, zeros(inputs[name]!)]),
  );
}

export class TrainingStep {
  readonly #options: StepOptions;
  readonly #session: InferenceSession;
  readonly #moments: Record<string, AdamMoments>;
  stepsDone = 0;

  private constructor(options: StepOptions, session: InferenceSession) {
    this.#options = options;
    this.#session = session;
    const lengths = Object.entries(this.#arrays()).map(([name, array]) => [name, createMoments(array.length)]);
    this.#moments = Object.fromEntries(lengths);
  }

  /** `learned` and the residuals change in place with every step. */
  static async create(options: StepOptions): Promise<TrainingStep> {
    const { ort, residuals, sessionOptions } = options;
    const graph = {
      ...options,
      ...(residuals && { residualShape: [residuals.numCandidates, residuals.width] as const }),
    };
    return new TrainingStep(options, await ort.InferenceSession.create(await compileStep(graph), sessionOptions));
  }

  /**
   * @param data  by ONNX input name; may hold more than the loss reads
   * @returns     the loss before the step
   */
  async run(data: BatchData, { rows, count }: Candidates): Promise<number> {
    const { learned, residuals, totalSteps, learningRate, itemWeightDecay } = this.#options;
    const outputs = await this.#session.run(this.#feeds(data, rows));
    const gradientOf = (name: string) => outputs[gradientName(name)]!.data as Float32Array;
    const step = ++this.stepsDone;
    const rate = learningRateAt(step, totalSteps, learningRate);
    for (const name of sortedNames(learned)) {
      const { data, shape } = learned[name]!;
      const decay = name.startsWith('item.') && shape.length === 2 ? itemWeightDecay : 0;
      adamStep(data, gradientOf(name), this.#moments[name]!, rate, step, decay);
    }
    if (residuals) {
      const { values, width } = residuals;
      const met = rows.subarray(0, count);
      adamRowsStep(values, width, met, gradientOf(RESIDUALS), this.#moments[RESIDUALS]!, rate, step);
    }
    const loss = (outputs.loss!.data as Float32Array)[0]!;
    if (!Number.isFinite(loss)) throw new Error(`training: the loss is ${loss} at step ${step}, expected a number`);
    return loss;
  }

  /** All that steps change, by name. A later run that writes a checkpoint into it goes on (with its `stepsDone`). */
  state(): Record<string, Float32Array<ArrayBuffer>> {
    const arrays = this.#arrays();
    for (const [name, { first, second }] of Object.entries(this.#moments)) {
      arrays[`first:${name}`] = first;
      arrays[`second:${name}`] = second;
    }
    return arrays;
  }

  async release(): Promise<void> {
    await this.#session.release();
  }

  #arrays(): Record<string, Float32Array<ArrayBuffer>> {
    const { learned, residuals } = this.#options;
    const arrays: Record<string, Float32Array<ArrayBuffer>> = residuals ? { [RESIDUALS]: residuals.values } : {};
    for (const name of sortedNames(learned)) arrays[name] = learned[name]!.data;
    return arrays;
  }

  #feeds(data: BatchData, rows: Uint32Array): InferenceSession.FeedsType {
    const { ort, inputShapes, learned, frozen, residuals } = this.#options;
    const feeds: Record<string, InstanceType<OrtModule['Tensor']>> = {};
    for (const [name, { shape, data }] of Object.entries({ ...learned, ...frozen })) {
      feeds[name] = new ort.Tensor('float32', data, shape);
    }
    if (residuals) {
      const { values, width } = residuals;
      feeds[RESIDUALS] = new ort.Tensor('float32', selectRows(values, rows, width), [rows.length, width]);
    }
    for (const [name, [shape, type]] of Object.entries(inputShapes))
      feeds[name] = new ort.Tensor(type, data[name]!, shape);
    return feeds;
  }
}
