// Binding inputs and folding constants, against what ONNX Runtime computes for the graph as it was.
import { describe, expect, test } from 'vitest';
import { bindInputs } from '../../src/pipeline/graph/bind-inputs.ts';
import { foldConstants } from '../../src/pipeline/graph/fold-constants.ts';
import { decodeModel } from '../../src/pipeline/graph/onnx-codec.ts';
import { GraphWriter } from '../../src/pipeline/graph/onnx-writer.ts';
import { nativeRuntime, runModel } from './run-model.ts';

const values = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * 1.3 + 0.2) + 1.5);

/** y = x + fold(parameters a [2, 3, 4], b [4], c []), where fold uses every operator that is folded. */
function foldableModel(): Uint8Array {
  const writer = new GraphWriter();
  const x = writer.input('x', 'float32', [6, 4]);
  const [a, b, c] = [
    writer.input('a', 'float32', [2, 3, 4]),
    writer.input('b', 'float32', [4]),
    writer.input('c', 'float32', []),
  ];
  const moved = writer.node('Transpose', [a], { perm: [2, 0, 1] });
  const flat = writer.node('Reshape', [moved, writer.int64s([4, 6])]);
  const back = writer.node('Transpose', [flat]);
  const scaled = writer.node('Mul', [back, writer.node('Reciprocal', [b])]);
  const shifted = writer.node('Sub', [writer.node('Add', [scaled, c]), writer.node('Neg', [b])]);
  const constant = writer.node('Identity', [writer.node('Div', [shifted, c])]);
  writer.output('y', writer.node('Add', [x, constant]), 'float32', [6, 4]);
  return writer.encode();
}

const bound = { a: values(24), b: values(4), c: Float32Array.of(0.7) };

describe('bindInputs', () => {
  test('computes what feeding the values computes, bit for bit, and folds what depends on them alone', async () => {
    const runtime = await nativeRuntime();
    const tensor = (data: Float32Array, dims: number[]) => new runtime.Tensor('float32', data, dims);
    const x = tensor(values(24), [6, 4]);
    const feeds = { x, a: tensor(bound.a, [2, 3, 4]), b: tensor(bound.b, [4]), c: tensor(bound.c, []) };
    const [fed] = await runModel(runtime, foldableModel(), feeds);
    const model = bindInputs(foldableModel(), bound);
    expect((await runModel(runtime, model, { x }))[0]).toEqual(fed);
    const graph = decodeModel(model);
    expect(graph.nodes.map(({ opType }) => opType)).toEqual(['Add', 'Identity']);
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x']);
    expect(graph.initializers.map(({ dims }) => dims)).toEqual([[6, 4]]);
  });

  test('binds some inputs and leaves the others', () => {
    const graph = decodeModel(bindInputs(foldableModel(), { b: bound.b }));
    expect(graph.inputs.map(({ name }) => name)).toEqual(['x', 'a', 'c']);
    expect(graph.initializers.map(({ dims }) => dims)).toContainEqual([4]);
  });

  test('refuses an unknown name, a wrong size and a type that is not f32', () => {
    expect(() => bindInputs(foldableModel(), { z: bound.b })).toThrow('graph: model has no input "z" to bind');
    expect(() => bindInputs(foldableModel(), { b: bound.a })).toThrow('graph: input "b" has 24 values, expected [4]');
    const writer = new GraphWriter();
    writer.output('y', writer.input('ids', 'int32', [2]), 'int32', [2]);
    expect(() => bindInputs(writer.encode(), { ids: new Float32Array(2) })).toThrow(
      'graph: input "ids" is int32, expected float32',
    );
    const dynamic = new GraphWriter();
    dynamic.output('y', dynamic.input('x', 'float32', ['batch']), 'float32', ['batch']);
    expect(() => bindInputs(dynamic.encode(), { x: new Float32Array(2) })).toThrow(
      'graph: input "x" has 2 values, expected [batch]',
    );
  });
});

describe('foldConstants', () => {
  test('does not fold what would make the model larger', () => {
    const writer = new GraphWriter();
    const column = writer.initializer('float32', [50, 1], values(50));
    const row = writer.initializer(
      'float32',
      [1, 50],
      values(50).map((value) => -value),
    );
    writer.output('y', writer.node('Exp', [writer.node('Add', [column, row])]), 'float32', [50, 50]);
    expect(foldConstants(writer.finish()).nodes.map(({ opType }) => opType)).toEqual(['Add', 'Exp', 'Identity']);
  });

  test('keeps a node whose result is a graph output', () => {
    const writer = new GraphWriter();
    writer.output('y', writer.scalar(3), 'float32', []);
    expect(foldConstants(writer.finish()).nodes.map(({ opType }) => opType)).toEqual(['Identity']);
  });

  test('leaves integers and unknown operators alone', () => {
    const writer = new GraphWriter();
    const whole = writer.initializer('int32', [2], Int32Array.of(7, -7));
    const product = writer.node('Mul', [whole, writer.initializer('int32', [], Int32Array.of(3))]);
    writer.output('y', writer.node('Abs', [product]), 'int32', [2]);
    expect(foldConstants(writer.finish()).nodes.map(({ opType }) => opType)).toEqual(['Mul', 'Abs', 'Identity']);
  });
});
