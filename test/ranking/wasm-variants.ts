// Both WebAssembly rankers under the one suite, for Node and for the browser. An engine without relaxed SIMD (Node 20)
// skips that variant aloud.
import { describe, expect, test } from 'vitest';
import type { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { bestVariant, createWasmRanker, type WasmVariant } from '../../src/ranking/wasm-ranker.ts';
import { describeRanker } from './conformance.ts';

export function describeWasmVariants(options: { hasRelaxedSimd: boolean }): void {
  const create = (variant: WasmVariant) => (matrix: ItemMatrix) => {
    const ranker = createWasmRanker(matrix, variant);
    if (!ranker) throw new Error(`${variant} does not run here`);
    return ranker;
  };
  describeRanker('wasm-simd', create('wasm-simd'));
  describe.skipIf(!options.hasRelaxedSimd)('relaxed SIMD (skipped: this engine has none)', () => {
    describeRanker('wasm-relaxed-simd', create('wasm-relaxed-simd'));
  });
  test('the best variant is the fastest that the engine has', () => {
    expect(bestVariant()).toBe(options.hasRelaxedSimd ? 'wasm-relaxed-simd' : 'wasm-simd');
  });
}
