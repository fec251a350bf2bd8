// A sentence encoder that a site brings for its items (`--encoder DIR`): an ONNX model, its tokenizer.json as Hugging Face
// writes it, and encoder.json, which says how a sentence's vector is made of them. Its vectors are taken into the space of
// the text encoder that pages have, by a linear map fitted on the catalog: so a page searches them with what it has.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-common';
import * as v from 'valibot';
import { InputError, messageOf } from '../../errors.ts';
import { l2NormalizeRows } from '../../numerics/l2-normalize.ts';
import type { OrtModule } from '../../towers/session.ts';

export const ENCODER_FILE = 'encoder.json';
const LONGEST = 512;
const BATCH = 32;

const descriptionSchema = v.strictObject({
  /** ONNX, and the tokenizer's two files, in the folder. */
  model: v.optional(v.string(), 'model.onnx'),
  tokenizer: v.optional(v.string(), 'tokenizer.json'),
  tokenizerConfig: v.optional(v.string(), 'tokenizer_config.json'),
  /** What makes one vector of those of the tokens: their mean, that of the first, or nothing (the model does it). */
  pooling: v.picklist(['mean', 'cls', 'none']),
  /** Longer texts are cut. */
  maxTokens: v.optional(v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(LONGEST)), 256),
  /** Stands before each text: some encoders were trained with one for passages. */
  prefix: v.optional(v.string(), ''),
  /** Name of the output that is read (default: the first). */
  output: v.optional(v.string()),
});

const EXAMPLE = '{"pooling": "mean", "maxTokens": 256, "prefix": ""}';

export interface SentenceEncoder {
  /** f32 [texts.length, dim], rows of unit length. */
  encodeAll(texts: readonly string[], options?: EncodeOptions): Promise<Float32Array>;
}

interface EncodeOptions {
  onProgress?: (done: number, total: number) => void;
  signal?: AbortSignal;
}

interface Tokens {
  ids: readonly number[];
  types: readonly number[];
}

/** @throws InputError for a folder that is not as encoder.json should have it */
export async function openSentenceEncoder(folder: string, ort: OrtModule): Promise<SentenceEncoder> {
  const found = v.safeParse(descriptionSchema, await readJson(join(folder, ENCODER_FILE), EXAMPLE));
  if (!found.success) {
    const { message, path } = found.issues[0];
    const at = path?.map(({ key }) => String(key)).join('.') ?? '';
    throw new InputError({ file: join(folder, ENCODER_FILE), found: `${at} ${message}`.trim(), expected: EXAMPLE });
  }
  const { model, tokenizer, tokenizerConfig, pooling, maxTokens, prefix, output } = found.output;
  const { Tokenizer } = await import('@huggingface/tokenizers');
  const config = await readJson(join(folder, tokenizerConfig)).catch(() => ({}));
  const split = new Tokenizer(await readJson(join(folder, tokenizer)), config);
  const path = join(folder, model);
  const session = await ort.InferenceSession.create(await fileAt(path)).catch((error: unknown) => {
    throw new InputError({ file: path, found: messageOf(error), expected: 'a model that ONNX Runtime can start' });
  });
  const name = output ?? session.outputNames[0]!;
  const tokensOf = (text: string): Tokens => {
    const { ids, token_type_ids: types = [] } = split.encode(prefix + text, { return_token_type_ids: true });
    // What ends a sentence stays at the end of a cut one.
    const cut = ids.length > maxTokens ? [...ids.slice(0, maxTokens - 1), ids.at(-1)!] : ids;
    return { ids: cut, types: cut.map((_, i) => types[i] ?? 0) };
  };
  return {
    async encodeAll(texts, { onProgress, signal } = {}) {
      const tokens = texts.map(tokensOf);
      // Texts of about one length share a batch: the shorter ones are padded.
      const order = [...tokens.keys()].sort((a, b) => tokens[a]!.ids.length - tokens[b]!.ids.length);
      let rows = new Float32Array(0);
      for (let first = 0; first < order.length; first += BATCH) {
        signal?.throwIfAborted();
        const batch = order.slice(first, first + BATCH);
        const vectors = await encodeBatch(ort, session, {
          batch: batch.map((i) => tokens[i]!),
          pooling,
          output: name,
          path,
        });
        const dim = vectors.length / batch.length;
        if (rows.length === 0) rows = new Float32Array(texts.length * dim);
        for (const [row, i] of batch.entries()) rows.set(vectors.subarray(row * dim, (row + 1) * dim), i * dim);
        onProgress?.(first + batch.length, texts.length);
      }
      return l2NormalizeRows(rows, rows.length / Math.max(1, texts.length));
    },
  };
}

interface Batch {
  batch: readonly Tokens[];
  pooling: 'mean' | 'cls' | 'none';
  output: string;
  /** In messages. */
  path: string;
}

/** f32 [batch, dim] */
async function encodeBatch(
  ort: OrtModule,
  session: InferenceSession,
  { batch, pooling, output, path }: Batch,
): Promise<Float32Array> {
  const length = Math.max(...batch.map(({ ids }) => ids.length));
  const tensor = (read: (tokens: Tokens, place: number) => number) =>
    new ort.Tensor(
      'int64',
      BigInt64Array.from(batch.flatMap((tokens) => Array.from({ length }, (_, place) => BigInt(read(tokens, place))))),
      [batch.length, length],
    );
  const known: Record<string, () => InstanceType<OrtModule['Tensor']>> = {
    input_ids: () => tensor(({ ids }, place) => ids[place] ?? 0),
    attention_mask: () => tensor(({ ids }, place) => (place < ids.length ? 1 : 0)),
    token_type_ids: () => tensor(({ types }, place) => types[place] ?? 0),
  };
  const inputs = Object.fromEntries(
    session.inputNames.map((name) => {
      const make = known[name];
      if (make) return [name, make()];
      throw new InputError({
        file: path,
        found: `an input ${name}`,
        expected: `inputs of ${Object.keys(known).join(', ')}`,
      });
    }),
  );
  const made = (await session.run(inputs, [output]))[output]!;
  const expected = pooling === 'none' ? 2 : 3;
  if (made.type !== 'float32' || made.dims.length !== expected || made.dims[0] !== batch.length) {
    const shape = pooling === 'none' ? '[texts, values]' : '[texts, tokens, values]';
    throw new InputError({
      file: path,
      found: `${made.type} [${made.dims.join(', ')}] as ${output}`,
      expected: `float32 ${shape}, as pooling ${pooling} reads it`,
    });
  }
  const values = made.data as Float32Array;
  if (pooling === 'none') return values;
  const dim = made.dims[2]!;
  const vectors = new Float32Array(batch.length * dim);
  for (const [row, { ids }] of batch.entries()) {
    const count = pooling === 'cls' ? 1 : ids.length;
    for (let place = 0; place < count; place++) {
      for (let d = 0; d < dim; d++) vectors[row * dim + d]! += values[(row * length + place) * dim + d]! / count;
    }
  }
  return vectors;
}

async function readJson(path: string, example?: string): Promise<object> {
  const text = new TextDecoder().decode(await fileAt(path, example));
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError({ file: path, found: messageOf(error), expected: 'JSON' });
  }
}

async function fileAt(path: string, example?: string): Promise<Uint8Array> {
  return readFile(path).catch((error: unknown) => {
    const mend = example && `Write how a text's vector is made, for example ${example}`;
    throw new InputError({
      file: path,
      found: messageOf(error),
      expected: 'a file that can be read',
      ...(mend && { mend }),
    });
  });
}
