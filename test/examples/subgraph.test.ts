// The example is a test: the model with the tower inside gives the list of the tower and a dot product apart.

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  asSubgraph,
  buildRecommender,
  type Catalog,
  type History,
  openCatalog,
  recommendInOneRun,
  recommendInSteps,
} from '../../examples/subgraph/main.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import type { OnnxGraph } from '../../src/pipeline/graph/onnx-graph.ts';
import type { OrtModule } from '../../src/towers/session.ts';

const ROOT = join(import.meta.dirname, '../..');
const K = 10;
const TYPES = ['view', 'like', 'dislike', 'purchase', 'hide'] as const;

describe('over the film bundle', () => {
  let ort: OrtModule;
  let catalog: Catalog;
  let model: Uint8Array;

  beforeAll(async () => {
    ort = (await loadOnnxRuntime()).ort;
    catalog = await openCatalog(join(ROOT, 'public/models'));
    model = buildRecommender(catalog, K);
  });

  test('one run gives the list of the three steps', async () => {
    const like = (id: string) => ({ itemIndex: catalog.ids.indexOf(id), type: 'like' as const });
    const history = [like('toy-story-1995'), like('finding-nemo-2003')];
    const list = await recommendInOneRun(ort, model, history);
    const expected = await recommendInSteps(ort, catalog, history, K);
    expect(list).toHaveLength(K);
    expect(list.map(({ itemIndex }) => itemIndex)).toEqual(expected.map(({ itemIndex }) => itemIndex));
  });

  // Item 0, the favourite of the prior, is also what empty slots point at: that must not leave it out.
  test.each([0, 1, 5, 99])('with a history of %d events too, and without what was met', async (length) => {
    const random = createRandom(length);
    const history: History = Array.from({ length }, () => ({
      itemIndex: 1 + random.integer(catalog.ids.length - 1),
      type: TYPES[random.integer(TYPES.length)]!,
    }));
    const list = await recommendInOneRun(ort, model, history);
    const expected = await recommendInSteps(ort, catalog, history, K);
    // By score: items whose scores differ by less than the rounding of a float32 sum may change places.
    for (const [place, { score }] of list.entries()) expect(score).toBeCloseTo(expected[place]!.score, 3);
    expect(new Set(list.map(({ itemIndex }) => itemIndex)).size).toBe(K);
    const met = new Set(history.map(({ itemIndex }) => itemIndex));
    expect(list.filter(({ itemIndex }) => met.has(itemIndex))).toEqual([]);
  });
});

test('a subgraph has new names inside, and the values of the other graph where it had inputs', () => {
  const graph: OnnxGraph = {
    inputs: [{ name: 'x', dataType: 'float32', dims: [1] }],
    outputs: [{ name: 'y', dataType: 'float32', dims: [1] }],
    initializers: [{ name: 'w', dataType: 'float32', dims: [1], data: Float32Array.of(2) }],
    nodes: [{ opType: 'Clip', domain: '', inputs: ['x', '', 'w'], outputs: ['y'], attributes: {} }],
  };
  const { nodes, initializers, outputs } = asSubgraph(graph, 'part/', { x: 'value' });
  expect(nodes[0]).toMatchObject({ inputs: ['value', '', 'part/w'], outputs: ['part/y'] });
  expect(initializers.map(({ name }) => name)).toEqual(['part/w']);
  expect(outputs).toEqual({ y: 'part/y' });
  expect(() => asSubgraph(graph, 'part/', {})).toThrow('subgraph: input "x" is left open, expected a value for it');
});

test('the command in its README runs, and finds the lists equal', async () => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', 'examples/subgraph/main.ts'], { cwd: ROOT });
  const { stdout } = await run;
  expect(stdout).toContain('  like     Toy Story\n');
  expect(stdout).toMatch(/tower and dot product apart give the same list\n$/);
});
