// What is made of items by themselves, a block of them at a time: on any thread, in any order, and kept between builds.

import { type ContentItem, wholeText, wordTokens } from './item-tokens.ts';
import { type TokenBlock, tokenBlock } from './token-blocks.ts';

export interface DescribedBlock {
  /** f32 [numItems, dim], unit-length rows: vectors of the items' whole texts. */
  content: Float32Array;
  words: TokenBlock;
}

/** Blocks of a catalog, in the order of its items; gone through several times. */
export type Described = Iterable<DescribedBlock>;

/** @param content  f32 [items.length, dim] */
export function describe(items: Iterable<ContentItem>, content: Float32Array): DescribedBlock {
  return { content, words: tokenBlock(wordsOf(items)) };
}

function* wordsOf(items: Iterable<ContentItem>) {
  for (const item of items) yield wordTokens(wholeText(item));
}
