// What makes a list for somebody: the page's engine as it ships, and the plainer ways that it must beat. All of them
// answer over the same films, without those that the person has an opinion on.

import type { Engine } from '../../../src/engine/engine.ts';
import type { ForYouRequest } from '../../../src/engine/lists/lists-api.ts';
import { type OpenBundle, readContent, readItemToItem } from '../../../src/pipeline/input/read-bundle-folder.ts';
import { type Opinions, tell } from './film-engine.ts';

/** Lists are fused by the sum of 1 / (this + rank) (Cormack, Clarke and Büttcher, SIGIR 2009). */
const FUSION_RANK = 60;
/** Of each similar list, for fusing. */
const SIMILAR_ITEMS = 50;

export interface ListMaker {
  name: string;
  /** The k best by stable film id, best first. */
  list(said: Opinions, k: number): Promise<string[]>;
}

/** Films that may be in a list (default: all), such as those of an earlier catalog. */
export type IsIn = (filmId: string) => boolean;

/** The list as the page asks for it. */
export function engineLists(
  engine: Engine,
  itemIds: readonly string[],
  isIn: IsIn,
  name = 'privet',
  request: ForYouRequest = {},
): ListMaker {
  const exclude = itemIds.filter((id) => !isIn(id));
  return {
    name,
    async list(said, k) {
      await tell(engine, said);
      const { items } = await engine.forYou({
        ...request,
        exclude: [...exclude, ...(request.exclude ?? [])],
        count: k,
      });
      return items.map(({ itemId }) => itemId);
    },
  };
}

/** The films beside each like, fused by rank. */
export function fusedSimilarLists(engine: Engine, isIn: IsIn): ListMaker {
  const beside = new Map<string, string[]>();
  const similar = async (itemId: string) => {
    const known = beside.get(itemId);
    if (known) return known;
    const { items } = await engine.similar(itemId, { count: SIMILAR_ITEMS });
    const ids = items.map((item) => item.itemId).filter(isIn);
    beside.set(itemId, ids);
    return ids;
  };
  return {
    name: 'similar lists, fused',
    async list({ likes, dislikes }, k) {
      await engine.forget();
      const sums = new Map<string, number>();
      for (const like of likes) {
        for (const [rank, id] of (await similar(like)).entries())
          sums.set(id, (sums.get(id) ?? 0) + 1 / (FUSION_RANK + rank));
      }
      for (const id of [...likes, ...dislikes]) sums.delete(id);
      const best = [...sums].sort((a, b) => b[1] - a[1]);
      return best.slice(0, k).map(([id]) => id);
    },
  };
}

/** Films by row, and which of them may be in a list. */
export interface ListableFilms {
  itemIds: readonly string[];
  isIn: IsIn;
}

/** @param scores  of every film, by row, for somebody who likes the films of some rows */
export function scoredLists(
  { itemIds, isIn }: ListableFilms,
  name: string,
  scores: (likes: readonly number[]) => ArrayLike<number>,
): ListMaker {
  const rows = new Map(itemIds.map((id, row) => [id, row]));
  return {
    name,
    async list({ likes, dislikes }, k) {
      const known = likes.map((id) => rows.get(id)).filter((row) => row !== undefined);
      const values = scores(known);
      const out = new Set([...likes, ...dislikes]);
      const open = itemIds.map((_, row) => row).filter((row) => isIn(itemIds[row]!) && !out.has(itemIds[row]!));
      open.sort((a, b) => values[b]! - values[a]! || a - b);
      return open.slice(0, k).map((row) => itemIds[row]!);
    },
  };
}

/** Makers that score every film from a bundle's own files. */
export async function plainLists(bundle: OpenBundle, popularity: (filmId: string) => number, isIn: IsIn) {
  const { manifest, itemIds, embeddings } = bundle;
  const { embeddingDim, qualityDims, contentDim, prior } = manifest;
  const content = await readContent(bundle);
  const table = await readItemToItem(bundle);
  const scored = (name: string, scores: (likes: readonly number[]) => ArrayLike<number>) =>
    scoredLists({ itemIds, isIn }, name, scores);
  const byPrior = dots(embeddings, embeddingDim, prior, embeddingDim);
  const byPopularity = itemIds.map(popularity);
  const tasteDims = embeddingDim - qualityDims;
  return [
    scored('prior', () => byPrior),
    scored('popularity', () => byPopularity),
    ...(content
      ? [scored('content mean', (likes) => dots(content, contentDim, mean(content, contentDim, likes), contentDim))]
      : []),
    scored('mean of embeddings', (likes) =>
      dots(embeddings, embeddingDim, mean(embeddings, embeddingDim, likes), tasteDims),
    ),
    ...(table
      ? [
          scored('item to item alone', (likes) => {
            const sums = new Float64Array(itemIds.length);
            for (const like of likes)
              for (let at = table.offsets[like]!; at < table.offsets[like + 1]!; at++)
                sums[table.neighbours[at]!]! += table.weights[at]!;
            return sums;
          }),
        ]
      : []),
  ];
}

function mean(rows: Int8Array, dim: number, of: readonly number[]): Float64Array {
  const sum = new Float64Array(dim);
  for (const row of of) for (let d = 0; d < dim; d++) sum[d]! += rows[row * dim + d]! / of.length;
  return sum;
}

/** Of each row with a vector, over its first dims. */
function dots(rows: Int8Array, dim: number, vector: ArrayLike<number>, dims: number): Float64Array {
  return Float64Array.from({ length: rows.length / dim }, (_, row) => {
    let sum = 0;
    for (let d = 0; d < dims; d++) sum += rows[row * dim + d]! * vector[d]!;
    return sum;
  });
}
