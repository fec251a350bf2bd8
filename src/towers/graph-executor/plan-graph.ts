// Turns a graph into a list of calls of kernels over one memory: which kernel computes each node, where each value lies,
// and when its room is free again. All of it is known before anything is allocated, because shapes are. What hangs on
// constants alone is computed once.
import type { InspectedModel } from '../inspect-model.ts';
import type { OnnxNode, OnnxTensor } from '../onnx-model.ts';
import { sizeOf } from '../onnx-shapes.ts';
import { Arena } from './arena.ts';
import type { Kernels } from './kernels.ts';
import { OPERATORS } from './operators.ts';
import { type Fill, floatsOf, NotKnown, type Place, type Room, type Value, type ValueType } from './planned-node.ts';

/** Of memory, weights included: some forty times what the film towers take. */
const MAX_BYTES = 64_000_000;
/** Multiplications of a run: about a second of WebAssembly, twelve batches of the films' user tower. */
const MAX_WORK = 2_000_000_000;
const MAX_STEPS = 20_000;

export interface Step {
  kernel: keyof Kernels;
  args: number[];
}

/** A value that is written or read from outside. */
export interface Port {
  /** Byte offset. */
  at: number;
  /** Words. */
  size: number;
  type: ValueType;
}

/** What stands in memory from the start. */
export interface Filling {
  at: number;
  /** Writes it. @param words  as f32 and as i32, the same memory */
  fill: Fill;
  size: number;
}

export interface GraphPlan {
  sizeBytes: number;
  fillings: Filling[];
  /** To be run once. */
  prepare: Step[];
  steps: Step[];
  inputs: ReadonlyMap<string, Port>;
  outputs: ReadonlyMap<string, Port>;
}

type UnplacedStep = { kernel: keyof Kernels; args: (number | Place)[] };

/** @returns `unknown`: in words, what of the graph the executor does not know, or what is too much for it */
export function planGraph(model: InspectedModel): GraphPlan | { unknown: string } {
  try {
    return new Planner(model).plan();
  } catch (error) {
    if (error instanceof NotKnown) return { unknown: error.message };
    throw error;
  }
}

class Planner {
  readonly #model: InspectedModel;
  readonly #values = new Map<string, Value>();
  /** Of each name, by nodes and as an output. */
  readonly #uses = new Map<string, number>();
  readonly #rooms: Room[] = [];
  readonly #arena = new Arena();
  #fixedBytes = 0;
  readonly #fillings: { room: Room; size: number; fill: Fill }[] = [];
  readonly #prepare: UnplacedStep[] = [];
  readonly #steps: UnplacedStep[] = [];

  constructor(model: InspectedModel) {
    this.#model = model;
    const { nodes, outputs } = model;
    const names = [...nodes.flatMap(({ inputs }) => inputs), ...outputs.map(({ name }) => name)];
    for (const name of names) this.#uses.set(name, (this.#uses.get(name) ?? 0) + 1);
  }

