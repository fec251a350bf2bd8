// Turns the texts of a visitor's items into content vectors, a few at a time, so that the worker can be told to stop in
// between.

import { plainRuntime } from '../backends/runtimes.ts';
import { fetchVerified } from '../bundle/fetch-verified.ts';
import { loadManifest } from '../bundle/load-bundle.ts';
import { readVersion } from '../bundle/open-version.ts';
import { ModelLoadError } from '../errors.ts';
import type { Integrity } from '../formats/integrity.ts';
import type { BundleFile } from '../formats/manifest.ts';
import { CONTENT_DIM } from '../formats/vocabulary.ts';
import { createTokenizer, type Tokenizer } from '../text/sentencepiece.ts';
import { parseTokenizerFile } from '../text/sentencepiece-vocabulary.ts';
import { capTokens } from '../text/token-batch.ts';
import { createTextEncoder } from '../towers/text-encoder.ts';
import { EncoderPool } from './encoder-pool.ts';

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

/**
 * @param integrity  the manifest that the page names (default: any)
 * @throws CatalogFormatError or ModelLoadError for a bundle without a text encoder, or one that cannot be had; IntegrityError
 */
export async function openItemEncoder(
  manifestUrl: string,
  signal: AbortSignal,
  integrity?: Integrity,
): Promise<ItemEncoder> {
  const { kept, manifest } = await readVersion(manifestUrl, integrity);
  const { textEncoder, tokenizer } = (manifest ?? (await loadManifest(manifestUrl, { signal, integrity }))).models;
  if (!textEncoder || !tokenizer) throw new ModelLoadError('text-encoder: the bundle has none');
  const fetchFile = (file: BundleFile) => fetchVerified(new URL(file.path, manifestUrl).href, file, { kept, signal });
  const runtime = plainRuntime();
  const [ort, bytes, vocabulary] = await Promise.all([
    runtime.load(),
    fetchFile(textEncoder),
    fetchFile(tokenizer).then(parseTokenizerFile),
  ]);
  const pieces = createTokenizer(vocabulary);
  const model = await createTextEncoder(ort, bytes, pieces, { sessionOptions: runtime.sessionOptions });
  const pool = new EncoderPool(model, bytes);
  return {
    files: { textEncoder, tokenizer },
    encode: (texts, goesOn) => encode(texts, pieces, pool, goesOn),
    dispose: () => pool.dispose(),
  };
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
