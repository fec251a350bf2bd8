// A model is what our compiler writes, or no runtime ever sees it. Every model that we ship passes, and each of the ways
// in which one may take a page's time or memory is refused with the node that does it.
import { readdir, readFile } from 'node:fs/promises';
import onnxProto from 'onnx-proto';
import { describe, expect, it } from 'vitest';
import { ModelLoadError } from '../../src/errors.ts';
import { GraphWriter } from '../../src/pipeline/graph/onnx-writer.ts';
import { inspectModel } from '../../src/towers/inspect-model.ts';

const { onnx } = onnxProto;
const shipped = (await readdir('public/models')).filter((name) => name.endsWith('.onnx'));

describe('the models that we ship', () => {
  it('are all there', () => {
    expect(shipped).toEqual(expect.arrayContaining(['item-tower.onnx', 'user-tower.onnx']));
  });

  it.each(shipped)('%s passes, with room to its bounds', async (name) => {
    const { cost } = inspectModel(new Uint8Array(await readFile(`public/models/${name}`)));
    expect(cost.largestValue).toBeLessThan(16_000_000 / 4);
    expect(cost.totalSize).toBeLessThan(200_000_000 / 2);
    expect(cost.work).toBeLessThan(40e9 / 3);
  });
});

type Model = InstanceType<typeof onnx.ModelProto>;

/** `y` = x twice, in the shape of x, after a change. */
function modelWith(change: (model: Model, graph: NonNullable<Model['graph']>) => void): Uint8Array {
  const writer = new GraphWriter();
  const x = writer.input('x', 'float32', [1, 4]);
  writer.output('y', writer.node('Add', [x, x]), 'float32', [1, 4]);
  const model = onnx.ModelProto.decode(writer.encode()) as Model;
  change(model, model.graph!);
  return onnx.ModelProto.encode(model).finish().slice();
}

/** A model of one input, [1, 4], and whatever is written of it. */
function written(write: (writer: GraphWriter, x: string) => string): Uint8Array {
  const writer = new GraphWriter();
  const x = writer.input('x', 'float32', [1, 4]);
  writer.output('y', write(writer, x), 'float32', [1, 4]);
  return writer.encode();
}

const ones = (writer: GraphWriter, ...dims: number[]) =>
  writer.initializer('float32', dims, new Float32Array(dims.reduce((product, size) => product * size, 1)));

