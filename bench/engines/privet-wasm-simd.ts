// Privet with plain SIMD128, which every current browser has.

import { createWasmRanker } from '../../src/ranking/wasm-ranker.ts';
import { privetEngine } from '../harness/privet-engine.ts';

export default privetEngine('privet-wasm-simd', 'WebAssembly with SIMD128', (matrix) =>
  createWasmRanker(matrix, 'wasm-simd'),
);
