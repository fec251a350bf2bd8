// Places a visitor's items on a plane so that like ones lie near each other, by the very layout of the films' map (src/map/layout.ts). Its code
// is fetched when the first map is made. Above some thousand items, the others are placed among the ones they are most like.

import { l2NormalizeRows } from '../numerics/l2-normalize.ts';

/** Items that are laid out: some ten seconds on a laptop. */
const MAX_LAID_OUT = 2500;
const STEPS = 65_535;

/**
 * @param embeddings  f32 or i8 [n, dim], row-major
 * @returns           f32 [n, 2], each in 0..1
 * @throws what `signal` was aborted with
 */
export async function layoutItems(
  embeddings: Float32Array | Int8Array,
  dim: number,
  seed: number,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { layOut } = await import('../map/layout.ts');
  const units = l2NormalizeRows(Float32Array.from(embeddings), dim);
  // A message that says stop is heard between two passes.
  const onProgress = () => new Promise<void>((resolve) => setTimeout(resolve));
  const options = { seed, sampleSize: MAX_LAID_OUT, onProgress, ...(signal && { signal }) };
  return Float32Array.from(await layOut({ units, dim }, options), (step) => step / STEPS);
}
