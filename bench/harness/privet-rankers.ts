// Opens Privet's rankers for the questions that only they can answer.

import type { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import type { Ranker } from '../../src/ranking/ranker.ts';
import { createWasmRanker } from '../../src/ranking/wasm-ranker.ts';
import type { BenchOptions } from './options.ts';
import { createGpuRanker } from './webgpu.ts';

export interface NamedRanker {
  /** As the engine of bench/engines is called. */
  name: string;
  ranker: Ranker;
}

/**
 * The rankers that this runtime has, the JavaScript one first.
 *
 * @param options  `webgpu`: WebGPU on a software adapter too; `engines`: only those (default: all)
 */
export async function openRankers(
  matrix: ItemMatrix,
  { webgpu, engines }: Pick<BenchOptions, 'webgpu' | 'engines'>,
): Promise<NamedRanker[]> {
  const rankers = [
    createJavaScriptRanker(matrix),
    createWasmRanker(matrix, 'wasm-simd'),
    createWasmRanker(matrix, 'wasm-relaxed-simd'),
    await createGpuRanker(matrix, webgpu),
  ];
  const named = rankers.flatMap((ranker) => (ranker ? [{ name: `privet-${ranker.name}`, ranker }] : []));
  return named.filter(({ name }) => engines?.includes(name) ?? true);
}
