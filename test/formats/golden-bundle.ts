// The content of the golden bundle in test/fixtures/bundle: three made-up items that use every column, in every odd way
// that the format allows (no facet value, unknown detail, empty text, non-Latin text, extreme values).

import { encodeContentShard, encodeItemShard, type ItemShard } from '../../src/formats/catalog.ts';
import { formatManifest, type Manifest } from '../../src/formats/manifest.ts';
import { type PackedFile, packGzipped } from '../../src/formats/pack-gzipped.ts';
import { FEATURES, TOWER_EVENT_TYPES } from '../../src/formats/vocabulary.ts';

const ITEMS_PATH = 'catalog/items-000.arrow.gz';
const CONTENT_PATH = 'catalog/content-000.arrow.gz';

export const goldenItems: ItemShard = {
  numItems: 3,
  ids: ['the-lighthouse-1999', 'zwölf-stühle-2004', '七人-1954'],
  titles: ['The Lighthouse', 'Zwölf Stühle', '七人 🎬'],
  texts: ['The Lighthouse. Drama.', '', '七人. <b>Adventure</b> & more.'],
  facets: {
    genre: [['Drama'], [], ['Adventure', 'Action']],
    decade: [['1990s'], ['2000s'], ['1950s']],
  },
  details: { year: ['1999', '2004', '1954'], director: ['A. Person', null, ''] },
  features: Float32Array.of(0.5, 1, 0.25, 1, 0.75, 1, 0, 0, 0, 0, 1, 1, 1, 1, 0.125, 1, 0, 1),
  hasResidual: [true, false, true],
  embeddings: Int8Array.from({ length: 3 * 16 }, (_, i) => ((i * 53) % 255) - 127),
};

/** i8 [3, 256] */
export const goldenContent = Int8Array.from({ length: 3 * 256 }, (_, i) => ((i * 31) % 255) - 127);

const noModel = (name: string) => ({ path: `${name}.onnx`, sizeBytes: 1, sha256: '0'.repeat(64) });
/** The manifest, but for its two shards. Its models are not there: this bundle is for readers of bytes. */
const manifestWithoutShards: Omit<Manifest, 'catalog'> = {
  format: 'privet-bundle',
  version: 1,
  name: 'Golden',
  embeddingDim: 16,
  qualityDims: 3,
  contentDim: 256,
  sequenceLength: 100,
  numItems: 3,
  itemScale: 0.0078125,
  models: {
    userTower: noModel('user-tower'),
    userTowerBatch: noModel('user-tower-batch'),
    itemTower: noModel('item-tower'),
  },
  vocabularies: {
    eventTypes: [...TOWER_EVENT_TYPES],
    features: [...FEATURES],
    facets: [
      { name: 'genre', label: 'Genre' },
      { name: 'decade', label: 'Decade' },
    ],
  },
  prior: Array.from({ length: 16 }, (_, d) => d / 16),
  meanStrength: 4,
  modelCard: { path: 'model-card.json', sizeBytes: 1, sha256: '0'.repeat(64) },
  notices: ['Made-up items, free to use.'],
};

/** The Arrow streams before gzip. */
export function goldenArrow() {
  const spec = { numItems: 3, embeddingDim: 16, numFeatures: FEATURES.length, facetNames: ['genre', 'decade'] };
  return { items: encodeItemShard(goldenItems, spec), content: encodeContentShard(goldenContent, 256) };
}

/** The manifest over given shards. */
export function goldenManifest(items: PackedFile['file'], content: PackedFile['file']): Manifest {
  const rows = { firstItemIndex: 0, numItems: 3 };
  return { ...manifestWithoutShards, catalog: { items: [{ ...items, ...rows }], content: [{ ...content, ...rows }] } };
}

/** Every file of the bundle by path, as stored. */
export async function goldenFiles(): Promise<Record<string, Uint8Array<ArrayBuffer>>> {
  const arrow = goldenArrow();
  const items = await packGzipped(ITEMS_PATH, arrow.items);
  const content = await packGzipped(CONTENT_PATH, arrow.content);
  const manifest = new TextEncoder().encode(formatManifest(goldenManifest(items.file, content.file)));
  return { [ITEMS_PATH]: items.bytes, [CONTENT_PATH]: content.bytes, 'manifest.json': manifest };
}
