// The tokenizer's vocabulary and the file that carries it to the page (`tokenizer.json` beside the text encoder): plain
// JSON, with scores written in full, because a rounded score can turn a tie and with it a token. Set-up makes the file
// from the installed model package; it is never committed.

import { ModelLoadError } from '../errors.ts';

export interface TokenizerVocabulary {
  /** Pieces by id. A leading U+2581 marks the start of a word. */
  readonly pieces: readonly string[];
  /** Log probability of each piece; higher is better. */
  readonly scores: readonly number[];
  /** The first ids (unknown, start, end, ...) that no text turns into. */
  readonly numReserved: number;
}

const FORMAT = 'privet-tokenizer';
const VERSION = 1;
const MODEL = 'sentencepiece-unigram-nfkc';

/** The file of a vocabulary; the same vocabulary gives the same bytes. */
export function writeTokenizerFile(vocabulary: TokenizerVocabulary): Uint8Array<ArrayBuffer> {
  const { numReserved, pieces, scores } = vocabulary;
  return new TextEncoder().encode(
    JSON.stringify({ format: FORMAT, version: VERSION, model: MODEL, numReserved, pieces, scores }),
  );
}

/**
 * Reads and checks a tokenizer file.
 *
 * @throws ModelLoadError if the bytes are no tokenizer file of this version
 */
export function parseTokenizerFile(bytes: Uint8Array): TokenizerVocabulary {
  const file = parseJson(bytes);
  expect('format', file.format, FORMAT);
  expect('version', file.version, VERSION);
  expect('model', file.model, MODEL);
  const { pieces, scores, numReserved } = file;
  if (!Array.isArray(pieces) || !pieces.every((piece) => typeof piece === 'string' && piece !== '')) {
    throw new ModelLoadError('tokenizer: `pieces` is no list of non-empty strings');
  }
  if (!Array.isArray(scores) || !scores.every((score) => Number.isFinite(score))) {
    throw new ModelLoadError('tokenizer: `scores` is no list of finite numbers');
  }
  if (scores.length !== pieces.length) {
    throw new ModelLoadError(`tokenizer: ${scores.length} scores, expected ${pieces.length}, one a piece`);
  }
  if (!Number.isInteger(numReserved) || numReserved < 1 || numReserved > pieces.length) {
    throw new ModelLoadError(`tokenizer: numReserved is ${numReserved}, expected 1 to ${pieces.length}`);
  }
  return { pieces, scores, numReserved };
}

// biome-ignore lint/suspicious/noExplicitAny: every field is checked by the caller
function parseJson(bytes: Uint8Array): Record<string, any> {
  try {
    const value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (typeof value === 'object' && value !== null) return value;
  } catch {
    // Told below, in our words: the parser's would name neither the file nor what to do.
  }
  throw new ModelLoadError(`tokenizer: ${bytes.length} bytes that are no JSON object`);
}

function expect(field: string, actual: unknown, expected: unknown): void {
  if (actual !== expected) {
    throw new ModelLoadError(`tokenizer: ${field} is ${JSON.stringify(actual)}, expected ${JSON.stringify(expected)}`);
  }
}
