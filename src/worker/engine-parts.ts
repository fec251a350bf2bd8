// All that the engine answers from once it is open, and how it comes together.
import { Bitset } from '../ranking/bitset.ts';
import { createJavaScriptRanker } from '../ranking/javascript-ranker.ts';
import type { Ranker } from '../ranking/ranker.ts';
import { ModelLoader, messageOf } from './model-loader.ts';
import { type OpenedBundle, openBundle } from './opened-bundle.ts';
import type { Filters, OpenOptions, RankedItem } from './protocol.ts';
import { checkFacetNames } from './requests.ts';
import { Searcher } from './searcher.ts';
import type { StatusBoard } from './status.ts';
import { UserEmbedder } from './user-embedder.ts';

export interface EngineParts extends OpenedBundle {
  ranker: Ranker;
  embedder: UserEmbedder;
  models: ModelLoader;
  searcher: Searcher;
}

/** What still works when the towers do not. */
const WITHOUT_TOWERS = 'Recommendations go on from the mean of your history.';

/** Opens history and catalog; starts no runtime. @throws as `openBundle` */
export async function openParts(
  options: OpenOptions,
  status: StatusBoard,
  onHistoryChange: () => void,
  signal: AbortSignal,
): Promise<EngineParts> {
  const opened = await openBundle(options, status, onHistoryChange, signal);
  const { manifest, catalog } = opened;
  const { manifestUrl, backend = 'auto' } = options;
  const models = new ModelLoader({ manifestUrl, manifest, backend, status, signal });
  const ranker = createJavaScriptRanker(catalog.embeddings);
  return {
    ...opened,
    models,
    ranker,
    embedder: new UserEmbedder(manifest, itemEmbeddings(opened), (error) => stateTowerFailure(status, error)),
    searcher: new Searcher({ manifestUrl, manifest, catalog, models, ranker, status, signal }),
  };
}

/** Dequantizes on the way: f32 [D] of an item. */
function itemEmbeddings({ manifest, catalog }: OpenedBundle): (itemIndex: number) => Float32Array {
  return (itemIndex) => Float32Array.from(catalog.embedding(itemIndex), (step) => step * manifest.itemScale);
}

export function stateTowerFailure(status: StatusBoard, error: unknown): void {
  const message = `The user tower does not answer: ${messageOf(error)} ${WITHOUT_TOWERS}`;
  status.setPart('towers', { state: 'failed', message });
}

/** Items that are there and satisfy the filters. @throws RequestError for a facet that the catalog does not have */
export function allowedItems({ manifest, catalog }: EngineParts, filters: Filters = {}): Bitset {
  const facetNames = manifest.vocabularies.facets.map(({ name }) => name);
  checkFacetNames(filters, facetNames);
  return catalog.filter(filters);
}

/** A set without these items; ids that the catalog does not have change nothing. */
export function withoutItems({ catalog }: EngineParts, items: Bitset, itemIds: Iterable<string>): Bitset {
  const indices = [...itemIds].map((id) => catalog.indexOf(id)).filter((index) => index !== undefined);
  return items.andNot(Bitset.fromIndices(catalog.numItems, indices));
}

/** @param scores  integers, one an item */
export function rankedItems(
  { catalog }: EngineParts,
  indices: ArrayLike<number>,
  scores: ArrayLike<number>,
): RankedItem[] {
  return Array.from(indices, (index, i) => ({ ...catalog.summary(index), score: scores[i]! }));
}
