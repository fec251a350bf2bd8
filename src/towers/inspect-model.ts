// Looks at a model before a runtime does, which runs whatever it is given for as long as it takes and with as much memory
// as there is. Only operators of ours are let through, and of every value that they make the size is worked out first.
// docs/formats/towers.md says the bounds.

import { ModelLoadError, messageOf } from '../errors.ts';
import { type OnnxModel, type OnnxNode, type OnnxValue, readOnnx, type Shape } from './onnx-model.ts';
import { type NodeInputs, SHAPE_RULES, sizeOf } from './onnx-shapes.ts';

/** What a dimension without a fixed size is taken for: the first is texts at a time, another one their tokens. */
const MOST_ROWS = 16;
const MOST_TOKENS = 128;

const MAX_NODES = 10_000;
/** Numbers of one value, and of all that a run makes. */
const MAX_VALUE_SIZE = 16_000_000;
const MAX_TOTAL_SIZE = 200_000_000;
/** Multiplications of a run. */
const MAX_WORK = 40_000_000_000;

/** What a run takes at most, with every dimension at its largest. */
export interface ModelCost {
  largestValue: number;
  totalSize: number;
  work: number;
}

export interface InspectedModel extends OnnxModel {
  /** By name, of constants, inputs and what nodes make. */
  shapes: ReadonlyMap<string, Shape>;
  cost: ModelCost;
}

/** @throws ModelLoadError `node 7 (Loop): …, expected …`, without the model's name */
export function inspectModel(bytes: Uint8Array): InspectedModel {
  const model = readOnnx(bytes);
  const { nodes, constants, inputs, outputs } = model;
  if (nodes.length > MAX_NODES) refuse(`it has ${nodes.length} nodes, expected at most ${MAX_NODES}`);
  const shapes = new Map<string, Shape>([...constants].map(([name, { dims }]) => [name, dims]));
  const define = (name: string, shape: Shape) => {
    if (shapes.has(name)) refuse(`"${name}" is made twice, expected once`);
    shapes.set(name, shape);
  };
  for (const input of inputs) define(input.name, largestShape(input));
  const cost: ModelCost = { largestValue: 0, totalSize: 0, work: 0 };
  for (const [i, node] of nodes.entries()) {
    const found = shapesOf(node, i, model, shapes);
    count(cost, node, found, i);
    for (const [at, name] of node.outputs.entries()) define(name, found.made[at]!);
  }
  for (const output of outputs) {
    const made = shapes.get(output.name) ?? refuse(`output "${output.name}" is made by no node`);
    const isOther = `${made}` !== `${largestShape(output)}`;
    if (isOther) refuse(`output "${output.name}" is made as [${made}], expected [${output.shape.join(', ')}]`);
  }
  return { ...model, shapes, cost };
}

function largestShape({ shape }: OnnxValue): Shape {
  return shape.map((size, axis) => (typeof size === 'number' ? size : axis === 0 ? MOST_ROWS : MOST_TOKENS));
}

interface NodeShapes {
  read: readonly Shape[];
  made: readonly Shape[];
}

function shapesOf(node: OnnxNode, i: number, { constants }: OnnxModel, shapes: Map<string, Shape>): NodeShapes {
  const { operator, inputs, outputs, integers } = node;
  const rule = SHAPE_RULES.get(operator);
  if (!rule) refuse(`node ${i} is the operator ${operator}, expected one of ${[...SHAPE_RULES.keys()].join(', ')}`);
  // Those that are left out stand at the end, or are constants that nobody asks for.
  const read = inputs.map(
    (name) => (name === '' ? [] : shapes.get(name)) ?? refuse(`node ${i} reads "${name}", made by none before`),
  );
  const known: NodeInputs = {
    shapes: read,
    constants: inputs.map((name) => constants.get(name)),
    integers,
    numOutputs: outputs.length,
  };
  try {
    const made = rule(known);
    if (made.length < outputs.length) throw new RangeError(`${outputs.length} outputs`);
    const odd = made.find((shape) => shape.some((size) => !(size >= 0)));
    if (odd) throw new RangeError(`an output of shape [${odd}]`);
    return { read, made };
  } catch (cause) {
    throw new ModelLoadError(`node ${i} (${operator}) has ${messageOf(cause)}`, { cause });
  }
}

/** @throws ModelLoadError where it is too much */
function count(cost: ModelCost, { operator, integers }: OnnxNode, { read, made }: NodeShapes, i: number): void {
  const sizes = made.map(sizeOf);
  const inner = operator === 'MatMul' ? read[0]!.at(-1)! : (integers.K?.[0] ?? 1);
  const [largest, size] = [Math.max(0, ...sizes), sizes.reduce((sum, one) => sum + one, 0)];
  cost.largestValue = Math.max(cost.largestValue, largest);
  cost.totalSize += size;
  cost.work += Math.max(size * inner, ...read.map(sizeOf));
  const tooMuch = (what: string, found: number, most: number) =>
    refuse(`node ${i} (${operator}) makes ${what} ${found}, expected at most ${most}`);
  if (!(largest <= MAX_VALUE_SIZE)) tooMuch('a value of', largest, MAX_VALUE_SIZE);
  if (cost.totalSize > MAX_TOTAL_SIZE) tooMuch('the numbers of a run', cost.totalSize, MAX_TOTAL_SIZE);
  if (cost.work > MAX_WORK) tooMuch('the multiplications of a run', cost.work, MAX_WORK);
}

function refuse(problem: string): never {
  throw new ModelLoadError(problem);
}
