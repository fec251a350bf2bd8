// Settles where a visitor's requests run, behind all else: on the device that was asked for or remembered, or where a
// measurement on the whole catalog says. Until then our own kernels answer on the processor, and where nothing else wins
// they go on.
import { type MeasuredWays, rememberBackends } from '../../backends/backend-memory.ts';
import type { GpuPlan } from '../../backends/backend-plan.ts';
import { type Candidate, chooseBackends } from '../../backends/choose-backends.ts';
import type { HostedModel, ModelHost, TrialModel } from '../../backends/model-host.ts';
import { RankerHost } from '../../backends/ranker-host.ts';
import { gpuTowerRuntime } from '../../backends/tower-runtimes.ts';
import type { ItemMatrix } from '../../ranking/item-matrix.ts';
import type { WebGpuRanker } from '../../ranking/webgpu/webgpu-ranker.ts';
import { encodeHistory } from '../../towers/history-inputs.ts';
import type { StartGraph } from '../../towers/tower-graph.ts';
import type { UserTower } from '../../towers/user-tower.ts';
import { lentEmbedding } from '../lists/user-embedder.ts';

export interface BackendParts {
  host: ModelHost<StartGraph>;
  tower: HostedModel<UserTower>;
  ranker: RankerHost;
  items: ItemMatrix;
}

/** Told what is not where it should be, and why. */
export interface GpuFailures {
  onTowerFailure: (error: unknown) => void;
  onRankingFailure: (error: unknown) => void;
}

/** A list of about the length that pages ask for. */
const MEASURED_K = 24;

/**
 * A request like a visitor's: the graph has a fixed shape, so what is in the history makes no difference to its time.
 */
type Request = (tower: Pick<HostedModel<UserTower>, 'use'>, ranker: RankerHost) => Promise<unknown>;

/**
 * What a GPU cannot do goes on where it is.
 *
 * @returns  what was measured just now or, for a remembered choice, then; undefined where nothing was
 */
export async function settleBackends(
  plan: GpuPlan,
  device: GPUDevice,
  parts: BackendParts,
  { onTowerFailure, onRankingFailure }: GpuFailures,
): Promise<MeasuredWays | undefined> {
  if (plan.key) return measure(plan, parts, device);
  const { host, tower, ranker, items } = parts;
  if (plan.ranking) await createGpuRanker(device, items).then((gpu) => ranker.prefer(gpu), onRankingFailure);
  if (plan.tower) {
    await host.trial(tower, gpuTowerRuntime(device)).then((trial) => trial.accept(), onTowerFailure);
  }
  await runOnce(parts); // a GPU compiles its shaders in the first run: the next request finds all warm
  return waysOf(plan.remembered);
}

export function waysOf({ measurements, measuredAtMs }: Partial<MeasuredWays> = {}): MeasuredWays | undefined {
  return measurements && measuredAtMs !== undefined ? { measurements, measuredAtMs } : undefined;
}

/** @throws what the tower says when it answers nowhere */
export async function runOnce({ tower, ranker, items }: Omit<BackendParts, 'host'>): Promise<void> {
  await requestOver(items)(tower, ranker);
}

function requestOver({ dim }: ItemMatrix): Request {
  const input = encodeHistory([], { embeddingDim: dim });
  return (tower, ranker) =>
    tower.use((model) => {
      return model.lend(input, (tensor) => ranker.rankEmbedding(lentEmbedding(tensor), { k: MEASURED_K }));
    });
}

/** Tries all ways, moves to the best one, and keeps what was found for the next visit. */
async function measure(plan: GpuPlan, parts: BackendParts, device: GPUDevice): Promise<MeasuredWays> {
  const { host, tower, ranker, items } = parts;
  // What does not start on this GPU today is not among the candidates, and today's choice is not kept.
  const trial = plan.cannotSuspend
    ? undefined
    : await host.trial(tower, gpuTowerRuntime(device)).catch(() => undefined);
  const gpuRanker = await createGpuRanker(device, items).catch(() => undefined);
  const choice = await chooseBackends(candidates(parts, trial, gpuRanker));
  const { path } = choice;
  if (path.tower === 'webgpu') await trial?.accept();
  else await trial?.reject().catch(() => {});
  if (gpuRanker && path.ranking === 'webgpu') ranker.prefer(gpuRanker);
  else gpuRanker?.dispose();
  if (path.tower !== 'webgpu' && path.ranking === 'wasm') device.destroy();
  const measured = { measurements: choice.measurements, measuredAtMs: Date.now() };
  const isWhole = (trial || plan.cannotSuspend) && gpuRanker && !choice.hadFailures;
  if (isWhole) await rememberBackends(plan.key!, { path, ...measured });
  return measured;
}

/** Fewer GPU parts first: near-ties go to the processor. */
function candidates(
  { host: { backend }, tower, ranker, items }: BackendParts,
  trial: TrialModel<UserTower> | undefined,
  gpuRanker: WebGpuRanker | undefined,
): Candidate[] {
  const request = requestOver(items);
  const onGpu = gpuRanker && new RankerHost(items, [gpuRanker]);
  const all: (Candidate | undefined | false)[] = [
    { path: { tower: backend, ranking: 'wasm' }, run: () => request(tower, ranker) },
    onGpu && { path: { tower: backend, ranking: 'webgpu' }, run: () => request(tower, onGpu) },
    trial && { path: { tower: 'webgpu', ranking: 'wasm' }, run: () => request(trial, ranker) },
    trial && onGpu && { path: { tower: 'webgpu', ranking: 'webgpu' }, run: () => request(trial, onGpu) },
  ];
  return all.filter((candidate) => !!candidate);
}

/** Its code and kernels come only where they are used. */
async function createGpuRanker(device: GPUDevice, items: ItemMatrix): Promise<WebGpuRanker> {
  const { createWebGpuRanker } = await import('../../ranking/webgpu/webgpu-ranker.ts');
  return createWebGpuRanker(device, items);
}
