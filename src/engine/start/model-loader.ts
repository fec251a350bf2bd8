// Fetches and starts the models, each when it is first asked for, and tells of it. What fails is forgotten, so that a later
// call tries again (the network may be back); what works is kept.
import { openDeviceOn } from '../../backends/adapter.ts';
import type { BackendKey, MeasuredWays } from '../../backends/backend-memory.ts';
import { type BackendPlan, planBackends } from '../../backends/backend-plan.ts';
import { type Fallback, type HostedModel, ModelHost } from '../../backends/model-host.ts';
import type { RankerHost } from '../../backends/ranker-host.ts';
import { setWasmFolder } from '../../backends/runtimes.ts';
import { type BackendPreference, towerRuntimes } from '../../backends/tower-runtimes.ts';
import { fetchVerified } from '../../bundle/fetch-verified.ts';
import { messageOf } from '../../errors.ts';
import { type BundleFile, towerFile } from '../../formats/manifest.ts';
import type { ItemMatrix } from '../../ranking/item-matrix.ts';
import { countTensorValues, type TensorCount } from '../../towers/tensor-counts.ts';
import type { StartGraph } from '../../towers/tower-graph.ts';
import { checkUserTower, startUserTower, type UserTower } from '../../towers/user-tower.ts';
import { type FileSource, fetchOptions } from '../base/file-source.ts';
import { makeOnce } from '../base/make-once.ts';
import type { PartName } from '../base/status-api.ts';
import { ENGINE_VERSION } from '../base/version.ts';
import type { Calibration } from '../hood/hood-api.ts';
import type { ModelFacts } from '../hood/inspect.ts';
import { runOnce, settleBackends, waysOf } from './settle-backends.ts';

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

export class ModelLoader {
  readonly #options: ModelLoaderOptions;
  readonly #host: ModelHost<StartGraph>;
  readonly #tensors = new Map<string, TensorCount[]>();
  readonly #plan = makeOnce(() => this.#planBackends());
  #tower: HostedModel<UserTower> | undefined;
  #calibration: Calibration | undefined;
  #device: GPUDevice | undefined;

  constructor(options: ModelLoaderOptions) {
    this.#options = options;
    setWasmFolder(options.wasmUrl);
    this.#host = new ModelHost(towerRuntimes(), (...told) => this.#tellFallback(...told));
  }

  /**
   * The tower for one request at a time, by our own kernels. Where the page asked for WebGPU, it is there already when this
   * ends; else `settle` sees to it.
   * @throws CatalogFormatError for a bundle that is content only, which is answered without this loader
   */
  async userTower(): Promise<HostedModel<UserTower>> {
    const { manifest, ranker, items, status, backend } = this.#options;
    this.#tower = await this.#startUserTower(towerFile(manifest, 'userTower'), 1);
    await runOnce({ tower: this.#tower, ranker, items });
    const plan = await this.#plan();
    if (!('adapter' in plan)) this.#tellPlaces(plan, waysOf(plan.remembered));
    else if (backend === 'webgpu')
      await this.settle().catch(() => {}); // our own kernels go on
    else status.set({ backend: this.#host.backend });
    return this.#tower;
  }

  /** The tower for eight variants at a time. */
  async batchTower(): Promise<HostedModel<UserTower>> {
    return this.#startUserTower(towerFile(this.#options.manifest, 'userTowerBatch'), 8);
  }

  /**
   * Moves to a GPU what is to run there, or measures whether it is; once. ONNX Runtime is fetched for it, so it comes
   * behind all else. Never rejects: what fails goes on where it is.
   */
  readonly settle = makeOnce(async () => {
    const plan = await this.#plan();
    if (!this.#tower || !('adapter' in plan)) return;
    const { ranker, items, complete, status, onRankingFailure } = this.#options;
    if (plan.key) await complete;
    this.#device = await openDeviceOn(plan.adapter);
    if (!this.#device) return this.#tellPlaces({ reason: 'only' });
    const parts = { host: this.#host, tower: this.#tower, ranker, items };
    const onTowerFailure = (error: unknown) => {
      const message = `The towers do not run on the graphics processor (${messageOf(error)}): our own kernels go on.`;
      status.setPart('runtime', { state: 'failed', message });
    };
    if (!plan.cannotSuspend) status.setPart('runtime', { state: 'loading' });
    const measured = await settleBackends(plan, this.#device, parts, { onTowerFailure, onRankingFailure });
    if (status.stateOf('runtime') === 'loading') status.setPart('runtime', { state: 'ready' });
    this.#tellPlaces(plan, measured);
  });

  get facts(): ModelFacts {
    return { tensors: this.#tensors, ...(this.#calibration && { calibration: this.#calibration }) };
  }

  /** Frees models and GPU. */
  async dispose(): Promise<void> {
    await this.#host.dispose();
    this.#device?.destroy();
  }

  async #startUserTower(file: BundleFile, batchSize: number): Promise<HostedModel<UserTower>> {
    const { manifest, status } = this.#options;
    const { embeddingDim, vocabularies } = manifest;
    const bytes = await this.#fetch('towers', file);
    const sizes = { batchSize, embeddingDim, numContexts: vocabularies.contexts?.length ?? 0 };
    // Looked through before anything is tried: no further runtime is fetched for a file that is no tower.
    const checked = checkUserTower(bytes, sizes);
    const tower = await this.#host.add((start) => startUserTower(start, checked));
    status.set({ backend: this.#host.backend });
    this.#tensors.set(file.path, countTensorValues(bytes));
    return tower;
  }

  #fetch(part: PartName, file: BundleFile): Promise<Uint8Array<ArrayBuffer>> {
    const url = new URL(file.path, this.#options.manifestUrl).href;
    return fetchVerified(url, file, fetchOptions(this.#options, part, file.path));
  }

  #planBackends(): Promise<BackendPlan> {
    const { backend: preference, takeSoftwareAdapter = false } = this.#options;
    return planBackends({ preference, takeSoftwareAdapter, keyOf: (device) => this.#keyOf(device) });
  }

  /** What a remembered choice of backends was measured on. */
  #keyOf(device: string): BackendKey {
    const { manifestUrl, manifest } = this.#options;
    const { numItems, embeddingDim, models } = manifest;
    const version = [ENGINE_VERSION, 'own-kernels', models.userTower?.sha256, numItems, embeddingDim].join(' ');
    return { bundle: manifestUrl, device, version };
  }

  #tellPlaces(plan: Pick<BackendPlan, 'reason'> & { cannotSuspend?: true }, measured?: MeasuredWays): void {
    const { ranker, status } = this.#options;
    this.#calibration = measured && calibrationOf(measured);
    const { reason: backendChoice, cannotSuspend } = plan;
    const places = { backend: this.#host.backend, rankingBackend: ranker.name, backendChoice };
    status.set({ ...places, ...(cannotSuspend && { cannotSuspend }) });
  }

  #tellFallback(...[to, reason, left]: Parameters<Fallback>): void {
    const { status } = this.#options;
    if (to) status.set({ backend: to.backend });
    const goesOn = to
      ? `the towers run by ${to.label} now`
      : 'lists go on without the towers until it is started again';
    const message = `${left.label} failed (${reason}): ${goesOn}.`;
    status.setPart('runtime', { state: to ? 'degraded' : 'failed', message });
  }
}

function calibrationOf({ measurements, measuredAtMs }: MeasuredWays): Calibration {
  return { measuredAtMs, ways: measurements.map(({ path, medianMs }) => ({ ...path, medianMs })) };
}
