// Catalog shards: Arrow IPC streams, so that any data tool reads and writes them and the embedding column is one
// contiguous buffer for the ranker. This file turns shards into bytes and back; gzip.ts wraps the bytes, manifest.ts
// names the files. Specification: docs/formats/bundle.md.

import {
  bool,
  type Column,
  columnFromValues,
  type DataType,
  fixedSizeList,
  float32,
  int8,
  list,
  tableFromColumns,
  tableToIPC,
  uint8,
  uint32,
  utf8,
} from '@uwdata/flechette';
import {
  openArrow,
  readBooleans,
  readFloat32Rows,
  readInt8Rows,
  readNullableStrings,
  readStringLists,
  readStrings,
  readUint8Rows,
  readUint32s,
} from './arrow-columns.ts';
import { fail } from './checks.ts';
import { type Manifest, NAME_PATTERN, type Shard } from './manifest.ts';

/** A run of items, column by column; row i of every column is the same item. */
export interface ItemShard {
  numItems: number;
  /** The site's ids: not empty, unique in the catalog. */
  ids: string[];
  titles: string[];
  /** What the content vectors were made from. */
  texts: string[];
  /** Facet name -> values of each item; an empty list where unknown. */
  facets: Record<string, string[][]>;
  /** Rows of items that another bundle of the page has. */
  absent?: ReadonlySet<number>;
  /** Detail name -> value of each item; null where unknown. */
  details: Record<string, (string | null)[]>;
  /** f32 [numItems, numFeatures], each in 0..1, in the order of the manifest's `features`. */
  features: Float32Array<ArrayBuffer>;
  /** Whether the embedding holds a residual learned from logs. */
  hasResidual: boolean[];
  /** i8 [numItems, embeddingDim], each in -127..127; one step is the manifest's `itemScale`. */
  embeddings: Int8Array<ArrayBuffer>;
  /** There if the manifest has semantic IDs. */
  semanticIds?: SemanticIdColumns;
}

export interface SemanticIdColumns {
  /** u8 [numItems, numLevels], coarse to fine, each below the manifest's `codebookSize`. */
  codes: Uint8Array<ArrayBuffer>;
  /** u32 [numItems]: with an item's codes it is unique in the catalog; 0 for most. */
  dedupCodes: Uint32Array<ArrayBuffer>;
}

/** What the manifest says of an items shard. */
export interface ItemShardSpec {
  numItems: number;
  embeddingDim: number;
  numFeatures: number;
  facetNames: string[];
  semanticIds?: { numLevels: number; codebookSize: number };
}

export function itemShardSpec(manifest: Manifest, shard: Pick<Shard, 'numItems'>): ItemShardSpec {
  return {
    numItems: shard.numItems,
    embeddingDim: manifest.embeddingDim,
    numFeatures: manifest.vocabularies.features.length,
    facetNames: manifest.vocabularies.facets.map(({ name }) => name),
    ...(manifest.semanticIds && { semanticIds: manifest.semanticIds }),
  };
}

/**
 * The Arrow IPC stream of an items shard. Equal shards give equal bytes. What is written is read back first, so a shard
 * that no page could read is never written.
 *
 * @throws CatalogFormatError as `decodeItemShard`
 */
export function encodeItemShard(shard: ItemShard, spec: ItemShardSpec): Uint8Array<ArrayBuffer> {
  const bytes = encodeColumns('items shard', spec.numItems, itemColumns(shard, spec));
  decodeItemShard(bytes, spec, 'items shard');
  return bytes;
}

function itemColumns(shard: ItemShard, spec: ItemShardSpec): ColumnSpec[] {
  const { embeddingDim, numFeatures, facetNames } = spec;
  return [
    ['id', shard.ids, utf8()],
    ['title', shard.titles, utf8()],
    ['text', shard.texts, utf8()],
    ...facetNames.map((name): ColumnSpec => [`facet:${name}`, shard.facets[name] ?? [], list(utf8())]),
    ...Object.entries(shard.details).map(([name, values]): ColumnSpec => [`detail:${name}`, values, utf8()]),
    ['features', rowsOf(shard.features, numFeatures, 'items shard'), fixedSizeList(float32(), numFeatures)],
    ['hasResidual', shard.hasResidual, bool()],
    ['embedding', rowsOf(shard.embeddings, embeddingDim, 'items shard'), fixedSizeList(int8(), embeddingDim)],
    ...semanticIdColumns(shard, spec),
  ];
}

