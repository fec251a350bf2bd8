// What lies over the shards of a bundle: rows that changed since they were written, and facts, such as prices, which are a file
// of their own. A shard is put together from all of it before anybody sees its items. Specification: docs/formats/bundle.md.

import { CatalogFormatError } from '../errors.ts';
import type { ChangedRows, Facts, ItemShard } from '../formats/catalog.ts';
import type { Manifest, RowChanges, Shard } from '../formats/manifest.ts';

/** A run of the catalog's rows, and the shard that most of them come from. */
export interface RowRun {
  firstItemIndex: number;
  numItems: number;
  /** Absent: all of them come from changes. */
  shard?: Shard;
}

/** The catalog's rows as a page loads them: by shards, and what follows them. */
export function rowRuns(manifest: Pick<Manifest, 'numItems' | 'catalog'>): RowRun[] {
  const { numItems, catalog } = manifest;
  const runs = catalog.items.flatMap((shard): RowRun[] => {
    const { firstItemIndex } = shard;
    const count = Math.min(shard.numItems, numItems - firstItemIndex);
    return count > 0 ? [{ firstItemIndex, numItems: count, shard }] : [];
  });
  const end = numShardRows(manifest);
  return numItems > end ? [...runs, { firstItemIndex: end, numItems: numItems - end }] : runs;
}

/** Rows of all shards: what lies over them may add to it, or end before. */
export function numShardRows({ catalog }: Pick<Manifest, 'catalog'>): number {
  return Math.max(0, ...catalog.items.map(({ firstItemIndex, numItems }) => firstItemIndex + numItems));
}

/** Whether rows of the run are in it. */
export function touches({ firstItemIndex, numItems }: RowRun, file: RowChanges | Shard): boolean {
  const end = 'endItemIndex' in file ? file.endItemIndex : file.firstItemIndex + file.numItems;
  return file.firstItemIndex < firstItemIndex + numItems && firstItemIndex < end;
}

/**
 * The items of a run.
 *
 * @param base     those of its shard
 * @param changes  in the order of the manifest: a later one lies over those before
 * @param facts    each with its first row
 * @throws CatalogFormatError where rows are missing
 */
export function overlaid(
  run: RowRun,
  base: ItemShard | undefined,
  changes: readonly ChangedRows[],
  facts: readonly { firstItemIndex: number; facts: Facts }[],
): ItemShard {
  const { firstItemIndex, numItems } = run;
  const chosen: { from: ItemShard; row: number }[] = [];
  if (base) for (let row = 0; row < numItems; row++) chosen.push({ from: base, row });
  for (const { rows, items } of changes) {
    rows.forEach((row, i) => {
      if (row >= firstItemIndex && row < firstItemIndex + numItems)
        chosen[row - firstItemIndex] = { from: items, row: i };
    });
  }
  for (let row = 0; row < numItems; row++) {
    if (!chosen[row]) throw new CatalogFormatError(`changes: row ${firstItemIndex + row} is missing, expected an item`);
  }
  const isAsItWas = base && numItems === base.numItems && chosen.every(({ from }) => from === base);
  const items = isAsItWas ? base : itemsOf(chosen);
  for (const { firstItemIndex: first, facts: ofFile } of facts) {
    for (const [name, values] of Object.entries(ofFile)) {
      const own = (items.details[name] ??= new Array(numItems).fill(null));
      for (let row = 0; row < numItems; row++) own[row] = values[firstItemIndex + row - first] ?? own[row]!;
    }
  }
  return items;
}

function itemsOf(chosen: readonly { from: ItemShard; row: number }[]): ItemShard {
  const [first] = chosen;
  const { facets, features, embeddings, numItems, semanticIds } = first!.from;
  const column = <T>(read: (from: ItemShard, row: number) => T): T[] => chosen.map(({ from, row }) => read(from, row));
  const matrix = <T extends Float32Array | Int8Array | Uint8Array>(sample: T, read: (from: ItemShard) => T): T => {
    const width = sample.length / numItems;
    const joined = new (sample.constructor as new (length: number) => T)(chosen.length * width);
    for (const [i, { from, row }] of chosen.entries()) {
      joined.set(read(from).subarray(row * width, (row + 1) * width), i * width);
    }
    return joined;
  };
  const sources = new Set(chosen.map(({ from }) => from));
  const detailNames = new Set([...sources].flatMap(({ details }) => Object.keys(details)));
  return {
    numItems: chosen.length,
    ids: column((from, row) => from.ids[row]!),
    titles: column((from, row) => from.titles[row]!),
    texts: column((from, row) => from.texts[row]!),
    facets: Object.fromEntries(
      Object.keys(facets).map((name) => [name, column((from, row) => from.facets[name]?.[row] ?? [])]),
    ),
    details: Object.fromEntries(
      Array.from(detailNames, (name) => [name, column((from, row) => from.details[name]?.[row] ?? null)]),
    ),
    features: matrix(features, (from) => from.features),
    hasResidual: column((from, row) => from.hasResidual[row]!),
    embeddings: matrix(embeddings, (from) => from.embeddings),
    ...(semanticIds && {
      semanticIds: {
        codes: matrix(semanticIds.codes, (from) => from.semanticIds!.codes),
        dedupCodes: Uint32Array.from(chosen, ({ from, row }) => from.semanticIds!.dedupCodes[row]!),
      },
    }),
  };
}
