// Cuts a catalog into shards that stay below the limit as stored. How well a run of items compresses is only known once
// it is compressed, so a run that is too large is halved until it fits, and the next one begins with pieces as large as
// that one's.
import { encodeContentShard, encodeFacts, encodeItemShard, type ItemShard } from '../formats/catalog.ts';
import { gzip } from '../formats/gzip.ts';
import { MAX_INFLATED_SHARD_BYTES, MAX_SHARD_BYTES } from '../formats/manifest.ts';
import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import { quantizeContent } from '../numerics/quantize.ts';
import type { BundleInput, BundleItem } from './bundle-input.ts';

/** One shard and the items that it holds. */
export interface EncodedShard {
  /** As stored. */
  bytes: Uint8Array<ArrayBuffer>;
  inflated: Uint8Array<ArrayBuffer>;
  firstItemIndex: number;
  numItems: number;
}

/** Encodes items `first` to `end - 1`, before compression. */
type EncodeRange = (first: number, end: number) => Uint8Array<ArrayBuffer>;

export interface CatalogRows {
  items: readonly BundleItem[];
  /** i8 [items.length, embeddingDim] */
  embeddings: Int8Array;
  embeddingDim: number;
  facetNames: string[];
  semanticIds?: { numLevels: number; codebookSize: number };
}

/** How a catalog is cut (see BundleInput). */
type Cutting = Pick<BundleInput, 'shardBytes' | 'shardRows'>;

/**
 * Items of the first shard: those that are most likely to be shown come first, and a first list waits for no others.
 */
const FIRST_SHARD_ITEMS = 430;
/** Share of the limit below which twice as many items will fit. */
const SMALL_SHARD = 0.4;

/** Shards of the items, in order. */
export async function encodeItemShards(
  rows: CatalogRows,
  cutting: Cutting & Pick<BundleInput, 'facts'>,
): Promise<EncodedShard[]> {
  const { items, embeddingDim, facetNames, semanticIds } = rows;
  const isFact = new Set(cutting.facts);
  const detailNames = detailNamesOf(items).filter((name) => !isFact.has(name));
  const encode: EncodeRange = (first, end) => {
    const spec = { numItems: end - first, embeddingDim, numFeatures: FEATURES.length, facetNames, semanticIds };
    const names = cutting.shardRows === undefined ? detailNames : detailNamesOf(items.slice(first, end));
    return encodeItemShard(itemShard(rows, names, first, end), spec);
  };
  const numFirst = cutting.shardRows === undefined ? Math.min(FIRST_SHARD_ITEMS, items.length) : 0;
  return [
    ...(await cut(0, numFirst, encode, embeddingDim, cutting)),
    ...(await cut(numFirst, items.length, encode, embeddingDim, cutting)),
  ];
}

/** Rows of a file of facts, behind the first. */
const FACT_ROWS = 200_000;

/**
 * Files of facts: one for the first shard, so that a first list needs no others, then large ones.
 *
 * @param names  of the details that are facts
 */
export async function encodeFactFiles(
  items: readonly Pick<BundleItem, 'details'>[],
  names: readonly string[],
  [first]: readonly Pick<EncodedShard, 'numItems'>[],
): Promise<EncodedShard[]> {
  const known = names.filter((name) => items.some(({ details }) => details[name] !== undefined));
  if (known.length === 0) return [];
  const files: EncodedShard[] = [];
  for (let start = 0, end = first?.numItems ?? 0; start < items.length; start = end, end += FACT_ROWS) {
    const run = items.slice(start, end);
    const facts = Object.fromEntries(known.map((name) => [name, run.map(({ details }) => details[name] ?? null)]));
    const inflated = encodeFacts(facts, run.length);
    files.push({ bytes: await gzip(inflated), inflated, firstItemIndex: start, numItems: run.length });
  }
  return files;
}

/**
 * Shards of the content vectors as int8: unit-length rows times 127.
 *
 * @param content  f32 [n, 256]
 */
export function encodeContentShards(content: Float32Array, cutting: Cutting): Promise<EncodedShard[]> {
  const vectors = quantizeContent(content);
  const encode: EncodeRange = (first, end) =>
    encodeContentShard(vectors.subarray(first * CONTENT_DIM, end * CONTENT_DIM), CONTENT_DIM);
  return cut(0, content.length / CONTENT_DIM, encode, CONTENT_DIM, cutting);
}

/**
 * Shards of items `start` to `stop - 1`. Begins with a run that the incompressible part (a row of int8) alone would
 * fill.
 */
async function cut(
  start: number,
  stop: number,
  encode: EncodeRange,
  rowBytes: number,
  { shardBytes = MAX_SHARD_BYTES, shardRows = Math.max(1, Math.floor(shardBytes / rowBytes)) }: Cutting,
): Promise<EncodedShard[]> {
  const shards: EncodedShard[] = [];
  let [first, pieceRows] = [start, shardRows];
  while (first < stop) {
    const end = Math.min(stop, first + pieceRows);
    const pieces = await halveUntilItFits(first, end, encode, shardBytes);
    shards.push(...pieces);
    if (pieces.length > 1) pieceRows = pieces[0]!.numItems;
    else if (pieces[0]!.bytes.length < SMALL_SHARD * shardBytes) pieceRows = Math.min(shardRows, 2 * pieceRows);
    first = end;
  }
  return shards;
}

async function halveUntilItFits(
  first: number,
  end: number,
  encode: EncodeRange,
  shardBytes: number,
): Promise<EncodedShard[]> {
  const inflated = encode(first, end);
  const bytes = inflated.length <= MAX_INFLATED_SHARD_BYTES ? await gzip(inflated) : undefined;
  if (bytes && bytes.length <= shardBytes) return [{ bytes, inflated, firstItemIndex: first, numItems: end - first }];
  if (end - first === 1) {
    throw new RangeError(
      `bundle: item ${first} alone takes ${bytes?.length ?? inflated.length} bytes, expected at most ${shardBytes}`,
    );
  }
  const middle = first + Math.ceil((end - first) / 2);
  return [
    ...(await halveUntilItFits(first, middle, encode, shardBytes)),
    ...(await halveUntilItFits(middle, end, encode, shardBytes)),
  ];
}

/** Details that occur, in the order in which they do. */
export function detailNamesOf(items: readonly BundleItem[]): string[] {
  return [...new Set(items.flatMap((item) => Object.keys(item.details)))];
}

/** @param detailNames  those that are in it */
export function itemShard(rows: CatalogRows, detailNames: readonly string[], first: number, end: number): ItemShard {
  const items = rows.items.slice(first, end);
  const column = <T>(read: (item: BundleItem) => T): T[] => items.map(read);
  return {
    numItems: items.length,
    ids: column((item) => item.id),
    titles: column((item) => item.title),
    texts: column((item) => item.text),
    facets: Object.fromEntries(rows.facetNames.map((name) => [name, column((item) => [...(item.facets[name] ?? [])])])),
    details: Object.fromEntries(detailNames.map((name) => [name, column((item) => item.details[name] ?? null)])),
    features: Float32Array.from(items.flatMap((item) => Array.from(item.features))),
    hasResidual: column((item) => item.hasResidual),
    embeddings: Int8Array.from(rows.embeddings.subarray(first * rows.embeddingDim, end * rows.embeddingDim)),
    ...(rows.semanticIds && {
      semanticIds: {
        codes: Uint8Array.from(items.flatMap((item) => Array.from(item.semanticId!.codes))),
        dedupCodes: Uint32Array.from(items, (item) => item.semanticId!.dedupCode),
      },
    }),
  };
}
