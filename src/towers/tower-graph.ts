// A tower's graph, started: what computes it is chosen by whoever starts it. Kernels of our own
// (graph-executor/), or ONNX Runtime: on WebGPU, for graphs that the executor does not know, and wherever towers are made
// and judged.
import type { Tensor } from 'onnxruntime-common';
import { ModelLoadError } from '../errors.ts';
import { createExecutor } from './graph-executor/executor.ts';
import type { CreateKernels } from './graph-executor/kernels.ts';
import { planGraph } from './graph-executor/plan-graph.ts';
import { type CheckedModel, lendOutput, type OrtModule, type SessionOptions, startSession } from './session.ts';

/** Row-major, by the names of the inputs. */
export type Feeds = Record<string, { data: Float32Array | Int32Array; shape: readonly number[] }>;

/** An output: a tensor of ONNX Runtime, or values in memory. */
export type LentTensor = Pick<Tensor, 'location' | 'getData'> & Partial<Pick<Tensor, 'gpuBuffer'>>;

export interface TowerGraph {
  /** Runs once, and lends the output of that name, f32, for as long as `use` takes. */
  lend<T>(feeds: Feeds, output: string, use: (tensor: LentTensor) => Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}

/** @throws ModelLoadError when the graph cannot be started */
export type StartGraph = (model: CheckedModel) => Promise<TowerGraph>;

/** By ONNX Runtime, whichever package and backend it is. */
export function onOnnxRuntime(ort: OrtModule, options: SessionOptions = {}): StartGraph {
  return async (model) => {
    const session = await startSession(ort, model, options);
    return {
      lend: (feeds, output, use) => {
        const tensors = Object.entries(feeds).map(([name, { data, shape }]) => [name, tensorOf(ort, data, shape)]);
        return lendOutput(session, Object.fromEntries(tensors), output, use);
      },
      dispose: () => session.release(),
    };
  };
}

function tensorOf(ort: OrtModule, data: Float32Array | Int32Array, shape: readonly number[]): Tensor {
  return data instanceof Int32Array ? new ort.Tensor('int32', data, shape) : new ort.Tensor('float32', data, shape);
}

/** By kernels of our own. */
export function onOwnKernels(createKernels: CreateKernels): StartGraph {
  return async ({ name, inspected }) => {
    const plan = planGraph(inspected);
    if ('unknown' in plan) throw new ModelLoadError(`${name}: no kernel for ${plan.unknown}`);
    const executor = createExecutor(plan, createKernels);
    return {
      lend: async (feeds, output, use) => {
        const values = executor.run(feeds, output);
        return use({ location: 'cpu', getData: async () => values });
      },
      dispose: async () => {},
    };
  };
}

/** Values of an f32 output, the caller's own. */
export function readOutput(graph: TowerGraph, feeds: Feeds, output: string): Promise<Float32Array> {
  return graph.lend(feeds, output, async (tensor) => (await tensor.getData()) as Float32Array);
}