/**
 * Reads and checks an items shard. Columns that the specification does not name are left alone.
 *
 * @param bytes  the inflated Arrow IPC stream
 * @param label  first words of every message, for example the file's path
 * @throws CatalogFormatError `<label>: column embedding is List<Float>, expected fixed_size_list<int8>[128]`
 */
export function decodeItemShard(bytes: Uint8Array, spec: ItemShardSpec, label = 'catalog'): ItemShard {
  const source = openArrow(bytes, spec.numItems, label);
  const shard: ItemShard = {
    numItems: spec.numItems,
    ids: readStrings(source, 'id'),
    titles: readStrings(source, 'title'),
    texts: readStrings(source, 'text'),
    facets: Object.fromEntries(spec.facetNames.map((name) => [name, readStringLists(source, `facet:${name}`)])),
    details: readDetails(source, label),
    features: readFloat32Rows(source, 'features', spec.numFeatures),
    hasResidual: readBooleans(source, 'hasResidual'),
    embeddings: readInt8Rows(source, 'embedding', spec.embeddingDim),
    ...(spec.semanticIds && {
      semanticIds: {
        codes: readUint8Rows(source, 'codes', spec.semanticIds.numLevels),
        dedupCodes: readUint32s(source, 'dedupCode'),
      },
    }),
  };
  checkIds(shard.ids, label);
  checkRange(shard.features, spec.numFeatures, 0, 1, 'features', label);
  checkRange(shard.embeddings, spec.embeddingDim, -127, 127, 'embedding', label);
  if (shard.semanticIds && spec.semanticIds) {
    const { numLevels, codebookSize } = spec.semanticIds;
    checkRange(shard.semanticIds.codes, numLevels, 0, codebookSize - 1, 'codes', label);
  }
  return shard;
}

/** Rows that lie over those of shards. */
export interface ChangedRows {
  /** u32 [numItems], ascending: which rows of the catalog these are. */
  rows: Uint32Array<ArrayBuffer>;
  items: ItemShard;
}

/** The Arrow IPC stream of changed rows: an items shard with a column `row`. @throws as `encodeItemShard` */
export function encodeChangedRows({ rows, items }: ChangedRows, spec: ItemShardSpec): Uint8Array<ArrayBuffer> {
  const column: ColumnSpec = ['row', Array.from(rows), uint32()];
  const bytes = encodeColumns('changed rows', spec.numItems, [column, ...itemColumns(items, spec)]);
  decodeChangedRows(bytes, spec, 'changed rows');
  return bytes;
}

/** @throws CatalogFormatError as `decodeItemShard`, and for rows that do not ascend */
export function decodeChangedRows(bytes: Uint8Array, spec: ItemShardSpec, label = 'catalog'): ChangedRows {
  const rows = readUint32s(openArrow(bytes, spec.numItems, label), 'row');
  rows.forEach((row, i) => {
    if (i > 0 && row <= rows[i - 1]!)
      fail(label, `column row holds ${row} after ${rows[i - 1]}, expected ascending rows`);
  });
  return { rows, items: decodeItemShard(bytes, spec, label) };
}

/** Details that change often, apart from all else of the items: name -> value of each item. */
export type Facts = ItemShard['details'];

/** The Arrow IPC stream of facts. @throws CatalogFormatError as `decodeFacts` */
export function encodeFacts(facts: Facts, numItems: number): Uint8Array<ArrayBuffer> {
  const columns = Object.entries(facts).map(([name, values]): ColumnSpec => [`detail:${name}`, values, utf8()]);
  const bytes = encodeColumns('facts', numItems, columns);
  decodeFacts(bytes, numItems, 'facts');
  return bytes;
}

