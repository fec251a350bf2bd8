// Fetches, starts and warms up the models, each when it is first asked for, and tells of it. What fails is forgotten, so
// that a later call tries again (the network may be back); what works is kept.
import { fetchVerified } from '../catalog/fetch-verified.ts';
import { type HostedModel, type Model, type ModelFactory, ModelHost } from '../device/model-host.ts';
import { type Backend, type BackendPreference, findRuntimes } from '../device/runtimes.ts';
import { ModelLoadError } from '../formats/errors.ts';
import type { BundleFile, Manifest } from '../formats/manifest.ts';
import { createTokenizer } from '../text/sentencepiece.ts';
import { parseTokenizerFile } from '../text/sentencepiece-vocabulary.ts';
import { encodeHistory } from '../towers/history-inputs.ts';
import { createTextEncoder, type TextEncoderModel } from '../towers/text-encoder.ts';
import { createUserTower, type UserTower } from '../towers/user-tower.ts';
import type { PartName } from './protocol.ts';
import type { StatusBoard } from './status.ts';

export interface ModelLoaderOptions {
  manifestUrl: string;
  manifest: Manifest;
  backend: BackendPreference;
  status: StatusBoard;
  signal: AbortSignal;
}

export class ModelLoader {
  readonly #options: ModelLoaderOptions;
  #host: Promise<ModelHost> | undefined;

  constructor(options: ModelLoaderOptions) {
    this.#options = options;
  }

  /** The tower for one request at a time, warmed up: a GPU compiles its shaders in the first run, which takes seconds. */
  async userTower(): Promise<HostedModel<UserTower>> {
    const { userTower } = this.#options.manifest.models;
    const tower = await this.#startUserTower(userTower, 1);
    const { embeddingDim } = this.#options.manifest;
    await tower.use((model) => model.run([encodeHistory([], { embeddingDim })]));
    return tower;
  }

  /** The tower for eight variants at a time. */
  batchTower(): Promise<HostedModel<UserTower>> {
    return this.#startUserTower(this.#options.manifest.models.userTowerBatch, 8);
  }

  /** @throws ModelLoadError when the bundle has none, as for a file that fails or a model that does not start */
  async textEncoder(): Promise<HostedModel<TextEncoderModel>> {
    const { textEncoder, tokenizer } = this.#options.manifest.models;
    if (!textEncoder || !tokenizer) throw new ModelLoadError('text-encoder: the bundle has none');
    const [bytes, vocabulary] = await Promise.all([
      this.#fetch('text-encoder', textEncoder),
      this.#fetch('text-encoder', tokenizer).then(parseTokenizerFile),
    ]);
    const pieces = createTokenizer(vocabulary);
    return this.#start((ort, sessionOptions) => createTextEncoder(ort, bytes, pieces, { sessionOptions }));
  }

  /** Frees models and GPU. */
  async dispose(): Promise<void> {
    await (await this.#host)?.dispose();
  }

  async #startUserTower(file: BundleFile, batchSize: number): Promise<HostedModel<UserTower>> {
    const { embeddingDim } = this.#options.manifest;
    this.#findHost(); // the runtime's code comes beside the model's bytes
    const bytes = await this.#fetch('towers', file);
    return this.#start((ort, sessionOptions) =>
      createUserTower(ort, bytes, { batchSize, embeddingDim, sessionOptions }),
    );
  }

  #fetch(part: PartName, file: BundleFile): Promise<Uint8Array<ArrayBuffer>> {
    const { manifestUrl, status, signal } = this.#options;
    const onProgress = (loadedBytes: number) => status.setProgress(part, file.path, loadedBytes);
    return fetchVerified(new URL(file.path, manifestUrl).href, file, { signal, onProgress });
  }

  /** Starts a model on the best runtime that can. The code of that runtime is imported while the first model comes. */
  async #start<M extends Model>(create: ModelFactory<M>): Promise<HostedModel<M>> {
    const host = await this.#findHost();
    const { status } = this.#options;
    try {
      const model = await host.add(create);
      if (status.stateOf('runtime') !== 'degraded') status.setPart('runtime', { state: 'ready' });
      status.set({ backend: host.backend });
      return model;
    } catch (error) {
      // Where another model runs, the fault is this model's.
      if (status.stateOf('runtime') === 'loading') {
        status.setPart('runtime', { state: 'failed', message: `ONNX Runtime starts no model: ${messageOf(error)}` });
      }
      throw error;
    }
  }

  async #findHost(): Promise<ModelHost> {
    if (this.#host) return this.#host;
    this.#options.status.setPart('runtime', { state: 'loading' });
    this.#host = findRuntimes(this.#options.backend).then((runtimes) => {
      // A failure shows when the first model starts; then the next runtime is tried.
      runtimes[0]!.load().catch(() => {});
      return new ModelHost(runtimes, (backend, reason) => this.#tellFallback(backend, reason));
    });
    return this.#host;
  }

  #tellFallback(backend: Backend, reason: string): void {
    const { status } = this.#options;
    status.set({ backend });
    const message = `WebGPU failed (${reason}): the models run on WebAssembly now.`;
    status.setPart('runtime', { state: 'degraded', message });
  }
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
