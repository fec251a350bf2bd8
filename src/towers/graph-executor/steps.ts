// How kernels walk through tensors: words from one place of a dimension to the next, 0 for one that is repeated; and as
// few dimensions as will do, since a kernel knows four.
import type { Shape } from '../onnx-model.ts';
import { sizeOf } from '../onnx-shapes.ts';

/** Of a contiguous tensor. */
export function contiguousSteps(shape: Shape): number[] {
  return shape.map((_, axis) => sizeOf(shape.slice(axis + 1)));
}

/** Of an operand that is repeated to `shape`. */
export function broadcastSteps(operand: Shape, shape: Shape): number[] {
  const missing = shape.length - operand.length;
  const steps = contiguousSteps(operand);
  return shape.map((_, axis) => (axis < missing || operand[axis - missing] === 1 ? 0 : steps[axis - missing]!));
}

type Four = [number, number, number, number];

/**
 * Joins dimensions that all walkers cross in equal steps.
 *
 * @param walks  the steps of each walker over `shape`
 * @returns      the shape and each walker's steps with four dimensions; undefined where four are too few
 */
export function asFour(shape: Shape, walks: readonly number[][]): { dims: Four; walks: Four[] } | undefined {
  const dims: number[] = [];
  const joined: number[][] = walks.map(() => []);
  for (const [axis, size] of shape.entries()) {
    if (size === 1) continue;
    const continues = dims.length > 0 && walks.every((steps, w) => joined[w]!.at(-1) === steps[axis]! * size);
    if (continues) dims[dims.length - 1]! *= size;
    else dims.push(size);
    for (const [w, steps] of walks.entries()) joined[w]!.splice(dims.length - 1, 1, steps[axis]!);
  }
  if (dims.length > 4) return undefined;
  return { dims: padded(dims, 1), walks: joined.map((steps) => padded(steps, 0)) };
}

function padded(numbers: readonly number[], filler: number): Four {
  return [...Array<number>(4 - numbers.length).fill(filler), ...numbers] as Four;
}
