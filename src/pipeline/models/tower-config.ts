// The sizes that both towers share. Everything else about them is in item-tower.ts and user-tower.ts.

import { CONTENT_DIM, FEATURES, SEQUENCE_LENGTH } from '../../formats/vocabulary.ts';

export interface TowerConfig {
  /** D: width of item and user embeddings, quality dims included. */
  embeddingDim: number;
  /** Q: the last dims of an item embedding are its features (the quality vector), the first D - Q its taste. */
  qualityDims: number;
  contentDim: number;
  /** Codes of a semantic ID, and how many there are a level; 0 levels = the item tower reads none. */
  numLevels: number;
  codebookSize: number;
  /** Width of an item's further vectors (src/text/modalities.ts), flags included; 0 = the item tower reads none. */
  modalityDim: number;
  /** Width of the item tower's hidden layer. */
  itemHiddenDim: number;
  /** L: slots of the history window, the start token included. */
  sequenceLength: number;
  numLayers: number;
  numHeads: number;
  /** Width of the hidden layer of a transformer block's feed-forward part. */
  feedForwardDim: number;
  /** Categoricals of a request (src/towers/context-values.ts); 0 = the user tower reads none. */
  numContexts: number;
  /**
   * Weight of the signed mean of opinions beside what training learned; 0 = there is none. Logs of sites know almost
   * nothing but views, which say little about taste, so the learned answer to a few likes stays close to what is popular,
   * and a person who spoke out expects to see it. Logs of mere views are answered as they were learned.
   */
  opinionStrength: number;
}

/** The film bundle's towers: user tower of 0.9 M parameters. */
export const DEFAULT_TOWER_CONFIG: TowerConfig = {
  embeddingDim: 128,
  qualityDims: FEATURES.length,
  contentDim: CONTENT_DIM,
  numLevels: 0,
  codebookSize: 64,
  modalityDim: 0,
  itemHiddenDim: 256,
  sequenceLength: SEQUENCE_LENGTH,
  numLayers: 2,
  numHeads: 2,
  feedForwardDim: 256,
  numContexts: 0,
  opinionStrength: 2,
};

/** T = D - Q, the width of the part of an item embedding that content and the residual make. */
export function tasteDims(config: TowerConfig): number {
  return config.embeddingDim - config.qualityDims;
}
