// Parameters live on the host as plain Float32Arrays under flat names; jax-js sees them only while a graph is traced.
// Flat and sorted names make one order serve jax-js's flattening, ONNX inputs, the optimizer and checkpoints alike.

import { type Array as JaxArray, numpy as np } from '@jax-js/jax';
import type { Random } from '../../numerics/random.ts';

interface Parameter {
  shape: number[];
  /** f32, row-major */
  data: Float32Array<ArrayBuffer>;
}
export type Parameters = Record<string, Parameter>;

/** What a model function reads: traced Parameters. Reading never consumes (jax-js counts references). */
export type ParameterReader = (name: string) => JaxArray;

/** Reads traced parameters by name; a missing name is a bug and says so. */
export function parameterReader(traced: Record<string, JaxArray>): ParameterReader {
  return (name) => {
    const array = traced[name];
    if (!array) throw new Error(`models: parameter "${name}" is missing, found ${Object.keys(traced).join(', ')}`);
    return array.ref;
  };
}

/** Zero arrays of the same names and shapes, to trace a function with. */
export function zerosLike(parameters: Parameters): Record<string, JaxArray> {
  return Object.fromEntries(sortedNames(parameters).map((name) => [name, np.zeros(parameters[name]!.shape)]));
}

export function sortedNames(parameters: Parameters): string[] {
  return Object.keys(parameters).sort();
}

export function filled(shape: number[], value: number): Parameter {
  return { shape, data: new Float32Array(sizeOf(shape)).fill(value) };
}

/** Normal draws of mean 0 and the given standard deviation. */
export function normal(shape: number[], deviation: number, random: Random): Parameter {
  const data = new Float32Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = random.normal() * deviation;
  return { shape, data };
}

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, extent) => product * extent, 1);
}
