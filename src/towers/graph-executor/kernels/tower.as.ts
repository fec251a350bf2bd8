// AssemblyScript: what a tower's graph is computed by, four numbers at a time. Must match
// src/towers/graph-executor/javascript-kernels.ts bit for bit: no fused multiply-add, and sums in the order that
// src/towers/graph-executor/kernels.ts says. Places are byte offsets, sizes and steps are words of four bytes.

export { binary, where } from './elementwise.as';
export { unary } from './unary.as';
export { multiply, pack } from './multiply.as';
export { copy, reduce } from './movement.as';
