// Content vectors of many texts, at set-up and in builds. Texts are batched with others of exactly their number of
// tokens: nothing is spent on padding, and a text's vector has the same bits whatever it is encoded with, so that a
// cached vector is as good as a fresh one and the same catalog gives the same bytes.

import { createHash } from 'node:crypto';
import type { InferenceSession } from 'onnxruntime-common';
import { CONTENT_DIM } from '../../formats/vocabulary.ts';
import type { Tokenizer } from '../../text/sentencepiece.ts';
import { capTokens, createTokenBatch, MAX_TOKENS } from '../../text/token-batch.ts';
import type { OrtModule } from '../../towers/session.ts';
import { openVectorCache, type VectorCache } from './vector-cache.ts';

const DEFAULT_BATCH_SIZE = 16;

export interface ContentEncoderOptions {
  ort: OrtModule; // onnxruntime-web or onnxruntime-node
  bytes: Uint8Array; // text-encoder.onnx
  tokenizer: Tokenizer;
  batchSize?: number; // texts a run, at least 2 (default 16: more gained nothing on 2 cores)
  maxTokens?: number; // tokens of a text that count (default and at most MAX_TOKENS)
  cacheFolder?: string; // keeps vectors on disk between runs (default: nothing is kept)
}

export interface EncodeOptions {
  onProgress?: (numDone: number, numTexts: number) => void;
  signal?: AbortSignal;
}

export interface ContentEncoder {
  /**
   * Content vectors: f32 [texts.length, 512], rows of unit length. Equal texts are encoded once.
   *
   * @throws the signal's reason once it aborts; what was encoded until then stays in the cache
   */
  encode(texts: readonly string[], options?: EncodeOptions): Promise<Float32Array>;
  dispose(): Promise<void>;
}

/** Texts that share a vector. */
interface Entry {
  readonly tokens: Int32Array;
  readonly textIndexes: number[];
}

export async function createContentEncoder(options: ContentEncoderOptions): Promise<ContentEncoder> {
  const { ort, bytes, tokenizer, cacheFolder, batchSize = DEFAULT_BATCH_SIZE, maxTokens = MAX_TOKENS } = options;
  if (!(batchSize >= 2)) throw new RangeError(`content encoder: batchSize is ${batchSize}, expected at least 2`);
  if (!(maxTokens >= 1 && maxTokens <= MAX_TOKENS)) {
    throw new RangeError(`content encoder: maxTokens is ${maxTokens}, expected 1 to ${MAX_TOKENS}`);
  }
  const session = await ort.InferenceSession.create(bytes);
  const cache = cacheFolder === undefined ? undefined : await openVectorCache(cacheFolder, fingerprint(ort, bytes));
  return {
    async encode(texts, encodeOptions = {}) {
      const entries = collectEntries(texts, tokenizer, maxTokens);
      try {
        return await encodeEntries(entries, texts.length, { ort, session, batchSize, cache, ...encodeOptions });
      } finally {
        await cache?.save();
      }
    },
    dispose: () => session.release(),
  };
}

/** Tells the vectors of one model on one version of ONNX Runtime from all others. */
function fingerprint(ort: OrtModule, bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).update(JSON.stringify(ort.env.versions)).digest('hex').slice(0, 16);
}

function collectEntries(texts: readonly string[], tokenizer: Tokenizer, maxTokens: number): Entry[] {
  const entries = new Map<string, Entry>();
  texts.forEach((text, textIndex) => {
    const { tokens } = capTokens(tokenizer.encode(text), maxTokens);
    const key = tokens.join();
    const entry = entries.get(key);
    if (entry) entry.textIndexes.push(textIndex);
    else entries.set(key, { tokens, textIndexes: [textIndex] });
  });
  return [...entries.values()];
}

interface EncodeContext extends EncodeOptions {
  ort: OrtModule;
  session: InferenceSession;
  batchSize: number;
  cache: VectorCache | undefined;
}

async function encodeEntries(entries: Entry[], numTexts: number, context: EncodeContext): Promise<Float32Array> {
  const { cache, onProgress, signal } = context;
  const vectors = new Float32Array(numTexts * CONTENT_DIM);
  let numDone = 0;
  const place = ({ textIndexes }: Entry, vector: Float32Array) => {
    for (const textIndex of textIndexes) vectors.set(vector, textIndex * CONTENT_DIM);
    numDone += textIndexes.length;
  };
  const missing: Entry[] = [];
  for (const entry of entries) {
    const vector = cache?.get(entry.tokens);
    if (vector) place(entry, vector);
    else missing.push(entry);
  }
  onProgress?.(numDone, numTexts);
  for (const batch of batchesOfEqualLength(missing, context.batchSize)) {
    signal?.throwIfAborted();
    const rows = await runBatch(batch, context);
    batch.forEach((entry, row) => {
      const vector = rows.subarray(row * CONTENT_DIM, (row + 1) * CONTENT_DIM);
      cache?.set(entry.tokens, vector);
      place(entry, vector);
    });
    onProgress?.(numDone, numTexts);
  }
  return vectors;
}

/** Shortest texts first; no batch mixes lengths. */
function* batchesOfEqualLength(entries: readonly Entry[], batchSize: number): Generator<Entry[]> {
  const sorted = entries.toSorted((a, b) => a.tokens.length - b.tokens.length);
  for (let first = 0, end = 0; first < sorted.length; first = end) {
    const { length } = sorted[first]!.tokens;
    while (end < sorted.length && end - first < batchSize && sorted[end]!.tokens.length === length) end++;
    yield sorted.slice(first, end);
  }
}

/** f32 [at least batch.length, 512]. */
async function runBatch(batch: readonly Entry[], { ort, session }: EncodeContext): Promise<Float32Array> {
  const tokenLists = batch.map(({ tokens }) => tokens);
  // onnxruntime-node multiplies a single row by other code, whose last bits differ: a lone text runs beside itself.
  if (tokenLists.length === 1) tokenLists.push(tokenLists[0]!);
  const { tokenIds, mask, batchSize, numTokens } = createTokenBatch(tokenLists);
  const results = await session.run({
    token_ids: new ort.Tensor('int32', tokenIds, [batchSize, numTokens]),
    mask: new ort.Tensor('float32', mask, [batchSize, numTokens]),
  });
  return results.content_vectors!.data as Float32Array;
}
