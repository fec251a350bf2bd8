// The text encoder: text -> content vector. A text's vector is the sum of its pieces' vectors, which were trained so that
// the sum says what a sentence encoder would (research/encoder; static embeddings as in Tulkens and van Dongen, Model2Vec,
// 2024). It needs no runtime: the page encodes queries with it, and the items that a visitor brings; the command line a
// site's.
import type { TextEncoderFile } from '../formats/text-encoder.ts';
import { l2NormalizeRows } from '../numerics/l2-normalize.ts';
import { createWordPieces } from '../text/word-pieces.ts';

/**
 * Longest text that is read, in UTF-16 code units: more of it changes its mean little, and megabytes of pasted text would
 * block the worker.
 */
export const MAX_TEXT_LENGTH = 20_000;

export interface EncodedText {
  /** f32 [dim], unit length; zeros for a text of which no piece is known. */
  contentVector: Float32Array;
  /** Whether the text was longer than is read, and only its beginning counts. */
  wasCut: boolean;
}

export interface ContentEncoder {
  /** Values of a content vector. */
  readonly dim: number;
  encode(text: string): EncodedText;
  /** f32 [texts.length, dim], as `encode` each. */
  encodeAll(texts: readonly string[]): Float32Array<ArrayBuffer>;
}

/** Makes an encoder of a file's content, which it keeps. */
export function createContentEncoder({ dim, pieces, steps, scales, codes }: TextEncoderFile): ContentEncoder {
  const tokenizer = createWordPieces(pieces);
  const half = dim / 2;
  /** The two values of a byte. */
  const [low, high] = [4, 0].map((shift) =>
    Float32Array.from({ length: 256 }, (_, byte) => steps[shift ? byte & 15 : byte >> 4]!),
  );
  const addPiece = (piece: number, sums: Float32Array, at: number) => {
    const scale = scales[piece]!;
    const first = piece * half;
    for (let i = 0; i < half; i++) {
      const byte = codes[first + i]!;
      sums[at + 2 * i]! += scale * low![byte]!;
      sums[at + 2 * i + 1]! += scale * high![byte]!;
    }
  };
  const add = (text: string, sums: Float32Array, at: number) => {
    for (const piece of tokenizer.encode(text.slice(0, MAX_TEXT_LENGTH))) addPiece(piece, sums, at);
  };
  const encodeAll = (texts: readonly string[]) => {
    const sums = new Float32Array(texts.length * dim);
    for (const [row, text] of texts.entries()) add(text, sums, row * dim);
    return l2NormalizeRows(sums, dim);
  };
  return {
    dim,
    encodeAll,
    encode: (text) => ({ contentVector: encodeAll([text]), wasCut: text.length > MAX_TEXT_LENGTH }),
  };
}
