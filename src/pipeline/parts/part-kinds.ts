// What a part of a build can be. Each is a function of its inputs and settings alone, and gives the same bytes wherever it
// runs: on this thread, on another, or on another machine.

import { type AlikeIndex, nearestOfCell } from '../../untrained/likeness/alike-index.ts';
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
  /** An index, and a cell of it -> the nearest of its items. */
  nearest: async ([input], { cell, k }) => {
    const { counts, items, scores } = nearestOfCell(input as unknown as AlikeIndex, cell!, k!);
    return { counts, items, scores };
  },
} as const satisfies Record<string, RunPart>;

let encoder: ReturnType<typeof openEnglishEncoder> | undefined;

export type PartKind = keyof typeof PART_KINDS;
