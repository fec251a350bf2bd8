// A web host in memory, and a bundle of made-up items on it. Answers can be spoiled in the ways that real hosts do.

import { encodeContentShard, encodeItemShard, type ItemShard } from '../../src/formats/catalog.ts';
import { formatManifest, type Manifest } from '../../src/formats/manifest.ts';
import { packGzipped } from '../../src/formats/pack-gzipped.ts';
import { FEATURES, TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';

export const BASE_URL = 'https://films.example/models/';
export const MANIFEST_URL = `${BASE_URL}manifest.json`;

export interface MemoryHost {
  fetch: typeof fetch;
  /** Path -> bytes; change them to spoil a file. */
  files: Map<string, Uint8Array<ArrayBuffer>>;
  /** Paths in the order they were asked for, with the cache mode. */
  requests: { path: string; cache: string | undefined }[];
  /** Answers another way than with the file. */
  override(path: string, answer: (signal?: AbortSignal) => Response | Promise<Response>): void;
}

/** Bodies come in chunks of `chunkBytes`, so that progress and stopping are seen. */
export function createMemoryHost(files: Record<string, Uint8Array<ArrayBuffer>>, chunkBytes = 100): MemoryHost {
  const overrides = new Map<string, (signal?: AbortSignal) => Response | Promise<Response>>();
  const host: MemoryHost = {
    files: new Map(Object.entries(files)),
    requests: [],
    override: (path, answer) => overrides.set(path, answer),
    async fetch(input, init) {
      const path = String(input).slice(BASE_URL.length);
      host.requests.push({ path, cache: cacheMode(init) });
      init?.signal?.throwIfAborted();
      const answer = overrides.get(path);
      if (answer) return answer(init?.signal ?? undefined);
      const bytes = host.files.get(path);
      return bytes ? new Response(streamOf(bytes, chunkBytes)) : new Response('not found', { status: 404 });
    },
  };
  return host;
}

/** Node's types know no cache modes. */
export const cacheMode = (init: RequestInit | undefined) => (init as { cache?: string } | undefined)?.cache;

export function streamOf(bytes: Uint8Array<ArrayBuffer>, chunkBytes: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(start, (start += chunkBytes)));
    },
  });
}

export interface MemoryBundle {
  manifest: Manifest;
  files: Record<string, Uint8Array<ArrayBuffer>>;
}

/** Three shards of items of 16 dimensions: 4, 3 and 2 of them, and content vectors in two shards. */
export async function createMemoryBundle(): Promise<MemoryBundle> {
  const files: MemoryBundle['files'] = {};
  const pack = async (path: string, arrow: Uint8Array<ArrayBuffer>, firstItemIndex: number, numItems: number) => {
    const { bytes, file } = await packGzipped(path, arrow);
    files[path] = bytes;
    return { ...file, firstItemIndex, numItems };
  };
  const itemShards = [
    [0, 4],
    [4, 3],
    [7, 2],
  ] as const;
  const items = itemShards.map(([first, count], i) =>
    pack(`catalog/items-00${i}.arrow.gz`, encodeItemShard(makeItems(first, count), makeSpec(count)), first, count),
  );
  const content = (
    [
      [0, 5],
      [5, 4],
    ] as const
  ).map(([first, count], i) => {
    const vectors = new Int8Array(count * 256).map((_, d) => first + Math.floor(d / 256) + 1);
    return pack(`catalog/content-00${i}.arrow.gz`, encodeContentShard(vectors, 256), first, count);
  });
  const manifest = makeManifest(await Promise.all(items), await Promise.all(content));
  files['manifest.json'] = new TextEncoder().encode(formatManifest(manifest));
  return { manifest, files };
}

const makeSpec = (numItems: number) => ({
  numItems,
  embeddingDim: 16,
  numFeatures: FEATURES.length,
  facetNames: ['genre', 'decade'],
});

/** Item i: embedding full of i + 1, genres by i % 3 (none, one, two), decade unknown for every fourth. */
export function makeItems(first: number, count: number): ItemShard {
  const indices = Array.from({ length: count }, (_, row) => first + row);
  return {
    numItems: count,
    ids: indices.map((i) => `film-${i}`),
    titles: indices.map((i) => `Film ${i}`),
    texts: indices.map((i) => `Film ${i}. A <b>text</b>.`),
    facets: {
      genre: indices.map((i) => ['Comedy', 'Drama'].slice(0, i % 3)),
      decade: indices.map((i) => (i % 4 === 0 ? [] : [`19${i}0s`])),
    },
    details: { year: indices.map((i) => (i % 2 === 0 ? `19${i}5` : null)) },
    features: new Float32Array(count * FEATURES.length).fill(0.5),
    hasResidual: indices.map((i) => i % 2 === 1),
    embeddings: Int8Array.from({ length: count * 16 }, (_, d) => first + Math.floor(d / 16) + 1),
  };
}

function makeManifest(items: Manifest['catalog']['items'], content: Manifest['catalog']['content']): Manifest {
  const model = { path: 'model.onnx', sizeBytes: 1, sha256: '0'.repeat(64) };
  return {
    format: 'privet-bundle',
    version: 1,
    name: 'Made-up films',
    embeddingDim: 16,
    qualityDims: 3,
    contentDim: 256,
    sequenceLength: 100,
    numItems: items.reduce((sum, { numItems }) => sum + numItems, 0),
    itemScale: 0.5,
    catalog: { items, content },
    models: { userTower: model, userTowerBatch: model, itemTower: model },
    vocabularies: {
      eventTypes: [...TOWER_EVENT_TYPES],
      features: [...FEATURES],
      facets: [
        { name: 'genre', label: 'Genre' },
        { name: 'decade', label: 'Decade' },
      ],
    },
    prior: new Array(16).fill(0),
    meanStrength: 1,
    notices: [],
  };
}
