// Fetches, starts and warms up the models, each when it is first asked for, and tells of it. What fails is forgotten,
// so that a later call tries again (the network may be back); what works is kept.

import type { BackendKey, MeasuredWays } from '../../backends/backend-memory.ts';
import { type BackendPlan, planBackends } from '../../backends/backend-plan.ts';
import {
  type Fallback,
  type HostedModel,
  type Model,
  type ModelFactory,
  ModelHost,
} from '../../backends/model-host.ts';
import type { RankerHost } from '../../backends/ranker-host.ts';
import { type BackendPreference, mayCompileWasm, setWasmFolder } from '../../backends/runtimes.ts';
import { fetchVerified } from '../../bundle/fetch-verified.ts';
import { ModelLoadError, messageOf } from '../../errors.ts';
import { type BundleFile, towerFile } from '../../formats/manifest.ts';
import type { ItemMatrix } from '../../ranking/item-matrix.ts';
import { countTensorValues, type TensorCount } from '../../towers/tensor-counts.ts';
import { createUserTower, type UserTower } from '../../towers/user-tower.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';
import type { PartName } from '../base/status-api.ts';
import { ENGINE_VERSION } from '../base/version.ts';
import type { Calibration } from '../hood/hood-api.ts';
import type { ModelFacts } from '../hood/inspect.ts';
import { settleBackends } from './settle-backends.ts';

export interface ModelLoaderOptions extends FileSource {
  backend: BackendPreference;
  /** Folder of the runtime's .wasm files (default: where the build put them). */
  wasmUrl?: string;
  /** For tests: a software adapter counts as a GPU. */
  takeSoftwareAdapter?: boolean;
  /** Ranks `items`; moves to the GPU where that is chosen. */
  ranker: RankerHost;
  items: ItemMatrix;
  onRankingFailure: (error: unknown) => void;
  /** Fulfilled when all items that will come are there: a measurement is worth nothing before. */
  complete: Promise<void>;
}

interface PlannedHost {
  plan: BackendPlan;
  host: ModelHost;
}

export class ModelLoader {
  readonly #options: ModelLoaderOptions;
  #host: Promise<PlannedHost> | undefined;
  #calibration: Calibration | undefined;
  readonly #tensors = new Map<string, TensorCount[]>();

  constructor(options: ModelLoaderOptions) {
    this.#options = options;
    setWasmFolder(options.wasmUrl);
  }

  /**
   * The tower for one request at a time, where it is to run, and warmed up together with the ranking: a GPU compiles
   * its shaders in the first run, which takes seconds.
   * @throws CatalogFormatError for a bundle that is content only, which is answered without this loader
   */
  async userTower(): Promise<HostedModel<UserTower>> {
    const { manifest, ranker, items, complete, status } = this.#options;
    const tower = await this.#startUserTower(towerFile(manifest, 'userTower'), 1);
    const { host, plan } = await this.#findHost();
    if (plan.key) await complete;
    const { onRankingFailure } = this.#options;
    const measured = await settleBackends({ plan, host, tower, ranker, items }, onRankingFailure);
    this.#calibration = measured && calibrationOf(measured);
    status.set({ backend: host.backend, rankingBackend: ranker.name, backendChoice: plan.reason });
    return tower;
  }

  /** The tower for eight variants at a time. */
  async batchTower(): Promise<HostedModel<UserTower>> {
    return this.#startUserTower(towerFile(this.#options.manifest, 'userTowerBatch'), 8);
  }

  get facts(): ModelFacts {
    return { tensors: this.#tensors, ...(this.#calibration && { calibration: this.#calibration }) };
  }

  /** Frees models and GPU. */
  async dispose(): Promise<void> {
    await (await this.#host)?.host.dispose();
  }

  async #startUserTower(file: BundleFile, batchSize: number): Promise<HostedModel<UserTower>> {
    checkPolicy('towers');
    const { embeddingDim, vocabularies } = this.#options.manifest;
    const numContexts = vocabularies.contexts?.length ?? 0;
    // One after the other, so that the host sees the same order each time; the runtime's code is small beside its
    // WebAssembly.
    const { plan } = await this.#findHost();
    await plan.runtimes[plan.start]!.load().catch(() => {}); // a failure shows when the model starts
    const bytes = await this.#fetch('towers', file);
    const tower = await this.#start((ort, options, backend) => {
      // A single embedding may go on to the ranking without leaving the GPU; who wants its values reads them.
      const staysOnGpu = backend === 'webgpu' && batchSize === 1;
      const sessionOptions = staysOnGpu ? { ...options, preferredOutputLocation: 'gpu-buffer' as const } : options;
      return createUserTower(ort, bytes, { batchSize, embeddingDim, numContexts, sessionOptions });
    });
    this.#tensors.set(file.path, countTensorValues(bytes));
    return tower;
  }

  #fetch(part: PartName, file: BundleFile): Promise<Uint8Array<ArrayBuffer>> {
    const url = new URL(file.path, this.#options.manifestUrl).href;
    return fetchVerified(url, file, fetchOptions(this.#options, part, file.path));
  }

  /** Starts a model on the best runtime that can. The code of that runtime is imported while the first model comes. */
  async #start<M extends Model>(create: ModelFactory<M>): Promise<HostedModel<M>> {
    const { host } = await this.#findHost();
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

  #findHost(): Promise<PlannedHost> {
    this.#host ??= this.#planHost();
    return this.#host;
  }

  async #planHost(): Promise<PlannedHost> {
    const { backend: preference, takeSoftwareAdapter = false, status } = this.#options;
    status.setPart('runtime', { state: 'loading' });
    const keyOf = (device: string) => this.#keyOf(device);
    const plan = await planBackends({ preference, takeSoftwareAdapter, keyOf });
    // A failure shows when the first model starts; then the next runtime is tried.
    plan.runtimes[plan.start]!.load().catch(() => {});
    const tellFallback: Fallback = (...told) => this.#tellFallback(...told);
    return { plan, host: new ModelHost(plan.runtimes, tellFallback, plan.start) };
  }

  /** What a remembered choice of backends was measured on. */
  #keyOf(device: string): BackendKey {
    const { manifestUrl, manifest } = this.#options;
    const { numItems, embeddingDim, models } = manifest;
    const version = [ENGINE_VERSION, models.userTower?.sha256, numItems, embeddingDim].join(' ');
    return { bundle: manifestUrl, device, version };
  }

  #tellFallback(...[backend, reason, left]: Parameters<Fallback>): void {
    const { status } = this.#options;
    if (backend) status.set({ backend });
    const failed = left === 'webgpu' ? `WebGPU failed (${reason})` : `ONNX Runtime aborted (${reason})`;
    const goesOn = backend
      ? 'the models run on WebAssembly now'
      : 'lists go on without the models until it is started again';
    status.setPart('runtime', { state: backend ? 'degraded' : 'failed', message: `${failed}: ${goesOn}.` });
  }
}

function calibrationOf({ measurements, measuredAtMs }: MeasuredWays): Calibration {
  return { measuredAtMs, ways: measurements.map(({ path, medianMs }) => ({ ...path, medianMs })) };
}

/** Nothing is fetched in vain. @throws ModelLoadError where the page's policy forbids WebAssembly */
function checkPolicy(part: PartName): void {
  if (mayCompileWasm()) return;
  throw new ModelLoadError(`${part}: the page's policy forbids WebAssembly, expected 'wasm-unsafe-eval' in script-src`);
}
