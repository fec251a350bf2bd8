// Settles where a visitor's requests run, once the user tower is there: on the device that was asked for or remembered,
// or where a measurement on the whole catalog says. All of it happens behind the first list, and before the towers are
// told to be ready: until then the mean of the history answers, which needs no runtime.
import { type MeasuredWays, rememberBackends } from '../../backends/backend-memory.ts';
import type { BackendPlan } from '../../backends/backend-plan.ts';
import { type Candidate, chooseBackends } from '../../backends/choose-backends.ts';
import type { HostedModel, ModelHost, TrialModel } from '../../backends/model-host.ts';
import { RankerHost } from '../../backends/ranker-host.ts';
import type { ItemMatrix } from '../../ranking/item-matrix.ts';
import type { WebGpuRanker } from '../../ranking/webgpu/webgpu-ranker.ts';
import { encodeHistory } from '../../towers/history-inputs.ts';
import type { UserTower } from '../../towers/user-tower.ts';
import { lentEmbedding } from '../lists/user-embedder.ts';

export interface BackendParts {
  plan: BackendPlan;
  host: ModelHost;
  tower: HostedModel<UserTower>;
  ranker: RankerHost;
  items: ItemMatrix;
}

/** A list of about the length that pages ask for. */
const MEASURED_K = 24;

/**
 * A request like a visitor's: the graph has a fixed shape, so what is in the history makes no difference to its time.
 */
type Request = (tower: Pick<HostedModel<UserTower>, 'use'>, ranker: RankerHost) => Promise<unknown>;

/**
 * What a GPU cannot do, WebAssembly does.
 *
 * @param onRankingFailure  told why ranking is not where it should be
 * @returns                 what was measured just now or, for a remembered choice, then; undefined where nothing was
 * @throws what the tower says when it answers nowhere
 */
export async function settleBackends(
  parts: BackendParts,
  onRankingFailure: (error: unknown) => void,
): Promise<MeasuredWays | undefined> {
  const { plan, tower, ranker, items } = parts;
  let measured = waysOf(plan.remembered);
  if (plan.key && plan.device) measured = await measure(parts, plan.device);
  else if (plan.ranksOnDevice && plan.device) {
    try {
      ranker.prefer(await createGpuRanker(plan.device, items));
    } catch (error) {
      onRankingFailure(error);
    }
  }
  await requestOver(items)(tower, ranker); // the first visitor's request finds all warm
  return measured;
}

function waysOf({ measurements, measuredAtMs }: Partial<MeasuredWays> = {}): MeasuredWays | undefined {
  return measurements && measuredAtMs !== undefined ? { measurements, measuredAtMs } : undefined;
}

function requestOver({ dim }: ItemMatrix): Request {
  const input = encodeHistory([], { embeddingDim: dim });
  return (tower, ranker) =>
    tower.use((model) => {
      return model.lend(input, (tensor) => ranker.rankEmbedding(lentEmbedding(tensor), { k: MEASURED_K }));
    });
}

/** Tries all four ways, moves to the best one, and keeps what was found for the next visit. */
async function measure(parts: BackendParts, device: GPUDevice): Promise<MeasuredWays> {
  const { plan, host, tower, ranker, items } = parts;
  // What does not start on this GPU today is not among the candidates, and today's choice is not kept.
  const trial = await host.trial(tower, plan.runtimes[0]!).catch(() => undefined);
  const gpuRanker = await createGpuRanker(device, items).catch(() => undefined);
  const choice = await chooseBackends(candidates(parts, trial, gpuRanker));
  const { path } = choice;
  if (path.tower === 'webgpu') await trial?.accept();
  else await trial?.reject().catch(() => {});
  if (gpuRanker && path.ranking === 'webgpu') ranker.prefer(gpuRanker);
  else gpuRanker?.dispose();
  if (path.tower === 'wasm' && path.ranking === 'wasm') device.destroy();
  const measured = { measurements: choice.measurements, measuredAtMs: Date.now() };
  if (trial && gpuRanker && !choice.hadFailures) await rememberBackends(plan.key!, { path, ...measured });
  return measured;
}

/** Fewer GPU parts first: near-ties go to WebAssembly. */
function candidates(
  { tower, ranker, items }: BackendParts,
  trial: TrialModel<UserTower> | undefined,
  gpuRanker: WebGpuRanker | undefined,
): Candidate[] {
  const request = requestOver(items);
  const onGpu = gpuRanker && new RankerHost(items, [gpuRanker]);
  const all: (Candidate | undefined | false)[] = [
    { path: { tower: 'wasm', ranking: 'wasm' }, run: () => request(tower, ranker) },
    onGpu && { path: { tower: 'wasm', ranking: 'webgpu' }, run: () => request(tower, onGpu) },
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
