import * as ort from 'onnxruntime-web';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildTextEncoder } from '../../src/pipeline/encoder/build-text-encoder.ts';
import { createContentEncoder } from '../../src/pipeline/encoder/content-encoder.ts';
import { readUseLiteVocabulary } from '../../src/pipeline/encoder/use-lite-package.ts';
import { createTokenizer } from '../../src/text/sentencepiece.ts';
import { createOriginalEncoder } from './original-encoder.ts';
import { SENTENCES, sampleTexts } from './sample-texts.ts';

const DIM = 512;

/** Real texts; among them none at all, and longer ones than the model reads. The last one may not be empty. */
const texts = ['', ...sampleTexts(540), SENTENCES.join('. '), 'again and again '.repeat(300), 'the end'];
let expected: Float32Array;

beforeAll(async () => {
  const encodeOriginal = await createOriginalEncoder();
  expected = await encodeOriginal(texts);
});

function cosines(actual: Float32Array): number[] {
  return texts.map((_, row) => {
    const rowOf = (vectors: Float32Array) => vectors.subarray(row * DIM, (row + 1) * DIM);
    const [a, b] = [rowOf(actual), rowOf(expected)];
    const dot = (x: Float32Array, y: Float32Array) => x.reduce((sum, value, i) => sum + value * y[i]!, 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  });
}

describe('content vectors beside the original TensorFlow.js model', () => {
  it('are compared on at least 500 different real texts', () => {
    expect(new Set(texts).size).toBeGreaterThanOrEqual(500);
  });

  it.each([
    { name: 'float32', quantized: false, leastCosine: 0.999 },
    { name: '8-bit', quantized: true, leastCosine: 0.99 },
  ])('$name: cosine of at least $leastCosine for every text', async ({ name, quantized, leastCosine }) => {
    const tokenizer = createTokenizer(await readUseLiteVocabulary());
    const encoder = await createContentEncoder({ ort, bytes: await buildTextEncoder({ quantized }), tokenizer });
    const all = cosines(await encoder.encode(texts));
    const min = Math.min(...all);
    const mean = all.reduce((sum, cosine) => sum + cosine, 0) / all.length;
    console.info(`text encoder, ${name}, ${texts.length} texts: cosine min ${min.toFixed(6)}, mean ${mean.toFixed(6)}`);
    expect(min).toBeGreaterThanOrEqual(leastCosine);
    await encoder.dispose();
  });
});
