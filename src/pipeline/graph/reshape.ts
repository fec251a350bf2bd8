// Reshape of a lazy view. The old and the new shape are cut into the smallest groups of axes with equal products; a
// group that is wholly broadcast, or is one axis before and after, passes through untouched. Only the others reach a
// Reshape node, and only a group that mixes stored with repeated axes, or whose axes are stored in another order, has
// to be written out first.
import { BROADCAST, type LazyTensor, materialize, reshapeValue, storedAxes } from './lazy-tensor.ts';
import type { GraphWriter } from './onnx-writer.ts';

interface AxisGroup {
  before: number[]; // axes of the old shape, none of size 1
  after: number[]; // axes of the new shape, none of size 1
}

/**
 * Views a tensor in another shape with the same number of elements.
 *
 * @param shape  new logical shape, static
 */
export function reshapeTensor(writer: GraphWriter, tensor: LazyTensor, shape: readonly number[]): LazyTensor {
  const groups = groupAxes(tensor.shape, shape);
  const mixed = groups.filter((group) => !isLazyGroup(tensor, group) && hasBroadcast(tensor, group));
  const scattered = groups.some((group) => !isContiguous(tensor, group));
  if (mixed.length > 0 || scattered) {
    const expand = new Set(mixed.flatMap((group) => group.before));
    return reshapeTensor(
      writer,
      materialize(writer, tensor, (axis) => expand.has(axis)),
      shape,
    );
  }
  return reshapeGroups(writer, tensor, shape, groups);
}

function reshapeGroups(
  writer: GraphWriter,
  tensor: LazyTensor,
  shape: readonly number[],
  groups: readonly AxisGroup[],
): LazyTensor {
  const stored = groups.filter((group) => !isLazyGroup(tensor, group));
  if (stored.every(({ before, after }) => before.length === 1 && after.length === 1)) {
    const axes: number[] = shape.map(() => BROADCAST);
    for (const { before, after } of stored) axes[after[0]!] = tensor.axes[before[0]!]!;
    return { ...tensor, shape, axes };
  }
  stored.sort((a, b) => tensor.axes[a.before[0]!]! - tensor.axes[b.before[0]!]!);
  const order = stored.flatMap((group) => group.after);
  const dims = order.map((axis) => shape[axis]!);
  const name = reshapeValue(writer, tensor.name, tensor.dims, dims);
  return { ...tensor, name, dims, shape, axes: shape.map((_, axis) => order.indexOf(axis)) };
}

/** Cuts two shapes of equal size into the smallest runs of axes with equal products, leaving axes of size 1 out. */
function groupAxes(before: readonly number[], after: readonly number[]): AxisGroup[] {
  const old = before.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const fresh = after.flatMap((size, axis) => (size === 1 ? [] : [axis]));
  const groups: AxisGroup[] = [];
  while (old.length > 0 && fresh.length > 0) {
    const group = { before: [old.shift()!], after: [fresh.shift()!] };
    let [a, b] = [before[group.before[0]!]!, after[group.after[0]!]!];
    while (a !== b) {
      const side = a < b ? old : fresh;
      const axis = side.shift();
      if (axis === undefined) throw new Error(`graph: reshape of [${before}] to [${after}] changes the size`);
      if (side === old) a *= before[push(group.before, axis)]!;
      else b *= after[push(group.after, axis)]!;
    }
    groups.push(group);
  }
  if (old.length + fresh.length > 0) throw new Error(`graph: reshape of [${before}] to [${after}] changes the size`);
  return groups;
}

function push(axes: number[], axis: number): number {
  axes.push(axis);
  return axis;
}

function isLazyGroup(tensor: LazyTensor, { before }: AxisGroup): boolean {
  return before.every((axis) => tensor.axes[axis] === BROADCAST);
}

function hasBroadcast(tensor: LazyTensor, { before }: AxisGroup): boolean {
  return before.some((axis) => tensor.axes[axis] === BROADCAST);
}

/** Whether the group's axes lie side by side, in order, in the stored value (repeated axes are not stored). */
function isContiguous(tensor: LazyTensor, { before }: AxisGroup): boolean {
  const positions = before.map((axis) => storedAxes(tensor).indexOf(axis)).filter((position) => position >= 0);
  return positions.every((position, i) => position === positions[0]! + i);
}
