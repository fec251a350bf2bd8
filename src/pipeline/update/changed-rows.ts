// Rows of an update as files that lie over the shards: one for rows of the first shard, which a first list waits for, and one
// for all others.

import { itemShard } from '../../bundle/shards.ts';
import { encodeChangedRows } from '../../formats/catalog.ts';
import { FACT_DETAILS } from '../../formats/fact-details.ts';
import { MAX_INFLATED_SHARD_BYTES, MAX_SHARD_BYTES, type Manifest } from '../../formats/manifest.ts';
import { FEATURES } from '../../formats/vocabulary.ts';
import type { Item } from '../../items/item.ts';
import { itemText } from '../../text/item-text.ts';

export interface RowToWrite {
  row: number;
  item: Item;
  /** f32 [6] */
  features: Float32Array;
  /** i8 [embeddingDim] */
  embedding: Int8Array;
}

export interface RowFile {
  inflated: Uint8Array<ArrayBuffer>;
  numRows: number;
  firstItemIndex: number;
  endItemIndex: number;
}

const IS_FACT = new Set<string>(FACT_DETAILS);

/**
 * @param rows      ascending
 * @param numFirst  rows of the first shard
 * @returns undefined where they are too many for such a file
 */
export function changedRowFiles(
  rows: readonly RowToWrite[],
  { embeddingDim, vocabularies, numItems }: Manifest,
  numFirst: number,
): RowFile[] | undefined {
  const facetNames = vocabularies.facets.map(({ name }) => name);
  const items = rows.map(({ item, features }) => ({
    ...{
      id: item.id,
      title: item.title,
      text: itemText(item.fields),
      facets: item.facets,
      features,
      hasResidual: true,
    },
    details: Object.fromEntries(Object.entries(item.details).filter(([name]) => !IS_FACT.has(name))),
  }));
  const detailNames = [...new Set(items.flatMap(({ details }) => Object.keys(details)))];
  const embeddings = new Int8Array(rows.length * embeddingDim);
  for (const [i, { embedding }] of rows.entries()) embeddings.set(embedding, i * embeddingDim);
  const source = { items, embeddings, embeddingDim, facetNames };
  const spec = { embeddingDim, numFeatures: FEATURES.length, facetNames };
  const numInFirst = rows.filter(({ row }) => row < numFirst).length;
  const parts = [
    { start: 0, end: numInFirst, firstItemIndex: 0, endItemIndex: numFirst },
    { start: numInFirst, end: rows.length, firstItemIndex: numFirst, endItemIndex: Math.max(numFirst + 1, numItems) },
  ];
  const files = parts.flatMap(({ start, end, ...range }): RowFile[] => {
    if (start === end) return [];
    const shard = itemShard(source, detailNames, start, end);
    const numRows = end - start;
    const places = Uint32Array.from(rows.slice(start, end), ({ row }) => row);
    const inflated = encodeChangedRows({ rows: places, items: shard }, { ...spec, numItems: numRows });
    return [{ inflated, numRows, ...range }];
  });
  const fits = ({ inflated }: RowFile) => inflated.length < Math.min(MAX_SHARD_BYTES, MAX_INFLATED_SHARD_BYTES);
  return files.every(fits) ? files : undefined;
}
