// Makes the text encoder from the installed model package. It holds someone else's weights, so it is made on the spot
// and never committed.

import { buildUseLiteGraph } from './use-lite-graph.ts';
import { readUseLiteWeights } from './use-lite-package.ts';
import { pickUseLiteWeights } from './use-lite-weights.ts';

interface BuildTextEncoderOptions {
  quantized: boolean; // 8-bit weights (about 7.6 MB) or float32 (about 28 MB)
}

/** The encoder as the bytes of an ONNX model; the same package gives the same bytes. */
export async function buildTextEncoder({ quantized }: BuildTextEncoderOptions): Promise<Uint8Array> {
  return buildUseLiteGraph(pickUseLiteWeights(await readUseLiteWeights()), { quantized });
}
