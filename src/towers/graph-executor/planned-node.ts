// What an operator sees while a graph is planned: its node, the values that it reads, room for those that it makes, and
// kernels to be called.
import type { OnnxNode, OnnxTensor, Shape } from '../onnx-model.ts';
import type { Kernels } from './kernels.ts';

/** Thrown by operators, and caught where planning began: the executor does not know what is in the graph. */
export class NotKnown extends Error {}

/** How a value is stored: all in words of four bytes. `bool`: 0 or 1. */
export type ValueType = 'float32' | 'int32' | 'bool' | 'uint8';

/** Room of some words. */
export interface Room {
  at: number;
  sizeBytes: number;
  /** Written once, and never free. */
  isFixed: boolean;
  /** By later nodes; it is free at 0. */
  uses: number;
  isFree: boolean;
}

/** A place in a room whose offset is known when all is planned. */
export interface Place {
  room: Room;
  offsetBytes: number;
}

export interface Value {
  shape: Shape;
  type: ValueType;
  place: Place;
}

/** Writes what stands in memory from the start. @param words  the same memory, as f32 and as i32 */
export type Fill = (words: { floats: Float32Array; integers: Int32Array }) => void;

/** What an operator sees of its node. */
export interface PlannedNode {
  readonly node: OnnxNode;
  /** @throws NotKnown for an input that is left out, or of a type that no kernel reads */
  input(i: number): Value;
  shapeOf(i: number): Shape;
  constant(i: number): OnnxTensor | undefined;
  /** Room for an output. */
  make(i: number, type: ValueType): Value;
  /** The output is the first input under another shape. */
  rename(): void;
  /** Room for the time of this node. */
  scratch(size: number): Place;
  /** Room that is filled once. */
  fixed(size: number, fill: Fill): Place;
  call<K extends keyof Kernels>(kernel: K, ...args: (number | Place)[]): void;
}

/** Of bytes that may lie anywhere in the file. */
export function floatsOf(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return new Float32Array(new Uint8Array(bytes).buffer);
}
