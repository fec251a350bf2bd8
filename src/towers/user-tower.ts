// The user tower: a visitor's history -> the user embedding that every item is scored against. The same graph comes in
// two batch sizes: 1 for a request, 8 for the many variants of one history that explanations and evaluation ask for.
import { SEQUENCE_LENGTH } from '../formats/vocabulary.ts';
import type { UserTowerInputs } from './history-inputs.ts';
import { type CheckedModel, checkModel, type GraphSpec, type OrtModule, type SessionOptions } from './session.ts';
import { type Feeds, type LentTensor, onOnnxRuntime, readOutput, type StartGraph } from './tower-graph.ts';

export type { LentTensor };

export interface UserTowerSizes {
  /** B of the graph: 1 (user-tower.onnx) or 8 (user-tower-batch.onnx). */
  batchSize: number;
  /** D */
  embeddingDim: number;
  /** Categoricals of a request that the graph reads (default 0). */
  numContexts?: number;
}

export interface UserTowerOptions extends UserTowerSizes {
  sessionOptions?: SessionOptions;
}

export interface UserTower {
  readonly batchSize: number;
  /** User embeddings f32 [D], one for each of any number of inputs, in their order. */
  run(inputs: readonly UserTowerInputs[]): Promise<Float32Array[]>;
  /**
   * Lends the user embedding of one input as a tensor, f32 [batchSize, D] with the embedding in its first row, for as
   * long as `use` takes. With `preferredOutputLocation: 'gpu-buffer'` it lies on the GPU, where a ranker may go on with
   * it.
   */
  lend<T>(input: UserTowerInputs, use: (embedding: LentTensor) => Promise<T>): Promise<T>;
  dispose(): Promise<void>;
}

/** By ONNX Runtime. @throws ModelLoadError when the bytes are not this tower for these sizes */
export async function createUserTower(
  ort: OrtModule,
  bytes: Uint8Array,
  { sessionOptions, ...sizes }: UserTowerOptions,
): Promise<UserTower> {
  return startUserTower(onOnnxRuntime(ort, sessionOptions), checkUserTower(bytes, sizes));
}

/** A user tower that was looked through. */
export interface CheckedUserTower {
  model: CheckedModel;
  spec: GraphSpec;
  sizes: UserTowerSizes;
}

/** @throws ModelLoadError when the bytes are not this tower for these sizes */
export function checkUserTower(bytes: Uint8Array, sizes: UserTowerSizes): CheckedUserTower {
  const spec = graphSpec(sizes);
  return { model: checkModel('user-tower', bytes, spec), spec, sizes };
}

/** @throws ModelLoadError as `start` */
export async function startUserTower(start: StartGraph, { model, spec, sizes }: CheckedUserTower): Promise<UserTower> {
  const { batchSize, embeddingDim } = sizes;
  const graph = await start(model);

  async function runBatch(batch: readonly UserTowerInputs[]): Promise<Float32Array[]> {
    const data = await readOutput(graph, feedsOf(spec, padded(batch, batchSize)), 'user_embedding');
    return batch.map((_, row) => data.slice(row * embeddingDim, (row + 1) * embeddingDim));
  }

  return {
    batchSize,
    async run(inputs) {
      const embeddings: Float32Array[] = [];
      for (let start = 0; start < inputs.length; start += batchSize) {
        embeddings.push(...(await runBatch(inputs.slice(start, start + batchSize))));
      }
      return embeddings;
    },
    lend: (input, use) => graph.lend(feedsOf(spec, padded([input], batchSize)), 'user_embedding', use),
    dispose: () => graph.dispose(),
  };
}

/** L = SEQUENCE_LENGTH slots, the newest event in the last one. */
function graphSpec({ batchSize, embeddingDim, numContexts = 0 }: UserTowerSizes): GraphSpec {
  return {
    inputs: {
      item_embeddings: { type: 'float32', shape: [batchSize, SEQUENCE_LENGTH, embeddingDim] },
      event_types: { type: 'int32', shape: [batchSize, SEQUENCE_LENGTH] },
      age_buckets: { type: 'int32', shape: [batchSize, SEQUENCE_LENGTH] },
      mask: { type: 'float32', shape: [batchSize, SEQUENCE_LENGTH] },
      ...(numContexts > 0 && { context_values: { type: 'int32' as const, shape: [batchSize, numContexts] } }),
    },
    outputs: { user_embedding: { type: 'float32', shape: [batchSize, embeddingDim] } },
  };
}

/** The graph's batch is fixed: the last input fills the rows that are left over, and their answers are dropped. */
function padded(batch: readonly UserTowerInputs[], batchSize: number): UserTowerInputs[] {
  return Array.from({ length: batchSize }, (_, row) => batch[Math.min(row, batch.length - 1)]!);
}

function feedsOf({ inputs }: GraphSpec, rows: readonly UserTowerInputs[]): Feeds {
  const floats = (name: string, read: (row: UserTowerInputs) => Float32Array) => {
    const shape = inputs[name]!.shape as number[];
    return { data: concatenate(new Float32Array(sizeOf(shape)), rows.map(read)), shape };
  };
  const integers = (name: string, read: (row: UserTowerInputs) => ArrayLike<number>) => {
    const shape = inputs[name]!.shape as number[];
    return { data: concatenate(new Int32Array(sizeOf(shape)), rows.map(read)), shape };
  };
  const numContexts = inputs.context_values?.shape[1] as number;
  return {
    item_embeddings: floats('item_embeddings', (row) => row.itemEmbeddings),
    event_types: integers('event_types', (row) => row.eventTypes),
    age_buckets: integers('age_buckets', (row) => row.ageBuckets),
    mask: floats('mask', (row) => row.mask),
    ...(inputs.context_values && {
      context_values: integers('context_values', (row) => row.contextValues ?? new Int32Array(numContexts)),
    }),
  };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** @throws RangeError when the parts together are longer than the target */
function concatenate<T extends Float32Array | Int32Array>(target: T, parts: readonly ArrayLike<number>[]): T {
  let offset = 0;
  for (const part of parts) {
    target.set(part, offset);
    offset += part.length;
  }
  if (offset !== target.length)
    throw new RangeError(`user-tower: inputs hold ${offset} values, expected ${target.length}`);
  return target;
}