  plan(): GraphPlan {
    const { nodes, inputs, outputs, cost } = this.#model;
    if (cost.work > MAX_WORK) throw new NotKnown(`${cost.work} multiplications, expected at most ${MAX_WORK}`);
    for (const { name, type } of inputs) {
      if (type !== 'float32' && type !== 'int32') throw new NotKnown(`an input of ${type}`);
      const value = this.#define(name, type, false);
      value.place.room.uses = Number.POSITIVE_INFINITY; // it is written before the first step
    }
    for (const node of nodes) this.#planNode(node);
    const ports = (values: readonly { name: string }[]) =>
      new Map(values.map(({ name }) => [name, this.#valueOf(name)] as const));
    const [read, made] = [ports(inputs), ports(outputs)];
    for (const { type } of made.values()) if (type !== 'float32') throw new NotKnown(`an output of ${type}`);
    const sizeBytes = this.#place();
    if (sizeBytes > MAX_BYTES) throw new NotKnown(`${sizeBytes} bytes of memory, expected at most ${MAX_BYTES}`);
    return {
      sizeBytes,
      fillings: this.#fillings.map(({ room, size, fill }) => ({ at: room.at, size, fill })),
      prepare: this.#prepare.map(placed),
      steps: this.#steps.map(placed),
      inputs: new Map([...read].map(([name, value]) => [name, portOf(value)])),
      outputs: new Map([...made].map(([name, value]) => [name, portOf(value)])),
    };
  }

  #planNode(node: OnnxNode): void {
    const operator = OPERATORS.get(node.operator);
    if (!operator) throw new NotKnown(`the operator ${node.operator}`);
    const { constants, shapes } = this.#model;
    const isFixed = node.inputs.every((name) => constants.has(name) || this.#values.get(name)?.place.room.isFixed);
    const scratches: Room[] = [];
    operator({
      node,
      input: (i) => this.#valueOf(node.inputs[i] ?? ''),
      shapeOf: (i) => shapes.get(node.inputs[i] ?? '') ?? [],
      constant: (i) => constants.get(node.inputs[i] ?? ''),
      make: (i, type) => this.#define(node.outputs[i]!, type, isFixed),
      rename: () => this.#rename(node.inputs[0]!, node.outputs[0]!),
      scratch: (size) => {
        const room = this.#room(size, isFixed);
        scratches.push(room);
        return { room, offsetBytes: 0 };
      },
      fixed: (size, fill) => this.#fixed(size, fill),
      call: (kernel, ...args) => this.#call(isFixed, { kernel, args }),
    });
    for (const room of scratches) this.#free(room);
    for (const name of node.inputs) {
      const room = this.#values.get(name)?.place.room;
      if (room && --room.uses === 0) this.#free(room);
    }
    for (const name of node.outputs) {
      const { room } = this.#valueOf(name).place;
      if (room.uses === 0) this.#free(room); // nobody reads it
    }
  }

  #call(isFixed: boolean, step: UnplacedStep): void {
    if (this.#steps.length + this.#prepare.length >= MAX_STEPS) throw new NotKnown(`more than ${MAX_STEPS} steps`);
    (isFixed ? this.#prepare : this.#steps).push(step);
  }

  #define(name: string, type: ValueType, isFixed: boolean): Value {
    const shape = this.#model.shapes.get(name)!;
    const room = this.#room(sizeOf(shape), isFixed);
    room.uses = this.#uses.get(name) ?? 0;
    const value = { shape, type, place: { room, offsetBytes: 0 } };
    this.#values.set(name, value);
    return value;
  }

  #rename(from: string, to: string): void {
    const { type, place } = this.#valueOf(from);
    place.room.uses += this.#uses.get(to) ?? 0;
    this.#values.set(to, { shape: this.#model.shapes.get(to)!, type, place });
  }

  /** A constant gets its room when it is first read. */
  #valueOf(name: string): Value {
    const known = this.#values.get(name);
    if (known) return known;
    const constant = this.#model.constants.get(name);
    if (!constant) throw new NotKnown('an input that is left out');
    const { type, dims: shape } = constant;
    if (type !== 'float32' && type !== 'int32' && type !== 'uint8') throw new NotKnown(`a constant of ${type}`);
    const value: Value = { shape, type, place: this.#fixed(sizeOf(shape), (words) => writeConstant(words, constant)) };
    this.#values.set(name, value);
    return value;
  }

  #fixed(size: number, fill: Fill): Place {
    const room = this.#room(size, true);
    this.#fillings.push({ room, size, fill });
    return { room, offsetBytes: 0 };
  }

  /** Fixed ones first, the others behind them: where that is, is known at the end. */
  #room(size: number, isFixed: boolean): Room {
    const sizeBytes = Math.ceil(size / 4) * 16;
    const at = isFixed ? this.#fixedBytes : this.#arena.take(sizeBytes);
    if (isFixed) this.#fixedBytes += sizeBytes;
    const room = { at, sizeBytes, isFixed, uses: 0, isFree: false };
    this.#rooms.push(room);
    return room;
  }

  #free(room: Room): void {
    if (room.isFixed || room.isFree) return;
    room.isFree = true;
    this.#arena.giveBack(room.at, room.sizeBytes);
  }

  /** @returns bytes of all */
  #place(): number {
    for (const room of this.#rooms) if (!room.isFixed) room.at += this.#fixedBytes;
    return this.#fixedBytes + this.#arena.sizeBytes;
  }
}

const offsetOf = ({ room, offsetBytes }: Place): number => room.at + offsetBytes;

function placed({ kernel, args }: UnplacedStep): Step {
  return { kernel, args: args.map((arg) => (typeof arg === 'number' ? arg : offsetOf(arg))) };
}

function portOf({ shape, type, place }: Value): Port {
  return { at: offsetOf(place), size: sizeOf(shape), type };
}

function writeConstant({ floats, integers }: Parameters<Fill>[0], { type, data }: OnnxTensor): void {
  if (type === 'uint8') integers.set(data);
  else if (type === 'float32') floats.set(floatsOf(data));
  else integers.set(new Int32Array(floatsOf(data).buffer));
}
