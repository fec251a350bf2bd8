// A text encoder that knows nothing of words: each has a vector of its own, and a text is the sum of its words.
import { CONTENT_DIM } from '../../src/formats/vocabulary.ts';
import { l2NormalizeRows } from '../../src/numerics/l2-normalize.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { hashWord, titleWords } from '../../src/text/hash-words.ts';

/** f32 [texts.length, 256] */
export function encodeWords(texts: readonly string[]): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(texts.length * CONTENT_DIM);
  for (const [i, text] of texts.entries()) {
    for (const word of titleWords(text)) {
      const random = createRandom(hashWord(word));
      for (let d = 0; d < CONTENT_DIM; d++) rows[i * CONTENT_DIM + d]! += random.normal();
    }
  }
  return l2NormalizeRows(rows, CONTENT_DIM);
}
