// Privet with relaxed SIMD, where it is there.

import { createWasmRanker } from '../../src/ranking/wasm-ranker.ts';
import { privetEngine } from '../harness/privet-engine.ts';

export default privetEngine('privet-wasm-relaxed-simd', 'relaxed SIMD', (matrix) =>
  createWasmRanker(matrix, 'wasm-relaxed-simd'),
);
