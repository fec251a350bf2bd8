// Model functions as ONNX graphs. jax-js only traces here, so its plainest device will do (its wasm device fails beside
// onnxruntime-web in Node).

import { defaultDevice, init, type Array as JaxArray } from '@jax-js/jax';
import { compileFunction } from '../graph/jaxpr-to-onnx.ts';

/** Traced arrays by name. */
export type Traced = Record<string, JaxArray>;

let ready: Promise<void> | undefined;

export function prepareJax(): Promise<void> {
  ready ??= init('cpu').then(() => {
    defaultDevice('cpu');
  });
  return ready;
}

/**
 * @param model        of records of arrays; may give records, too
 * @param example      arguments that fix the shapes, made when jax-js is ready; their names are those of the graph's
 *   inputs
 * @param outputNames  of the results, records flattened in the order of their entries
 */
export async function compileModel<Args extends Traced[]>(
  model: (...args: Args) => unknown,
  example: () => Args,
  outputNames: readonly string[],
): Promise<Uint8Array> {
  await prepareJax();
  const args = example();
  return compileFunction(model, args, { inputNames: args.flatMap((arg) => Object.keys(arg)), outputNames });
}
