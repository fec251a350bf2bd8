// The entry of a helper that encodes beside the builder: the same text encoder on another core. It gets the model's
// bytes and the runtime's WebAssembly handed, so that nothing of them is fetched again.
import { expose } from 'comlink';
import type { RuntimeBinary } from '../backends/runtime-binary.ts';
import { handedRuntime } from '../backends/runtimes.ts';
import { hearOfParts } from '../fetching/checked-code/import-part.ts';
import { createTextEncoder, type TextEncoderModel } from '../towers/text-encoder.ts';

/** Token lists come from the builder; there is no text to cut here. */
const NO_TOKENIZER = { numPieces: 0, encode: () => new Int32Array() };

let model: TextEncoderModel | undefined;

const api = {
  async open(bytes: Uint8Array, binary: RuntimeBinary | undefined): Promise<void> {
    const runtime = handedRuntime(binary);
    model = await createTextEncoder(await runtime.load(), bytes, NO_TOKENIZER, {
      sessionOptions: runtime.sessionOptions,
    });
  },
  /** f32 [lists.length, 512] */
  async encodeTokens(lists: Int32Array[]): Promise<Float32Array> {
    if (!model) throw new Error('encode worker: it is not open yet');
    return model.encodeTokens(lists);
  },
};
export type EncodeHelper = typeof api;

hearOfParts();
expose(api);
