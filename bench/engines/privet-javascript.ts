// Privet without WebAssembly and WebGPU: the reference that the other rankers must equal.

import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import { privetEngine } from '../harness/privet-engine.ts';

export default privetEngine('privet-javascript', 'JavaScript', createJavaScriptRanker);
