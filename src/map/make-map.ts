// The map of a bundle: its items laid out by taste and content, its regions named by the labels of their semantic IDs.

import type { BundleItem } from '../bundle/bundle-input.ts';
import type { CodebooksFile } from '../formats/codebooks.ts';
import type { TasteMapFile } from '../formats/taste-map.ts';
import { itemScaleFor, quantizeItemEmbeddings } from '../numerics/quantize.ts';
import { CONTENT_DIM, FEATURES } from '../towers/vocabulary.ts';
import { layOut } from './layout.ts';
import { mapRows } from './map-rows.ts';
import { regionLabels } from './region-labels.ts';

export interface MakeMapInput {
  /** In the order of the bundle's rows. */
  items: readonly BundleItem[];
  /** f32 [numItems, embeddingDim]; rounded here as the bundle rounds them, so that a page would find the same map. */
  embeddings: Float32Array;
  /** f32 [numItems, 512] */
  content: Float32Array;
  qualityDims: number;
  codebooks?: CodebooksFile;
  /** Default 1. */
  seed?: number;
  onProgress?: (numDone: number, numSteps: number) => void;
  signal?: AbortSignal;
}

/** Above this nobody would find anything, and the layout takes more than minutes. */
export const MAX_MAP_ITEMS = 100_000;
/** What tells how known an item is and not what taste it is for; when it is from stays. */
const NUISANCES = ['rating', 'ratingKnown', 'popularity', 'popularityKnown'] as const;

/** @returns undefined for more than 100,000 items: such a bundle has no map */
export async function makeMap(input: MakeMapInput): Promise<TasteMapFile | undefined> {
  const { items, embeddings, content, qualityDims, codebooks, seed = 1, onProgress, signal } = input;
  if (items.length > MAX_MAP_ITEMS) return undefined;
  const embeddingDim = embeddings.length / items.length;
  const inLog = Uint8Array.from(items, ({ hasResidual }) => (hasResidual ? 1 : 0));
  const featureColumn = (name: (typeof NUISANCES)[number]) =>
    items.map(({ features }) => features[FEATURES.indexOf(name)]!);
  const rows = mapRows({
    embeddings: quantizeItemEmbeddings(embeddings, itemScaleFor(embeddings, embeddingDim)),
    embeddingDim,
    qualityDims,
    content: { vectors: content, contentDim: CONTENT_DIM },
    nuisances: [inLog, ...NUISANCES.map(featureColumn)],
  });
  const positions = await layOut(rows, { seed, groups: inLog, onProgress, signal });
  return { numItems: items.length, positions, labels: codebooks ? labelsOf(items, codebooks, positions) : [] };
}

function labelsOf(items: readonly BundleItem[], { numLevels, labels }: CodebooksFile, positions: Uint16Array) {
  const codes = Uint8Array.from(items.flatMap(({ semanticId }) => Array.from(semanticId!.codes)));
  return regionLabels({ positions, codes, numLevels, labels });
}
