// A tower as a part of another model: the film bundle's user tower, merged into a new ONNX graph that takes a history
// of item numbers and answers with item numbers. The item embeddings are a constant of the graph, so one session does
// what otherwise takes three steps: look the history up, run the tower, rank. `npx tsx examples/subgraph/main.ts` runs
// it, and holds its list against those three steps.

import { pathToFileURL } from 'node:url';
import { towerFile } from '../../src/formats/manifest.ts';
import { SEQUENCE_LENGTH, TOWER_EVENT_TYPES, type TowerEventType } from '../../src/formats/vocabulary.ts';
import { dot } from '../../src/numerics/dot.ts';
import { loadOnnxRuntime } from '../../src/pipeline/cli/onnx-runtime.ts';
import { bundleEmbeddings } from '../../src/pipeline/embed/bundle-embeddings.ts';
import { topScores } from '../../src/pipeline/evaluation/top-scores.ts';
import { dataTypeCode, decodeModel, encodeModel } from '../../src/pipeline/graph/onnx-codec.ts';
import type { Attribute, OnnxGraph, OnnxNode, Tensor } from '../../src/pipeline/graph/onnx-graph.ts';
import { openBundle, readBundleFile } from '../../src/pipeline/input/read-bundle-folder.ts';
import { encodeHistory } from '../../src/towers/history-inputs.ts';
import type { OrtModule } from '../../src/towers/session.ts';
import { createUserTower } from '../../src/towers/user-tower.ts';

/** What both ways need of a bundle. */
export interface Catalog {
  /** The bytes of user-tower.onnx. */
  userTower: Uint8Array;
  ids: string[];
  titles: string[];
  embeddingDim: number;
  /** f32 [numItems, embeddingDim] */
  embeddings: Float32Array;
}

/** Oldest first, at most 99 events: the window less the start token. */
export type History = { itemIndex: number; type: TowerEventType }[];

/** Best first. */
export type Ranking = { itemIndex: number; score: number }[];

export async function openCatalog(folder: string): Promise<Catalog> {
  const { manifest } = await openBundle(folder);
  const { embeddingDim, numItems } = manifest;
  const catalog: Catalog = {
    userTower: await readBundleFile(folder, towerFile(manifest, 'userTower')),
    ids: [],
    titles: [],
    embeddingDim,
    embeddings: new Float32Array(numItems * embeddingDim),
  };
  for await (const batch of (await bundleEmbeddings(folder)).batches) {
    catalog.embeddings.set(batch.embeddings, catalog.ids.length * embeddingDim);
    catalog.ids.push(...batch.ids);
    catalog.titles.push(...batch.titles);
  }
  return catalog;
}

/** Nodes and constants of a graph under new names, and what its outputs are called now. */
export interface Subgraph {
  nodes: OnnxNode[];
  initializers: Tensor[];
  outputs: Record<string, string>;
}

/**
 * Makes a graph ready to be a part of another one: every name inside gets the prefix, so that it meets no name of the
 * other graph, and its inputs become values of the other graph.
 *
 * @param inputs  for each input of the graph, the name of a value of the other graph with the same type and shape
 * @throws Error when an input is left out
 */
export function asSubgraph(graph: OnnxGraph, prefix: string, inputs: Readonly<Record<string, string>>): Subgraph {
  const open = graph.inputs.find(({ name }) => !Object.hasOwn(inputs, name));
  if (open) throw new Error(`subgraph: input "${open.name}" is left open, expected a value for it`);
  // An empty name is an optional input that is not given, and stays one.
  const renamed = (name: string) => (name === '' ? '' : (inputs[name] ?? `${prefix}${name}`));
  return {
    nodes: graph.nodes.map((node) => ({
      ...node,
      inputs: node.inputs.map(renamed),
      outputs: node.outputs.map(renamed),
    })),
    initializers: graph.initializers.map((tensor) => ({ ...tensor, name: renamed(tensor.name) })),
    outputs: Object.fromEntries(graph.outputs.map(({ name }) => [name, renamed(name)])),
  };
}

/**
 * The new model. N = numItems, D = embeddingDim, L = 100.
 *
 * inputs   history_items i32 [1, L], event_types i32 [1, L], age_buckets i32 [1, L]: left-padded, as
 * docs/formats/towers.md says outputs  item_indices i64 [1, k], scores f32 [1, k]: best first, without the items of the
 * history
 */
