// From trained parameters to the files that ship. Each embedding dimension is balanced between the two towers before anything
// is rounded: a dimension that is wide in one tower and narrow in the other would waste the one int8 step of the catalog.

import { bindInputs } from '../graph/bind-inputs.ts';
import { quantizeOnnx } from '../graph/quantize-graph.ts';
import type { Parameters } from '../models/parameters.ts';
import { type TowerConfig, tasteDims } from '../models/tower-config.ts';
import { parametersOf } from './tower-model.ts';
import { compileItemTower, compileUserTower } from './training-graphs.ts';

export interface TowerFiles {
  itemTower: Uint8Array;
  /** B = 1 */
  userTower: Uint8Array;
  /** B = 8 */
  userTowerBatch: Uint8Array;
}

export interface ExportedTowers {
  /** 8-bit weights: what ships. */
  int8: TowerFiles;
  /** The same graphs in f32, for comparison. */
  float32: TowerFiles;
  /** f32 [numItems, T], in the balanced space. */
  residuals: Float32Array;
  /** f32 [D]: balanced item value = trained value * scale. */
  itemScales: Float32Array;
}

/** Share of the largest magnitudes that the range of a dimension leaves out. */
const OUTLIERS = 0.001;

/**
 * Scales that give every dimension the same range in both towers: sqrt(user range / item range). A dimension without range
 * in either tower keeps 1.
 *
 * @param items  f32 [N, D]
 * @param users  f32 [M, D]
 * @returns      f32 [D], all above 0
 */
export function balanceScales(items: Float32Array, users: Float32Array, dim: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: dim }, (_, d) => {
    const item = range(items, d, dim);
    const user = range(users, d, dim);
    return item > 0 && user > 0 ? Math.sqrt(user / item) : 1;
  });
}

/** The magnitude of one column that all but OUTLIERS of its values stay below. */
function range(rows: Float32Array, column: number, dim: number): number {
  const magnitudes = new Float32Array(rows.length / dim);
  for (let row = 0; row < magnitudes.length; row++) magnitudes[row] = Math.abs(rows[row * dim + column]);
  magnitudes.sort();
  return magnitudes[Math.floor((magnitudes.length - 1) * (1 - OUTLIERS))] ?? 0;
}

/**
 * @param residuals   f32 [numItems, T], as trained
 * @param itemScales  f32 [D] from balanceScales
 */
export async function exportTowers(
  config: TowerConfig,
  trained: Parameters,
  residuals: Float32Array,
  itemScales: Float32Array<ArrayBuffer>,
): Promise<ExportedTowers> {
  const parameters = { ...trained, ...scaleParameters(config, itemScales) };
  const float32 = await towerFiles(config, parameters);
  const taste = tasteDims(config);
  return {
    float32,
    int8: {
      itemTower: quantizeOnnx(float32.itemTower),
      userTower: quantizeOnnx(float32.userTower),
      userTowerBatch: quantizeOnnx(float32.userTowerBatch),
    },
    residuals: residuals.map((value, i) => value * itemScales[i % taste]),
    itemScales,
  };
}

function scaleParameters(config: TowerConfig, itemScales: Float32Array<ArrayBuffer>): Parameters {
  const shape = [config.embeddingDim];
  const inverse = itemScales.map((scale) => 1 / scale);
  return {
    'item.output.scale': { shape, data: itemScales },
    'user.input.scale': { shape, data: inverse },
    'user.output.scale': { shape, data: inverse },
  };
}

async function towerFiles(config: TowerConfig, parameters: Parameters): Promise<TowerFiles> {
  const item = parametersOf(parameters, 'item.');
  const user = parametersOf(parameters, 'user.');
  return {
    itemTower: bindInputs(await compileItemTower(config, item), constants(item)),
    userTower: bindInputs(await compileUserTower(config, 1, user), constants(user)),
    userTowerBatch: bindInputs(await compileUserTower(config, 8, user), constants(user)),
  };
}

function constants(parameters: Parameters): Record<string, Float32Array> {
  return Object.fromEntries(Object.entries(parameters).map(([name, { data }]) => [name, data]));
}
