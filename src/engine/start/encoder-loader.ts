// Starts the text encoder, which runs by ONNX Runtime in WebAssembly whatever the towers run on.
import { type HostedModel, ModelHost } from '../../backends/model-host.ts';
import type { RuntimeBinary } from '../../backends/runtime-binary.ts';
import { mayCompileWasm, plainRuntime, runtimeBinary } from '../../backends/runtimes.ts';
import { ModelLoadError, messageOf } from '../../errors.ts';
import type { BundleFile } from '../../formats/manifest.ts';
import { createTokenizer } from '../../text/sentencepiece.ts';
import { parseTokenizerFile } from '../../text/sentencepiece-vocabulary.ts';
import type { OrtModule, SessionOptions } from '../../towers/session.ts';
import { countTensorValues, type TensorCount } from '../../towers/tensor-counts.ts';
import { createTextEncoder, type TextEncoderModel } from '../../towers/text-encoder.ts';
import type { FileSource } from '../base/file-source.ts';

export interface EncoderSource extends Pick<FileSource, 'manifest' | 'status'> {
  fetch(file: BundleFile): Promise<Uint8Array<ArrayBuffer>>;
  /** Told what the encoder is made of. */
  tensors: Map<string, TensorCount[]>;
}

export class EncoderLoader {
  readonly #source: EncoderSource;
  readonly #host: ModelHost<{ ort: OrtModule; sessionOptions: SessionOptions }>;

  constructor(source: EncoderSource) {
    this.#source = source;
    const { sessionOptions } = plainRuntime();
    const load = async () => ({ ort: await this.#loadRuntime(), sessionOptions });
    this.#host = new ModelHost([{ backend: 'wasm', label: 'ONNX Runtime', load }], (_, reason) =>
      this.#tellAbort(reason),
    );
  }

  /** @throws ModelLoadError when the bundle has none, as for a file that fails or a model that does not start */
  async start(): Promise<HostedModel<TextEncoderModel>> {
    const { textEncoder, tokenizer } = this.#source.manifest.models;
    if (!textEncoder || !tokenizer) throw new ModelLoadError('text-encoder: the bundle has none');
    if (!mayCompileWasm()) {
      throw new ModelLoadError(
        `text-encoder: the page's policy forbids WebAssembly, expected 'wasm-unsafe-eval' in script-src`,
      );
    }
    const [bytes, vocabulary] = await Promise.all([
      this.#source.fetch(textEncoder),
      this.#source.fetch(tokenizer).then(parseTokenizerFile),
    ]);
    const pieces = createTokenizer(vocabulary);
    const encoder = await this.#host.add(({ ort, sessionOptions }) =>
      createTextEncoder(ort, bytes, pieces, { sessionOptions }),
    );
    this.#source.tensors.set(textEncoder.path, countTensorValues(bytes));
    return encoder;
  }

  /** The WebAssembly that it runs on. @throws where it cannot be had */
  async runtimeBinary(): Promise<RuntimeBinary | undefined> {
    await this.#loadRuntime();
    return runtimeBinary();
  }

  dispose(): Promise<void> {
    return this.#host.dispose();
  }

  async #loadRuntime(): Promise<OrtModule> {
    const { status } = this.#source;
    if (status.stateOf('runtime') === 'idle') status.setPart('runtime', { state: 'loading' });
    try {
      const ort = await plainRuntime().load();
      if (status.stateOf('runtime') === 'loading') status.setPart('runtime', { state: 'ready' });
      return ort;
    } catch (error) {
      const message = `ONNX Runtime starts no model: ${messageOf(error)}`;
      if (status.stateOf('runtime') === 'loading') status.setPart('runtime', { state: 'failed', message });
      throw error;
    }
  }

  #tellAbort(reason: string): void {
    const message = `ONNX Runtime aborted (${reason}): search goes by words until it is started again.`;
    this.#source.status.setPart('runtime', { state: 'failed', message });
  }
}