export function buildRecommender({ userTower, embeddings, embeddingDim, ids }: Catalog, k: number): Uint8Array {
  const [L, D, N] = [SEQUENCE_LENGTH, embeddingDim, ids.length];
  const slots = (name: string) => ({ name, dataType: 'int32', dims: [1, L] }) as const;
  const tower = asSubgraph(decodeModel(userTower), 'user_tower/', {
    item_embeddings: 'history_embeddings',
    event_types: 'event_types',
    age_buckets: 'age_buckets',
    mask: 'mask',
  });
  return encodeModel({
    inputs: [slots('history_items'), slots('event_types'), slots('age_buckets')],
    outputs: [
      { name: 'item_indices', dataType: 'int64', dims: [1, k] },
      { name: 'scores', dataType: 'float32', dims: [1, k] },
    ],
    initializers: [
      { name: 'items', dataType: 'float32', dims: [N, D], data: embeddings },
      { name: 'none', dataType: 'int32', dims: [], data: Int32Array.of(TOWER_EVENT_TYPES.indexOf('none')) },
      { name: 'start', dataType: 'int32', dims: [], data: Int32Array.of(TOWER_EVENT_TYPES.indexOf('start')) },
      { name: 'last_axis', dataType: 'int64', dims: [1], data: BigInt64Array.of(-1n) },
      { name: 'out_of_reach', dataType: 'float32', dims: [], data: Float32Array.of(-1e9) },
      { name: 'k', dataType: 'int64', dims: [1], data: BigInt64Array.of(BigInt(k)) },
      ...tower.initializers,
    ],
    nodes: [
      // The embeddings of the history; zeros in the padding and for the start token, which are types 0 and 1.
      node('Greater', ['event_types', 'none'], ['is_used']),
      node('Cast', ['is_used'], ['mask'], { to: dataTypeCode('float32') }),
      node('Greater', ['event_types', 'start'], ['is_event']),
      node('Cast', ['is_event'], ['event_mask'], { to: dataTypeCode('float32') }),
      node('Unsqueeze', ['event_mask', 'last_axis'], ['event_column']),
      node('Gather', ['items', 'history_items'], ['history_rows']),
      node('Mul', ['history_rows', 'event_column'], ['history_embeddings']),
      ...tower.nodes,
      // A score for every item; those of the history fall out of reach.
      node('Gemm', [tower.outputs.user_embedding!, 'items'], ['all_scores'], { transB: 1 }),
      node('Mul', ['event_mask', 'out_of_reach'], ['penalties']),
      node('ScatterElements', ['all_scores', 'history_items', 'penalties'], ['unseen'], { axis: 1, reduction: 'add' }),
      node('TopK', ['unseen', 'k'], ['scores', 'item_indices']),
    ],
  });
}

function node(
  opType: string,
  inputs: string[],
  outputs: string[],
  attributes: Record<string, Attribute> = {},
): OnnxNode {
  return { opType, domain: '', inputs, outputs, attributes };
}

/** The list by the new model: one run of one session. */
export async function recommendInOneRun(ort: OrtModule, model: Uint8Array, history: History): Promise<Ranking> {
  const { eventTypes, ageBuckets } = encodeHistory(
    history.map(({ type }) => ({ embedding: new Float32Array(), type })), // the model looks the embeddings up itself
    { embeddingDim: 0 },
  );
  const historyItems = new Int32Array(SEQUENCE_LENGTH);
  historyItems.set(
    history.map(({ itemIndex }) => itemIndex),
    SEQUENCE_LENGTH - history.length,
  );
  const slots = (data: Int32Array) => new ort.Tensor('int32', data, [1, SEQUENCE_LENGTH]);
  const session = await ort.InferenceSession.create(model);
  const { item_indices, scores } = await session.run({
    history_items: slots(historyItems),
    event_types: slots(eventTypes),
    age_buckets: slots(ageBuckets),
  });
  const ranking = Array.from(item_indices!.data as BigInt64Array, (itemIndex, place) => ({
    itemIndex: Number(itemIndex),
    score: (scores!.data as Float32Array)[place]!,
  }));
  await session.release();
  return ranking;
}

/** The same list in steps: embeddings of the history, the tower by itself, a plain dot product with every item. */
export async function recommendInSteps(
  ort: OrtModule,
  { userTower, embeddings, embeddingDim, ids }: Catalog,
  history: History,
  k: number,
): Promise<Ranking> {
  const events = history.map(({ itemIndex, type }) => ({
    embedding: embeddings.subarray(itemIndex * embeddingDim, (itemIndex + 1) * embeddingDim),
    type,
  }));
  const tower = await createUserTower(ort, userTower, { batchSize: 1, embeddingDim });
  const [user] = await tower.run([encodeHistory(events, { embeddingDim })]);
  await tower.dispose();
  const scores = Float32Array.from(ids, (_, item) => dot(user!, embeddings, embeddingDim, 0, item * embeddingDim));
  const seen = Uint32Array.from(history, ({ itemIndex }) => itemIndex);
  return Array.from(topScores(scores, k, seen), (itemIndex) => ({ itemIndex, score: scores[itemIndex]! }));
}

async function main(): Promise<void> {
  const k = 10;
  const catalog = await openCatalog('public/models');
  const { ort, packageName } = await loadOnnxRuntime();
  const event = (id: string, type: TowerEventType) => ({ itemIndex: catalog.ids.indexOf(id), type });
  const history = [event('toy-story-1995', 'like'), event('saw-2004', 'dislike'), event('finding-nemo-2003', 'like')];

  const model = buildRecommender(catalog, k);
  const inOneRun = await recommendInOneRun(ort, model, history);
  console.log(`one model of ${(model.length / 1e6).toFixed(1)} MB, ${packageName}`);
  for (const { itemIndex, type } of history) console.log(`  ${type.padEnd(8)} ${catalog.titles[itemIndex]}`);
  console.log(`the ${k} films for that history:`);
  for (const { itemIndex, score } of inOneRun) console.log(`  ${score.toFixed(2)} ${catalog.titles[itemIndex]}`);

  const inSteps = await recommendInSteps(ort, catalog, history, k);
  const isSame = inSteps.every(({ itemIndex }, place) => itemIndex === inOneRun[place]!.itemIndex);
  console.log(`tower and dot product apart give ${isSame ? 'the same' : 'ANOTHER'} list`);
  if (!isSame) process.exitCode = 1;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
