// What training reads of items: their texts in several wordings as content vectors, semantic IDs, further vectors,
// features.

import { createRandom } from '../../numerics/random.ts';
import { fitSemanticIds, type SemanticIds } from '../../semantic-ids/fit-semantic-ids.ts';
import type { ItemTextFields } from '../../text/item-text.ts';
import { type Modality, modalityDim, modalityVectors, type OwnVectors } from '../../text/modalities.ts';
import { DEFAULT_TOWER_CONFIG, type TowerConfig } from '../models/tower-config.ts';
import type { Wording } from './text-variants.ts';
import type { TrainingItems, TrainingLog } from './training-data.ts';

/** Content vectors f32 [texts.length, 256] of texts. */
export type EncodeTexts = (texts: readonly string[]) => Promise<Float32Array> | Float32Array;

interface DescribeOptions {
  itemIds: readonly string[];
  /** One an item, as all that follows. */
  fields: readonly ItemTextFields[];
  /** f32 [numItems, Q] (src/items/feature-scaling.ts), from the training part alone */
  features: Float32Array;
  /** Further vectors that the item tower reads, and those that the items bring themselves (default: none). */
  modalities: readonly Modality[];
  vectors?: readonly OwnVectors[];
  /** The first is the one that is served. All that is random in them is drawn in this order, item by item. */
  wordings: readonly Wording[];
  encode: EncodeTexts;
  seed: number;
  /** Rows that the codebooks of semantic IDs are fitted on (default: all). */
  codebookRows?: Uint32Array;
}

export interface DescribedItems {
  items: TrainingItems;
  semanticIds: SemanticIds;
}

export async function describeItems(options: DescribeOptions): Promise<DescribedItems> {
  const { itemIds, fields, features, modalities: layout, vectors, wordings, encode, seed, codebookRows } = options;
  const random = createRandom(seed);
  const contentVariants: Float32Array[] = [];
  for (const wording of wordings) contentVariants.push(await encode(fields.map((item) => wording(item, random))));
  const semanticIds = fitSemanticIds(itemIds, contentVariants[0]!, fields, seed, codebookRows);
  const modalities = { layout, values: modalityVectors(fields, layout, vectors) };
  const numItems = fields.length;
  return { items: { numItems, contentVariants, features, codes: semanticIds.codes, modalities }, semanticIds };
}

/** The default sizes, with what the item tower reads of these items, and the user tower of this log's contexts. */
export function towerConfig(
  { items: { modalities }, semanticIds: { codebooks } }: DescribedItems,
  { contexts = [] }: Pick<TrainingLog, 'contexts'>,
): TowerConfig {
  const { numLevels, codebookSize } = codebooks;
  const inputs = { numLevels, codebookSize, modalityDim: modalityDim(modalities?.layout ?? []) };
  return { ...DEFAULT_TOWER_CONFIG, ...inputs, numContexts: contexts.length };
}
