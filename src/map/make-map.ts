// The map of a bundle: its items laid out by taste and content, its regions named by the labels of their semantic IDs.

import type { BundleInput, BundleItem } from '../bundle/bundle-input.ts';
import type { CodebooksFile } from '../formats/codebooks.ts';
import type { TasteMapFile } from '../formats/taste-map.ts';
import { CONTENT_DIM, FEATURES } from '../formats/vocabulary.ts';
import { keepNothing } from '../keep-step.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../numerics/quantize.ts';
import { type LayOutOptions, layOut } from './layout.ts';
import { mapRows } from './map-rows.ts';
import { regionLabels } from './region-labels.ts';

/** Embeddings are rounded here as the bundle rounds them, so that a page would find the same map. */
type MapInput = Pick<BundleInput, 'items' | 'embeddings' | 'contentVectors' | 'qualityDims' | 'codebooks'>;
export type MakeMapOptions = Pick<LayOutOptions, 'seed' | 'onProgress' | 'signal' | 'keep'>;

/** Above this nobody would find anything, and the layout takes more than minutes. */
export const MAX_MAP_ITEMS = 100_000;
/** A larger catalog is laid out by so many of its items, which takes seconds; the others find their place among them. */
const [ALL_LAID_OUT, LAID_OUT] = [7000, 5000];
/** What tells how known an item is and not what taste it is for; when it is from stays. */
const NUISANCES = ['rating', 'ratingKnown', 'popularity', 'popularityKnown'] as const;

/** @returns undefined for more than 100,000 items: such a bundle has no map */
export async function makeMap(input: MapInput, options: MakeMapOptions = {}): Promise<TasteMapFile | undefined> {
  const { items, embeddings, contentVectors: vectors, qualityDims, codebooks } = input;
  if (items.length > MAX_MAP_ITEMS) return undefined;
  const embeddingDim = embeddings.length / items.length;
  const inLog = Uint8Array.from(items, ({ hasResidual }) => (hasResidual ? 1 : 0));
  const featureColumn = (name: (typeof NUISANCES)[number]) =>
    items.map(({ features }) => features[FEATURES.indexOf(name)]!);
  const { keep = keepNothing } = options;
  const rows = await keep('what the map compares', () =>
    mapRows({
      embeddings: quantizeItemEmbeddings(embeddings, itemScaleFor(embeddings, embeddingDim)),
      embeddingDim,
      qualityDims,
      ...(vectors && { content: { vectors, contentDim: CONTENT_DIM } }),
      nuisances: [inLog, ...NUISANCES.map(featureColumn)],
    }),
  );
  const sampleSize = items.length > ALL_LAID_OUT ? LAID_OUT : ALL_LAID_OUT;
  const positions = await layOut(rows, { ...options, groups: inLog, sampleSize });
  return { numItems: items.length, positions, labels: codebooks ? labelsOf(items, codebooks, positions) : [] };
}

function labelsOf(items: readonly BundleItem[], { numLevels, labels }: CodebooksFile, positions: Uint16Array) {
  const codes = Uint8Array.from(items.flatMap(({ semanticId }) => Array.from(semanticId!.codes)));
  return regionLabels({ positions, codes, numLevels, labels });
}
