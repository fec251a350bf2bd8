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

/** Some of its items, in the order of `chosen`. */
export function selectDescribed({ content, words }: DescribedBlock, chosen: readonly number[]): DescribedBlock {
  const dim = content.length / Math.max(1, words.offsets.length - 1);
  const selected = new Float32Array(chosen.length * dim);
  const offsets = new Uint32Array(chosen.length + 1);
  for (const [i, item] of chosen.entries()) {
    selected.set(content.subarray(item * dim, (item + 1) * dim), i * dim);
    offsets[i + 1] = offsets[i]! + words.offsets[item + 1]! - words.offsets[item]!;
  }
  const size = offsets[chosen.length]!;
  const [tokens, weights] = [new Uint32Array(size), new Float32Array(size)];
  for (const [i, item] of chosen.entries()) {
    tokens.set(words.tokens.subarray(words.offsets[item], words.offsets[item + 1]), offsets[i]);
    weights.set(words.weights.subarray(words.offsets[item], words.offsets[item + 1]), offsets[i]);
  }
  return { content: selected, words: { offsets, tokens, weights } };
}
