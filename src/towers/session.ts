// Starts a model once it was looked through: that it is made of what our models are, takes no more than they do, and has
// the inputs and outputs that the bundle's contract names. A bundle whose model is another one then fails here, in words,
// and not in a runtime, or in the middle of a request. ONNX Runtime is handed in, so
// that the same code runs on onnxruntime-web (page, set-up) and onnxruntime-node (training, evaluation).
import type { InferenceSession, Tensor } from 'onnxruntime-common';
import { ModelLoadError, messageOf } from '../errors.ts';
import { type InspectedModel, inspectModel } from './inspect-model.ts';
import type { OnnxValue } from './onnx-model.ts';

/** ONNX Runtime, whichever package it came from. */
export type OrtModule = typeof import('onnxruntime-common');
export type SessionOptions = InferenceSession.SessionOptions;

/** What a graph must have under one name. */
export interface TensorSpec {
  type: 'float32' | 'int32';
  /** A size, or null where any size (a symbolic dimension) will do. */
  shape: readonly (number | null)[];
}

export interface GraphSpec {
  inputs: Record<string, TensorSpec>;
  outputs: Record<string, TensorSpec>;
}

/**
 * Creates a session and holds it to its contract.
 *
 * @param name   the model's name in messages: `user-tower`
 * @param bytes  the .onnx file
 * @throws ModelLoadError when the bytes are no model of ours, a name, type or shape is not as specified, or ONNX Runtime
 *   refuses them
 */
export async function createSession(
  ort: OrtModule,
  name: string,
  bytes: Uint8Array,
  spec: GraphSpec,
  options: SessionOptions = {},
): Promise<InferenceSession> {
  return startSession(ort, checkModel(name, bytes, spec), options);
}

/** A model that was looked through and has the inputs and outputs of its contract. */
export interface CheckedModel {
  /** In messages: `user-tower`. */
  name: string;
  bytes: Uint8Array;
  inspected: InspectedModel;
}

/** @throws ModelLoadError when the bytes are no model of ours, or a name, type or shape is not as specified */
export function checkModel(name: string, bytes: Uint8Array, spec: GraphSpec): CheckedModel {
  const inspected = inspect(name, bytes);
  checkTensors(name, 'input', inspected.inputs, spec.inputs);
  checkTensors(name, 'output', inspected.outputs, spec.outputs);
  return { name, bytes, inspected };
}

/** @throws ModelLoadError when ONNX Runtime refuses it */
export function startSession(
  ort: OrtModule,
  { name, bytes }: CheckedModel,
  options: SessionOptions = {},
): Promise<InferenceSession> {
  return ort.InferenceSession.create(bytes, options).catch((error: unknown) => {
    throw new ModelLoadError(`${name}: ONNX Runtime cannot start it: ${messageOf(error)}`, { cause: error });
  });
}

function inspect(name: string, bytes: Uint8Array): InspectedModel {
  try {
    return inspectModel(bytes);
  } catch (cause) {
    throw new ModelLoadError(`${name}: ${messageOf(cause)}`, { cause });
  }
}

function checkTensors(
  name: string,
  kind: 'input' | 'output',
  found: readonly OnnxValue[],
  expected: Record<string, TensorSpec>,
): void {
  for (const [tensorName, spec] of Object.entries(expected)) {
    const tensor = found.find((candidate) => candidate.name === tensorName);
    const place = `${name}: ${kind} "${tensorName}"`;
    if (!tensor)
      throw new ModelLoadError(`${place} is missing, found ${found.map((t) => t.name).join(', ') || 'none'}`);
    if (!matches(tensor, spec)) throw new ModelLoadError(`${place} is ${describe(tensor)}, expected ${format(spec)}`);
  }
  const unknown = found.find((tensor) => !(tensor.name in expected));
  if (unknown && kind === 'input') throw new ModelLoadError(`${name}: input "${unknown.name}" is not known`);
}

function matches(tensor: OnnxValue, { type, shape }: TensorSpec): boolean {
  if (tensor.type !== type || tensor.shape.length !== shape.length) return false;
  return shape.every((size, axis) => size === null || tensor.shape[axis] === size);
}

function describe({ type, shape }: OnnxValue): string {
  return `${type} [${shape.join(', ')}]`;
}

function format({ type, shape }: TensorSpec): string {
  return `${type} [${shape.map((size) => size ?? 'any').join(', ')}]`;
}

/** A float output's values. They are the caller's: ONNX Runtime copies them out of its own memory. */
export function readFloats(session: InferenceSession, feeds: InferenceSession.FeedsType, output: string) {
  return lendOutput(session, feeds, output, async (tensor) => (await tensor.getData()) as Float32Array);
}

/** Lends an output, which may lie on a GPU, for as long as `use` takes; all outputs are freed afterwards. */
export async function lendOutput<T>(
  session: InferenceSession,
  feeds: InferenceSession.FeedsType,
  output: string,
  use: (tensor: Tensor) => Promise<T>,
): Promise<T> {
  const results = await session.run(feeds);
  try {
    return await use(results[output]!);
  } finally {
    for (const tensor of Object.values(results)) tensor.dispose();
  }
}
