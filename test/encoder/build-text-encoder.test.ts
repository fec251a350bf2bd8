import * as ort from 'onnxruntime-web';
import { describe, expect, it } from 'vitest';
import { buildTextEncoder } from '../../src/pipeline/encoder/build-text-encoder.ts';
import { readUseLiteVocabulary, readUseLiteWeights } from '../../src/pipeline/encoder/use-lite-package.ts';
import { pickUseLiteWeights } from '../../src/pipeline/encoder/use-lite-weights.ts';
import { parseTokenizerFile, writeTokenizerFile } from '../../src/text/sentencepiece-vocabulary.ts';
import { createTokenBatch } from '../../src/text/token-batch.ts';

const TOKEN_LISTS = [[9, 800, 2000], [17], [], Array.from({ length: 40 }, (_, i) => 100 + 7 * i)].map((ids) =>
  Int32Array.from(ids),
);

async function run(session: ort.InferenceSession, tokenLists: Int32Array[]): Promise<Float32Array> {
  const { tokenIds, mask, batchSize, numTokens } = createTokenBatch(tokenLists);
  const { content_vectors } = await session.run({
    token_ids: new ort.Tensor('int32', tokenIds, [batchSize, numTokens]),
    mask: new ort.Tensor('float32', mask, [batchSize, numTokens]),
  });
  expect(content_vectors!.dims).toEqual([batchSize, 512]);
  return content_vectors!.data as Float32Array;
}

describe.each([{ quantized: false }, { quantized: true }])('the encoder, quantized: $quantized', ({ quantized }) => {
  it('has the same bytes every time', async () => {
    const [first, second] = [await buildTextEncoder({ quantized }), await buildTextEncoder({ quantized })];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  it('gives a text the same vector alone and padded in a batch', async () => {
    const session = await ort.InferenceSession.create(await buildTextEncoder({ quantized }));
    const together = await run(session, TOKEN_LISTS);
    for (const [row, tokens] of TOKEN_LISTS.entries()) {
      const alone = await run(session, [tokens]);
      const widest = await run(session, [tokens, new Int32Array(128).fill(5)]);
      alone.forEach((value, i) => {
        expect(Math.abs(together[row * 512 + i]! - value)).toBeLessThan(1e-6);
        expect(Math.abs(widest[i]! - value)).toBeLessThan(1e-6);
      });
      expect(Math.hypot(...alone)).toBeCloseTo(1, 5);
    }
    await session.release();
  });

  it('does not read the ids of padding', async () => {
    const session = await ort.InferenceSession.create(await buildTextEncoder({ quantized }));
    const mask = new ort.Tensor('float32', Float32Array.of(1, 1, 0, 0), [1, 4]);
    const vectors = [
      [9, 17, 0, 0],
      [9, 17, 4000, 8001],
    ].map(async (ids) => {
      const { content_vectors } = await session.run({
        token_ids: new ort.Tensor('int32', Int32Array.from(ids), [1, 4]),
        mask,
      });
      return content_vectors!.data;
    });
    expect(await vectors[0]).toEqual(await vectors[1]);
    await session.release();
  });
});

describe('set-up', () => {
  it('makes the same 8-bit encoder each time, and a tokenizer file that reads back', async () => {
    const encoder = await buildTextEncoder({ quantized: true });
    expect(Buffer.compare(encoder, await buildTextEncoder({ quantized: true }))).toBe(0);
    expect(encoder.length).toBeLessThan(8_000_000);
    const vocabulary = await readUseLiteVocabulary();
    expect(parseTokenizerFile(writeTokenizerFile(vocabulary))).toEqual(vocabulary);
  });

  it('refuses a model package that holds another model', async () => {
    const weights = new Map(await readUseLiteWeights());
    weights.set('module/Embeddings_en', { shape: [2, 256], data: new Float32Array(512) });
    expect(() => pickUseLiteWeights(weights)).toThrow(
      'text encoder: module/Embeddings_en has shape [2,256], expected float32 [8002,256]',
    );
    weights.delete('module/Embeddings_en');
    expect(() => pickUseLiteWeights(weights)).toThrow('the model package has no tensor module/Embeddings_en');
  });
});
