import type { InferenceSession } from 'onnxruntime-common';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDevice } from '../../src/backends/adapter.ts';
import { createTokenizer, type Tokenizer } from '../../src/text/sentencepiece.ts';
import { parseTokenizerFile } from '../../src/text/sentencepiece-vocabulary.ts';
import { capTokens, createTokenBatch } from '../../src/text/token-batch.ts';
import type { OrtModule } from '../../src/towers/session.ts';

const TEXTS = [
  'a funny space adventure for kids',
  '',
  'Blade Runner. Thriller, science fiction. Directed by Ridley Scott.',
  '漢字 and emoji 😀',
  'word '.repeat(400),
];

let bytes: Uint8Array;
let tokenizer: Tokenizer;

/** One of the two files that set-up makes; the test server hosts them where the built page has them. */
async function fetchModelFile(name: string): Promise<Uint8Array> {
  const response = await fetch(`/models/${name}`);
  const isFile = response.ok && !response.headers.get('content-type')?.startsWith('text/html');
  if (!isFile) throw new Error(`public/models/${name} is not there: run npm run setup first`);
  return new Uint8Array(await response.arrayBuffer());
}

async function encode(ort: OrtModule, session: InferenceSession, texts: string[]): Promise<Float32Array[]> {
  const batch = createTokenBatch(texts.map((text) => capTokens(tokenizer.encode(text)).tokens));
  const shape = [batch.batchSize, batch.numTokens];
  const { content_vectors } = await session.run({
    token_ids: new ort.Tensor('int32', batch.tokenIds, shape),
    mask: new ort.Tensor('float32', batch.mask, shape),
  });
  const data = (await content_vectors!.getData()) as Float32Array;
  return texts.map((_, row) => data.slice(row * 512, (row + 1) * 512));
}

function expectClose(actual: Float32Array[], expected: Float32Array[]): void {
  actual.forEach((vector, row) => {
    const difference = vector.reduce((max, value, i) => Math.max(max, Math.abs(value - expected[row]![i]!)), 0);
    expect(difference, `largest difference of text ${row}`).toBeLessThan(1e-4);
  });
}

beforeAll(async () => {
  bytes = await fetchModelFile('text-encoder.onnx');
  tokenizer = createTokenizer(parseTokenizerFile(await fetchModelFile('tokenizer.json')));
});

describe('the 8-bit text encoder', () => {
  it('runs whole on WebGPU, with the vectors of WebAssembly, in batches of any shape', async ({ skip }) => {
    const device = await openDevice(true);
    if (!device) return skip('no WebGPU adapter');
    if (!('Suspending' in WebAssembly)) return skip('this browser cannot suspend WebAssembly');
    const ort: OrtModule = await import('onnxruntime-web/jspi');
    const onGpu = await ort.InferenceSession.create(bytes, {
      executionProviders: [{ name: 'webgpu', device }],
      extra: { session: { disable_cpu_ep_fallback: '1' } },
    });
    const onCpu = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
    const expected = await encode(ort, onCpu, TEXTS);
    expectClose(await encode(ort, onGpu, TEXTS), expected);
    for (const [row, text] of TEXTS.entries()) expectClose(await encode(ort, onGpu, [text]), [expected[row]!]);
    await Promise.all([onGpu.release(), onCpu.release()]);
    device.destroy();
  });
});
