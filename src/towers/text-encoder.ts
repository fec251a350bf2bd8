// The text encoder: text -> content vector. The page encodes queries with it, one text at a time, and the items that a
// visitor brings, many at a time.

import { CONTENT_DIM } from '../formats/vocabulary.ts';
import type { Tokenizer } from '../text/sentencepiece.ts';
import { capTokens, createTokenBatch } from '../text/token-batch.ts';
import { createSession, type GraphSpec, type OrtModule, readFloats, type SessionOptions } from './session.ts';

/**
 * Longest text that is tokenized, in UTF-16 code units. The model reads 128 tokens, and tokenizing is linear (100 kB
 * take about 20 ms): this only keeps megabytes of pasted text from blocking the worker.
 */
export const MAX_TEXT_LENGTH = 200_000;

export interface TextEncoderOptions {
  sessionOptions?: SessionOptions;
}

export interface EncodedText {
  /** f32 [512], unit length. */
  contentVector: Float32Array;
  /** Whether the text was longer than the model reads, and only its beginning counts. */
  wasCut: boolean;
}

export interface TextEncoderModel {
  encode(text: string): Promise<EncodedText>;
  /** Content vectors of several token lists at once: f32 [lists.length, 512]. Lists of about one length waste least. */
  encodeTokens(lists: readonly Int32Array[]): Promise<Float32Array>;
  dispose(): Promise<void>;
}

const GRAPH: GraphSpec = {
  inputs: { token_ids: { type: 'int32', shape: [null, null] }, mask: { type: 'float32', shape: [null, null] } },
  outputs: { content_vectors: { type: 'float32', shape: [null, CONTENT_DIM] } },
};

/** @throws ModelLoadError when the bytes are not this encoder */
export async function createTextEncoder(
  ort: OrtModule,
  bytes: Uint8Array,
  tokenizer: Tokenizer,
  { sessionOptions }: TextEncoderOptions = {},
): Promise<TextEncoderModel> {
  const session = await createSession(ort, 'text-encoder', bytes, GRAPH, sessionOptions);
  const encodeTokens = (lists: readonly Int32Array[]) => {
    const { tokenIds, mask, batchSize, numTokens } = createTokenBatch(lists);
    const feeds = {
      token_ids: new ort.Tensor('int32', tokenIds, [batchSize, numTokens]),
      mask: new ort.Tensor('float32', mask, [batchSize, numTokens]),
    };
    return readFloats(session, feeds, 'content_vectors');
  };
  return {
    encodeTokens,
    async encode(text) {
      const capped = capTokens(tokenizer.encode(text.slice(0, MAX_TEXT_LENGTH)));
      const contentVector = await encodeTokens([capped.tokens]);
      return { contentVector, wasCut: capped.wasCut || text.length > MAX_TEXT_LENGTH };
    },
    dispose: () => session.release(),
  };
}