/** @throws CatalogFormatError naming the column that is not as it should be */
export function decodeFacts(bytes: Uint8Array, numItems: number, label = 'catalog'): Facts {
  return readDetails(openArrow(bytes, numItems, label), label);
}

function readDetails(source: ReturnType<typeof openArrow>, label: string): Facts {
  const names = [...source.columns.keys()].filter((name) => name.startsWith('detail:')).map((name) => name.slice(7));
  const badName = names.find((name) => !NAME_PATTERN.test(name));
  if (badName !== undefined)
    fail(label, `column detail:${badName} is there, expected a name like ${NAME_PATTERN.source}`);
  return Object.fromEntries(names.map((name) => [name, readNullableStrings(source, `detail:${name}`)]));
}

function semanticIdColumns({ semanticIds }: ItemShard, spec: ItemShardSpec): ColumnSpec[] {
  if (!spec.semanticIds) return [];
  const { numLevels } = spec.semanticIds;
  const { codes = new Uint8Array(), dedupCodes = new Uint32Array() } = semanticIds ?? {};
  return [
    ['codes', rowsOf(codes, numLevels, 'items shard'), fixedSizeList(uint8(), numLevels)],
    ['dedupCode', Array.from(dedupCodes), uint32()],
  ];
}

/**
 * The Arrow IPC stream of a content shard: one column, rows in the order of the items.
 *
 * @param vectors  i8 [numItems, contentDim]: unit-length content vectors times 127, rounded half away from zero
 */
export function encodeContentShard(vectors: Int8Array, contentDim: number): Uint8Array<ArrayBuffer> {
  const rows = rowsOf(vectors, contentDim, 'content shard');
  const bytes = encodeColumns('content shard', rows.length, [['content', rows, fixedSizeList(int8(), contentDim)]]);
  decodeContentShard(bytes, rows.length, contentDim, 'content shard');
  return bytes;
}

/** @returns i8 [numItems, contentDim] @throws CatalogFormatError as `decodeItemShard` */
export function decodeContentShard(
  bytes: Uint8Array,
  numItems: number,
  contentDim: number,
  label = 'catalog',
): Int8Array<ArrayBuffer> {
  const vectors = readInt8Rows(openArrow(bytes, numItems, label), 'content', contentDim);
  checkRange(vectors, contentDim, -127, 127, 'content', label);
  return vectors;
}

type ColumnSpec = [name: string, values: readonly unknown[], type: DataType];

function encodeColumns(label: string, numRows: number, specs: ColumnSpec[]): Uint8Array<ArrayBuffer> {
  if (numRows === 0) fail(label, 'number of items is 0, expected at least 1');
  const columns = specs.map(([name, values, type]): [string, Column<unknown>] => {
    if (values.length !== numRows) fail(label, `column ${name} has ${values.length} rows, expected ${numRows}`);
    return [name, columnFromValues(values, type)];
  });
  return tableToIPC(tableFromColumns(columns), { format: 'stream' }) as Uint8Array<ArrayBuffer>;
}

/** Views of the rows of a matrix [numRows, dim]. */
function rowsOf<T extends Int8Array | Uint8Array | Float32Array>(matrix: T, dim: number, label: string): T[] {
  if (matrix.length % dim !== 0) fail(label, `matrix has ${matrix.length} values, expected a multiple of ${dim}`);
  return Array.from({ length: matrix.length / dim }, (_, row) => matrix.subarray(row * dim, (row + 1) * dim) as T);
}

function checkIds(ids: string[], label: string): void {
  const rowById = new Map<string, number>();
  ids.forEach((id, row) => {
    if (id === '') fail(label, `column id row ${row} is empty, expected an id`);
    const earlier = rowById.get(id);
    if (earlier !== undefined) fail(label, `column id row ${row} is '${id}' as row ${earlier}, expected unique ids`);
    rowById.set(id, row);
  });
}

function checkRange(rows: ArrayLike<number>, dim: number, min: number, max: number, name: string, label: string): void {
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i]!;
    if (!(value >= min && value <= max)) {
      fail(label, `column ${name} row ${Math.floor(i / dim)} holds ${value}, expected ${min} to ${max}`);
    }
  }
}
