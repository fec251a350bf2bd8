// The builder and its file format: sharing, pruning, determinism, and a decode that gives back what was encoded.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { decodeModel, encodeModel } from '../../src/pipeline/graph/onnx-codec.ts';
import { float, type TensorData } from '../../src/pipeline/graph/onnx-graph.ts';
import { GraphWriter, microsoft } from '../../src/pipeline/graph/onnx-writer.ts';
import { nativeRuntime, runModel, webRuntime } from './run-model.ts';

const GOLDEN_SHA256 = 'f756c1d9770284f366421592e614393836a8e9378b581b992e72c67d4cac5272';

/** A small graph with one of everything: two data types, attributes of all kinds, two outputs of one node. */
function buildSample(): GraphWriter {
  const writer = new GraphWriter();
  const x = writer.input('x', 'float32', ['batch', 4]);
  const weights = writer.initializer(
    'float32',
    [4, 4],
    Float32Array.from({ length: 16 }, (_, i) => i - 8),
    'weights',
  );
  const product = writer.node('MatMul', [x, weights]);
  const activated = writer.node('LeakyRelu', [product], { alpha: float(0.25) });
  const [left, right] = writer.nodes('Split', [activated, writer.int64s([1, 3])], 2, { axis: 1 });
  writer.output('left', left!, 'float32', ['batch', 1]);
  writer.output('right', writer.node('Transpose', [right!], { perm: [1, 0] }), 'float32', [3, 'batch']);
  writer.output('twice', writer.cast(left!, 'int32'), 'int32', ['batch', 1]);
  return writer;
}

describe('GraphWriter', () => {
  test('gives the same bytes for the same calls', () => {
    const bytes = buildSample().encode();
    expect(buildSample().encode()).toEqual(bytes);
    // Golden: a change of the encoding changes every shipped model's hash, so it must be meant.
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(GOLDEN_SHA256);
  });

  test('shares equal nodes and equal small constants, but not -0 with 0', () => {
    const writer = new GraphWriter();
    const x = writer.input('x', 'float32', [2]);
    expect(writer.node('Exp', [x])).toBe(writer.node('Exp', [x]));
    expect(writer.node('Softmax', [x], { axis: 0 })).not.toBe(writer.node('Softmax', [x], { axis: -1 }));
    expect(writer.scalar(2)).toBe(writer.scalar(2));
    expect(writer.scalar(0)).not.toBe(writer.scalar(-0));
    expect(writer.scalar(1)).not.toBe(writer.initializer('int32', [], Int32Array.of(1)));
    expect(writer.int64s([1])).not.toBe(writer.initializer('int64', [], BigInt64Array.of(1n)));
  });

  test('leaves out nodes and constants that no output needs, but no inputs', () => {
    const writer = new GraphWriter();
    const x = writer.input('x', 'float32', [2]);
    writer.input('unused', 'float32', [3]);
    writer.node('Add', [x, writer.scalar(5)]);
    writer.output('y', writer.node('Neg', [x]), 'float32', [2]);
    const graph = writer.finish();
    expect(graph.nodes.map((node) => node.opType)).toEqual(['Neg', 'Identity']);
    expect(graph.initializers).toEqual([]);
    expect(graph.inputs.map((input) => input.name)).toEqual(['x', 'unused']);
  });

  test('marks operators of ONNX Runtime with their domain', () => {
    const writer = new GraphWriter();
    const y = writer.node('Gelu', [writer.input('x', 'float32', [2])], {}, microsoft);
    expect(writer.producer(y)?.domain).toBe('com.microsoft');
  });

  test.each([
    ['native', nativeRuntime],
    ['web', webRuntime],
  ])('writes models that the %s runtime runs', async (_, runtimeOf) => {
    const runtime = await runtimeOf();
    const x = new runtime.Tensor('float32', Float32Array.of(1, 0, 0, 0, 0, 1, 0, -1), [2, 4]);
    const [left, right, twice] = await runModel(runtime, buildSample().encode(), { x });
    expect([...left!.data]).toEqual([-2, -2]);
    expect([...right!.data]).toEqual([-1.75, -2, -1.5, -2, -1.25, -2]);
    expect(right!.dims).toEqual([3, 2]);
    expect([...twice!.data]).toEqual([-2, -2]);
  });
});

describe('codec', () => {
  test('decodes what it encoded', () => {
    const graph = buildSample().finish();
    expect(decodeModel(encodeModel(graph))).toEqual(graph);
  });

  test('keeps tensors of every type', () => {
    const data: [Parameters<GraphWriter['initializer']>[0], TensorData][] = [
      ['float32', Float32Array.of(1.5, -0)],
      ['int32', Int32Array.of(-1, 2)],
      ['int64', BigInt64Array.of(-(2n ** 62n), 3n)],
      ['uint32', Uint32Array.of(4294967295, 0)],
      ['uint8', Uint8Array.of(255, 0)],
      ['int8', Int8Array.of(-128, 127)],
      ['bool', Uint8Array.of(1, 0)],
    ];
    const initializers = data.map(([dataType, values], i) => ({ name: `t${i}`, dataType, dims: [2], data: values }));
    const graph = { inputs: [], outputs: [], nodes: [], initializers };
    expect(decodeModel(encodeModel(graph)).initializers).toEqual(initializers);
  });

  test('says which tensor is cut short', () => {
    const initializers = [{ name: 'w', dataType: 'float32' as const, dims: [3], data: new Float32Array(2) }];
    const bytes = encodeModel({ inputs: [], outputs: [], nodes: [], initializers });
    expect(() => decodeModel(bytes)).toThrow('graph: tensor "w" has 8 bytes, expected 12');
  });

  test('refuses bytes without a graph', () => {
    expect(() => decodeModel(new Uint8Array())).toThrow('graph: model holds no graph');
  });
});
