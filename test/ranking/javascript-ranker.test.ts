import { createJavaScriptRanker } from '../../src/ranking/javascript-ranker.ts';
import { describeRanker } from './conformance.ts';

describeRanker('javascript', createJavaScriptRanker);
