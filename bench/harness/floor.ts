// The memory floor as a contender: bench/kernels/floor.as.ts over the memory that Privet's WebAssembly engines rank. It
// reads numItems x dim bytes, what int8 items take at least; row sums and padding of Privet's own layout do not raise
// the floor.

import type { ItemMatrix } from '../../src/ranking/item-matrix.ts';
import { benchFile } from './bench-file.ts';
import type { Contender } from './rounds.ts';

export async function createFloor({ memory, numItems, dim }: ItemMatrix): Promise<Contender> {
  const module = await WebAssembly.compile(await benchFile('floor.wasm'));
  const { exports } = await WebAssembly.instantiate(module, { env: { memory: memory! } });
  const read = exports.read as (bytes: number) => number;
  return { name: 'memory-floor', run: () => read(numItems * dim) };
}
