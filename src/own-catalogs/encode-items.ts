// Turns the texts of a visitor's items into content vectors, a few at a time, so that the worker can be told to stop in
// between.

import { handedRuntime } from '../backends/runtimes.ts';
import { ModelLoadError } from '../errors.ts';
import type { BundleFile } from '../formats/manifest.ts';
import { sha256Hex } from '../formats/sha256.ts';
import { CONTENT_DIM } from '../formats/vocabulary.ts';
import { createTokenizer, type Tokenizer } from '../text/sentencepiece.ts';
import { parseTokenizerFile } from '../text/sentencepiece-vocabulary.ts';
import { capTokens } from '../text/token-batch.ts';
import { createTextEncoder } from '../towers/text-encoder.ts';
import { EncoderPool } from './encoder-pool.ts';
import type { EncoderFile, EncoderParts } from './own-catalogs-api.ts';

/** Tokens of an item that count: what follows costs time and says little new. */
const MAX_ITEM_TOKENS = 64;
/** Texts a run: 16 take a third of the time of single ones, and more gain nothing. */
const BATCH_SIZE = 16;

/** The text encoder with the entries of the bundle that it came from: a search needs the very same. */
export interface ItemEncoder {
  files: { textEncoder: BundleFile; tokenizer: BundleFile };
  /**
   * @param goesOn  asked after each run
   * @returns       f32 [texts.length, 512]; undefined when it was ended
   */
  encode(texts: readonly string[], goesOn: (numDone: number) => boolean): Promise<Float32Array | undefined>;
  dispose(): Promise<void>;
}

/** @throws ModelLoadError for bytes that are not those of the bundle, or are no encoder */
export async function openItemEncoder({ textEncoder, tokenizer, runtime: binary }: EncoderParts): Promise<ItemEncoder> {
  const [bytes, vocabulary] = [await checked(textEncoder), await checked(tokenizer)];
  const pieces = createTokenizer(parseTokenizerFile(vocabulary));
  const runtime = handedRuntime(binary);
  const ort = await runtime.load();
  const model = await createTextEncoder(ort, bytes, pieces, { sessionOptions: runtime.sessionOptions });
  const pool = new EncoderPool(model, bytes, binary);
  return {
    files: { textEncoder: textEncoder.file, tokenizer: tokenizer.file },
    encode: (texts, goesOn) => encode(texts, pieces, pool, goesOn),
    dispose: () => pool.dispose(),
  };
}

/** Catalogs are kept with the hashes of what encoded them: it must be what they say. */
async function checked({ file, bytes }: EncoderFile): Promise<Uint8Array<ArrayBuffer>> {
  const sha256 = await sha256Hex(bytes);
  if (sha256 !== file.sha256) throw new ModelLoadError(`${file.path}: has SHA-256 ${sha256}, expected ${file.sha256}`);
  return bytes;
}

/** Texts of about one length share a run, so that little is spent on padding. */
async function encode(
  texts: readonly string[],
  tokenizer: Tokenizer,
  pool: EncoderPool,
  goesOn: (numDone: number) => boolean,
): Promise<Float32Array | undefined> {
  const lists = texts.map((text, i) => ({ i, tokens: capTokens(tokenizer.encode(text), MAX_ITEM_TOKENS).tokens }));
  lists.sort((a, b) => a.tokens.length - b.tokens.length || a.i - b.i);
  const batches = Array.from({ length: Math.ceil(lists.length / BATCH_SIZE) }, (_, n) =>
    lists.slice(n * BATCH_SIZE, (n + 1) * BATCH_SIZE),
  );
  const vectors = new Float32Array(texts.length * CONTENT_DIM);
  let numDone = 0;
  await pool.run(
    batches.map((batch) => batch.map(({ tokens }) => tokens)),
    (n, rows) => {
      for (const [row, { i }] of batches[n]!.entries()) {
        vectors.set(rows.subarray(row * CONTENT_DIM, (row + 1) * CONTENT_DIM), i * CONTENT_DIM);
      }
      numDone += batches[n]!.length;
      return goesOn(numDone);
    },
  );
  return numDone === texts.length ? vectors : undefined;
}
