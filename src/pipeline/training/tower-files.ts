// Both towers as ONNX files: compiled once with their parameters as inputs, then made for any parameters by turning
// those inputs into constants. Validation binds the current parameters; the export binds the final ones and quantizes.

import { bindInputs } from '../graph/bind-inputs.ts';
import { compileModel, type Traced } from '../models/compile-model.ts';
import { filled, type Parameters, zerosLike } from '../models/parameters.ts';
import { itemTowerExample, servedItemTower, servedUserTower, userTowerExample } from '../models/serving.ts';
import type { TowerConfig } from '../models/tower-config.ts';

export interface TowerFiles {
  itemTower: Uint8Array;
  /** B = 1 */
  userTower: Uint8Array;
  /** B = 8 */
  userTowerBatch: Uint8Array;
}

export const USER_TOWER_BATCH = 8;

/** Identity scales: the towers as they were trained. */
export function neutralScales(config: TowerConfig): Parameters {
  return scaleParameters(new Float32Array(config.embeddingDim).fill(1));
}

/** What carries the towers into the balanced space: item value * scale, user value / scale; 0 where scale is 0. */
export function scaleParameters(itemScales: Float32Array<ArrayBuffer>): Parameters {
  const shape = [itemScales.length];
  const inverse = { shape, data: itemScales.map((scale) => (scale === 0 ? 0 : 1 / scale)) };
  return {
    'item.output.scale': { shape, data: itemScales },
    'user.input.scale': inverse,
    'user.output.scale': inverse,
  };
}

/** @param example  parameters of the right names and shapes; their values do not matter */
export async function compileTowers(
  config: TowerConfig,
  example: Parameters,
): Promise<(parameters: Parameters) => TowerFiles> {
  const all = { ...example, ...scaleParameters(filled([config.embeddingDim], 1).data) };
  const userTower = (batch: number) => {
    const example = (): [Traced, Traced] => [zerosLike(parametersOf(all, 'user.')), userTowerExample(config, batch)];
    return compileModel((p: Traced, x: Traced) => servedUserTower(config, p, x), example, ['user_embedding']);
  };
  const itemExample = (): [Traced, Traced] => [zerosLike(parametersOf(all, 'item.')), itemTowerExample(config)];
  const itemTower = (p: Traced, x: Traced) => servedItemTower(config, p, x);
  const item = await compileModel(itemTower, itemExample, ['item_embeddings']);
  const user = await userTower(1);
  const userBatch = await userTower(USER_TOWER_BATCH);
  return (parameters) => ({
    itemTower: bindInputs(item, constants(parameters, 'item.')),
    userTower: bindInputs(user, constants(parameters, 'user.')),
    userTowerBatch: bindInputs(userBatch, constants(parameters, 'user.')),
  });
}

/** The parameters whose names start with `prefix`. */
function parametersOf(parameters: Parameters, prefix: 'item.' | 'user.'): Parameters {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => name.startsWith(prefix)));
}

function constants(parameters: Parameters, prefix: 'item.' | 'user.'): Record<string, Float32Array> {
  const own = Object.entries(parametersOf(parameters, prefix));
  return Object.fromEntries(own.map(([name, { data }]) => [name, data]));
}
