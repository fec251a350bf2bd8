// What a part of a build can be. Each is a function of its inputs and settings alone, and gives the same bytes wherever it
// runs: on this thread, on another, or on another machine.

import { type AlikeIndex, type Nearest, nearestOfCell } from '../../untrained/likeness/alike-index.ts';
import { wordTokens } from '../../untrained/likeness/item-tokens.ts';
import { tokenBlock } from '../../untrained/likeness/token-blocks.ts';
import { openEnglishEncoder } from '../encoder/english-encoder.ts';
import type { PartRecord } from './part-records.ts';

export type Settings = Readonly<Record<string, number>>;
type RunPart = (inputs: readonly PartRecord[], settings: Settings) => Promise<PartRecord>;

export const PART_KINDS = {
  /** `texts` -> their content vectors and words. */
  describe: async ([input]) => {
    const texts = input!.texts as readonly string[];
    encoder ??= openEnglishEncoder();
    const { offsets, tokens, weights } = tokenBlock(texts.map(wordTokens));
    return { content: (await encoder).encodeAll(texts), offsets, tokens, weights };
  },
  /** An index, and cells `first` to `end - 1` of it -> the nearest of their items, cell behind cell. */
  nearest: async ([input], { first, end, k }) => {
    const index = input as unknown as AlikeIndex;
    const found: Nearest[] = [];
    for (let cell = first!; cell < end!; cell++) found.push(nearestOfCell(index, cell, k!));
    const joined = (name: 'counts' | 'items') =>
      Uint32Array.from(found.flatMap((nearest) => Array.from(nearest[name])));
    const scores = Int32Array.from(found.flatMap((nearest) => Array.from(nearest.scores)));
    return { counts: joined('counts'), items: joined('items'), scores };
  },
} as const satisfies Record<string, RunPart>;

let encoder: ReturnType<typeof openEnglishEncoder> | undefined;

export type PartKind = keyof typeof PART_KINDS;
