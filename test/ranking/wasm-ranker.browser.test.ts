import { describeWasmVariants } from './wasm-variants.ts';

describeWasmVariants({ hasRelaxedSimd: true });
