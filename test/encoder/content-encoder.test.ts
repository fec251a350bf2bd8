import { mkdtemp, readdir, readFile, rm, truncate } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import * as ort from 'onnxruntime-web';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildTextEncoder } from '../../src/pipeline/encoder/build-text-encoder.ts';
import {
  type ContentEncoder,
  type ContentEncoderOptions,
  createContentEncoder,
} from '../../src/pipeline/encoder/content-encoder.ts';
import { readUseLiteVocabulary } from '../../src/pipeline/encoder/use-lite-package.ts';
import { createTokenizer, type Tokenizer } from '../../src/text/sentencepiece.ts';
import { SENTENCES, sampleTexts } from './sample-texts.ts';

const DIM = 512;
let bytes: Uint8Array;
let tokenizer: Tokenizer;
let encoder: ContentEncoder;

function create(options: Partial<ContentEncoderOptions> = {}): Promise<ContentEncoder> {
  return createContentEncoder({ ort, bytes, tokenizer, ...options });
}

function row(vectors: Float32Array, index: number): Float32Array {
  return vectors.slice(index * DIM, (index + 1) * DIM);
}

beforeAll(async () => {
  bytes = await buildTextEncoder({ quantized: true });
  tokenizer = createTokenizer(await readUseLiteVocabulary());
  encoder = await create();
});

describe('the content encoder', () => {
  it('gives vectors of unit length in the order of the texts', async () => {
    const texts = ['a long text that has more tokens than the next one', 'short', '', '   ', 'short'];
    const vectors = await encoder.encode(texts);
    expect(vectors).toHaveLength(texts.length * DIM);
    for (const [index, text] of texts.entries()) {
      expect(Math.hypot(...row(vectors, index))).toBeCloseTo(1, 5);
      expect(row(vectors, index)).toEqual(await encoder.encode([text]));
    }
  });

  it('gives a text the same bits whatever it is encoded with', async () => {
    const texts = sampleTexts(40);
    const all = await encoder.encode(texts);
    const someTexts = fc.subarray(Array.from(texts.keys()), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(someTexts, async (indexes) => {
        const some = await encoder.encode(indexes.map((index) => texts[index]!));
        indexes.forEach((index, place) => {
          expect(row(some, place)).toEqual(row(all, index));
        });
      }),
      { numRuns: 10, seed: 7 },
    );
  });

  it('gives no vector for no text', async () => {
    expect(await encoder.encode([])).toEqual(new Float32Array(0));
  });

  it('brings near what means the same', async () => {
    const [query, near, far] = ['a film about robots', 'Machines that think. Science fiction', 'A wedding in Tuscany'];
    const vectors = await encoder.encode([query, near, far]);
    const similarity = (other: number) => row(vectors, 0).reduce((sum, x, i) => sum + x * vectors[other * DIM + i]!, 0);
    expect(similarity(1)).toBeGreaterThan(similarity(2));
  });

  it('cuts a text of 100 kB', async () => {
    const long = 'An old lighthouse keeper, a storm, a secret. '.repeat(2300);
    const vectors = await encoder.encode(['short', long, 'other']);
    expect(row(vectors, 1)).toEqual(await encoder.encode([`${long}and more`]));
  });

  it('cuts where it is told to', async () => {
    const first3 = await create({ maxTokens: 3 });
    const vectors = await first3.encode(['one two three four', 'one two three five six']);
    expect(row(vectors, 0)).toEqual(row(vectors, 1));
    await first3.dispose();
  });

  it('tells how far it is, and does not complain of cuts that there were none of', async () => {
    const progress: [number, number][] = [];
    await encoder.encode([...SENTENCES, ...SENTENCES], {
      onProgress: (numDone, numTexts) => progress.push([numDone, numTexts]),
    });
    expect(progress[0]).toEqual([0, 2 * SENTENCES.length]);
    expect(progress.at(-1)).toEqual([2 * SENTENCES.length, 2 * SENTENCES.length]);
    expect(progress.map(([numDone]) => numDone)).toEqual(progress.map(([numDone]) => numDone).sort((a, b) => a - b));
  });

  it.each([{ batchSize: 1 }, { batchSize: Number.NaN }, { maxTokens: 0 }, { maxTokens: 129 }])(
    'refuses %j',
    async (options) => {
      await expect(create(options)).rejects.toThrow(/content encoder: (batchSize|maxTokens) is .*, expected/);
    },
  );
});

describe('the cache of content vectors', () => {
  let cacheFolder: string;
  /** ONNX Runtime, which counts the rows that it encodes. */
  let numRows: number;
  const countingOrt = {
    ...ort,
    InferenceSession: {
      async create(model: Uint8Array) {
        const session = await ort.InferenceSession.create(model);
        const run = (feeds: Record<string, ort.Tensor>) => {
          numRows += feeds.mask!.dims[0]!;
          return session.run(feeds);
        };
        return { run, release: () => session.release() };
      },
    },
  } as unknown as ContentEncoderOptions['ort'];

  beforeEach(async () => {
    cacheFolder = await mkdtemp(join(tmpdir(), 'privet-cache-'));
    numRows = 0;
  });
  afterEach(() => rm(cacheFolder, { recursive: true }));

  async function encodeOnce(texts: string[], options = {}): Promise<Float32Array> {
    const cached = await create({ ort: countingOrt, cacheFolder });
    return cached.encode(texts, options).finally(() => cached.dispose());
  }

  it('encodes a text once, and gives the same bits from then on', async () => {
    const fresh = await encodeOnce(SENTENCES);
    const numFirst = numRows;
    expect(await encodeOnce(SENTENCES.toReversed().toReversed())).toEqual(fresh);
    expect(numRows).toBe(numFirst);
    await encodeOnce([...SENTENCES, 'a new one', 'A NEW ONE, AND LONGER THAN THE REST OF THEM ALL IN CAPITALS']);
    expect(numRows).toBe(numFirst + 4); // each of the two runs beside itself
    expect(await encoder.encode(SENTENCES)).toEqual(fresh);
  });

  it('keeps what was done before an abort', async () => {
    const controller = new AbortController();
    const stopSoon = (numDone: number) => numDone >= 5 && controller.abort(new Error('enough'));
    const aborted = encodeOnce(SENTENCES, { signal: controller.signal, onProgress: stopSoon });
    await expect(aborted).rejects.toThrow('enough');
    const numFirst = numRows;
    expect(numFirst).toBeGreaterThan(0);
    numRows = 0;
    expect(await encodeOnce(SENTENCES)).toEqual(await encoder.encode(SENTENCES));
    const numSecond = numRows;
    numRows = 0;
    await rm(cacheFolder, { recursive: true });
    await encodeOnce(SENTENCES);
    expect(numSecond).toBeLessThan(numRows);
  });

  it('makes good a file that was cut off, and leaves no half-written one', async () => {
    const fresh = await encodeOnce(SENTENCES);
    const file = (await readdir(cacheFolder))[0]!;
    const whole = await readFile(join(cacheFolder, file));
    await truncate(join(cacheFolder, file), whole.length - 100);
    expect(await encodeOnce(SENTENCES)).toEqual(fresh);
    expect(await readFile(join(cacheFolder, file))).toEqual(whole);
    expect(await readdir(cacheFolder)).toEqual([file]);
  });
});
