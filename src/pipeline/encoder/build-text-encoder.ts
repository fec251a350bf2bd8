// Makes the text encoder from the installed model package: set-up writes two files, `text-encoder.onnx` (8-bit weights)
// and `tokenizer.json`. Both hold someone else's weights, so both are made on the spot and never committed.

import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeTokenizerFile } from '../../text/sentencepiece-vocabulary.ts';
import { buildUseLiteGraph } from './use-lite-graph.ts';
import { readUseLiteVocabulary, readUseLiteWeights } from './use-lite-package.ts';
import { pickUseLiteWeights } from './use-lite-weights.ts';

export const TEXT_ENCODER_FILE = 'text-encoder.onnx';
export const TOKENIZER_FILE = 'tokenizer.json';

export interface BuildTextEncoderOptions {
  quantized: boolean; // 8-bit weights (about 7.6 MB) or float32 (about 28 MB)
}

/** The encoder as the bytes of an ONNX model; the same package gives the same bytes. */
export async function buildTextEncoder({ quantized }: BuildTextEncoderOptions): Promise<Uint8Array> {
  return buildUseLiteGraph(pickUseLiteWeights(await readUseLiteWeights()), { quantized });
}

/**
 * Writes the 8-bit encoder and its tokenizer into a bundle folder, each whole or not at all.
 *
 * @returns paths of the two files, relative to `folder`
 */
export async function writeTextEncoder(folder: string): Promise<{ encoderPath: string; tokenizerPath: string }> {
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, TEXT_ENCODER_FILE), await buildTextEncoder({ quantized: true }));
  await writeWhole(join(folder, TOKENIZER_FILE), writeTokenizerFile(await readUseLiteVocabulary()));
  return { encoderPath: TEXT_ENCODER_FILE, tokenizerPath: TOKENIZER_FILE };
}

async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, bytes);
  await rename(part, path);
}