describe('a model that no compiler of ours writes', () => {
  const node = (opType: string, domain = '') => ({ opType, domain, input: ['x'], output: ['z'] });

  it('passes as long as nothing is changed', () => {
    expect(inspectModel(modelWith(() => {})).outputs).toEqual([{ name: 'y', type: 'float32', shape: [1, 4] }]);
  });

  it.each<[string, (model: Model, graph: NonNullable<Model['graph']>) => void, RegExp]>([
    ['a loop', (_, graph) => graph.node!.unshift(node('Loop')), /^node 0 is the operator Loop, expected one of Abs,/],
    ['a branch', (_, graph) => graph.node!.unshift(node('If')), /operator If,/],
    ['a scan', (_, graph) => graph.node!.unshift(node('Scan')), /operator Scan,/],
    ['ConstantOfShape', (_, graph) => graph.node!.unshift(node('ConstantOfShape')), /operator ConstantOfShape,/],
    ['another domain', (_, graph) => graph.node!.unshift(node('Add', 'ai.evil')), /operator ai.evil.Add,/],
    ['a name of ours elsewhere', (_, graph) => graph.node!.unshift(node('MatMulNBits')), /operator MatMulNBits,/],
    [
      'a graph inside a node',
      (_, graph) => graph.node![0]!.attribute!.push({ name: 'body', type: 5, g: { name: 'inner' } }),
      /attribute has field 6, expected/,
    ],
    [
      'a tensor inside a node',
      (_, graph) => graph.node![0]!.attribute!.push({ name: 'value', type: 4, t: { dims: [1] } }),
      /attribute has field 5, expected/,
    ],
    ['functions', (model) => model.functions!.push({ name: 'f' }), /model has field 25, expected/],
    ['training', (model) => model.trainingInfo!.push({}), /model has field 20, expected/],
    ['sparse constants', (_, graph) => graph.sparseInitializer!.push({ dims: [4] }), /graph has field 15, expected/],
    [
      'a constant in another file',
      (_, graph) =>
        graph.initializer!.push({
          name: 'c',
          dims: [4],
          dataType: 1,
          dataLocation: 1,
          externalData: [{ key: 'location' }],
        }),
      /constant has field 13, expected/,
    ],
    [
      'a constant that is not all there',
      (_, graph) => graph.initializer!.push({ name: 'c', dims: [1e6, 1e6], dataType: 1, rawData: new Uint8Array(16) }),
      /constant "c" has 16 bytes, expected 4000000000000 for \[1000000, 1000000\]/,
    ],
    [
      'a constant of text',
      (_, graph) => graph.initializer!.push({ name: 'c', dims: [1], dataType: 8, stringData: [new Uint8Array(4)] }),
      /constant has field 6, expected/,
    ],
    [
      'more graph than data',
      (_, graph) => {
        graph.node!.push(...Array.from({ length: 5 }, () => ({ opType: 'x'.repeat(1_000_000) })));
      },
      /graph has over 4000000 bytes beside the data of constants/,
    ],
    [
      'a shape without end',
      (_, graph) => graph.initializer!.push({ name: 'c', dims: new Array(20_000).fill(1), dataType: 1 }),
      /it has 20000 bytes of packed integers|constant has the shape/,
    ],
    ['values made twice', (_, graph) => graph.node!.push(graph.node![0]!), /^"\S+" is made twice, expected once$/],
    ['an output of nobody', (_, graph) => graph.output!.push({ name: 'z' }), /^output "z" is made by no node$/],
  ])('is refused with %s', (_, change, message) => {
    const inspect = () => inspectModel(modelWith(change));
    expect(inspect).toThrow(ModelLoadError);
    expect(inspect).toThrow(message);
  });

  it.each<[string, (writer: GraphWriter, x: string) => string, RegExp]>([
    [
      'an Expand to gigabytes',
      (writer, x) => expandTo(writer, x, 10_000_000),
      /\(Expand\) makes a value of 40000000, expected at most 16000000$/,
    ],
    [
      'padding of gigabytes',
      (writer, x) => writer.node('Pad', [x, writer.int64s([0, 0, 0, 1e9])]),
      /\(Pad\) makes a value of 1000000004,/,
    ],
    [
      'an outer product of small constants',
      (writer) => writer.node('Mul', [ones(writer, 100_000, 1), ones(writer, 1, 100_000)]),
      /\(Mul\) makes a value of 10000000000,/,
    ],
    [
      'many values that are each allowed',
      (writer, x) => {
        let sum = expandTo(writer, x, 3_000_000);
        for (let i = 0; i < 40; i++) sum = writer.node('Add', [sum, expandTo(writer, x, 3_000_000)]);
        return sum;
      },
      /makes the numbers of a run \d+, expected at most 200000000$/,
    ],
    [
      'a product that takes minutes',
      (writer) => {
        const square = writer.node('Expand', [ones(writer, 1, 1), writer.int64s([4000, 4000])]);
        return writer.node('MatMul', [square, square]);
      },
      /makes the multiplications of a run \d+, expected at most 40000000000$/,
    ],
    [
      'a shape that is worked out as it runs',
      (writer, x) => writer.node('Expand', [x, writer.cast(x, 'int64')]),
      /\(Expand\) has input 1 that is no constant of int64$/,
    ],
    [
      'a negative size',
      (writer, x) => writer.node('Expand', [x, writer.int64s([-5, 1, 4])]),
      /\(Expand\) has an output of/,
    ],
    [
      'rows that do not fit',
      (writer, x) => writer.node('MatMul', [x, ones(writer, 5, 2)]),
      /\(MatMul\) has shapes \[1,4\]/,
    ],
  ])('is refused with %s', (_, write, message) => {
    const inspect = () => inspectModel(written(write));
    expect(inspect).toThrow(ModelLoadError);
    expect(inspect).toThrow(message);
  });
});

let numExpanded = 0;

/** x, many rows of it; each time another value, though their sizes are the same. */
function expandTo(writer: GraphWriter, x: string, numRows: number): string {
  return writer.node('Expand', [writer.node('Add', [x, writer.scalar(numExpanded++)]), writer.int64s([numRows, 4])]);
}

describe('a graph whose parts do not fit together', () => {
  const int64 = (writer: GraphWriter, ...values: number[]) =>
    writer.initializer('int64', [values.length], BigInt64Array.from(values, BigInt));

  it.each<[string, (writer: GraphWriter, x: string) => string, RegExp]>([
    [
      'joined across different widths',
      (writer, x) => writer.node('Concat', [x, ones(writer, 1, 3)], { axis: 0 }),
      /node 0 \(Concat\) has shapes \[1,4\] and \[1,3\]/,
    ],
    [
      'cut into more than there is',
      (writer, x) => writer.nodes('Split', [x, int64(writer, 3, 3)], 2, { axis: 1 })[0]!,
      /node 0 \(Split\) has sizes \[3,3\] of \[1,4\]/,
    ],
    [
      'an output of another shape than it says',
      (writer, x) => writer.node('Reshape', [x, int64(writer, 2, 2)]),
      /output "y" is made as \[2,2\], expected \[1, 4\]/,
    ],
  ])('is refused: %s', (_, write, problem) => {
    expect(() => inspectModel(written(write))).toThrow(problem);
  });
});
