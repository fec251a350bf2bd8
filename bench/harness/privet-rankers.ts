// Opens Privet's rankers for the questions that only they can answer.

import type { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import type { Ranker } from '../../src/ranking/ranker.ts';
import { createWasmRanker } from '../../src/ranking/wasm-ranker.ts';
import { createGpuRanker } from './webgpu.ts';

export interface NamedRanker {
  /** As the engine of bench/engines is called. */
  name: string;
  ranker: Ranker;
}

/**
 * Every ranker that this runtime has, the JavaScript one first.
 *
 * @param allowFallback  WebGPU on a software adapter too
 */
export async function openRankers(matrix: ItemMatrix, allowFallback: boolean): Promise<NamedRanker[]> {
  const rankers = [
    createJavaScriptRanker(matrix),
    createWasmRanker(matrix, 'wasm-simd'),
    createWasmRanker(matrix, 'wasm-relaxed-simd'),
    await createGpuRanker(matrix, allowFallback),
  ];
  return rankers.flatMap((ranker) => (ranker ? [{ name: `privet-${ranker.name}`, ranker }] : []));
}
