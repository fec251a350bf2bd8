// Numbers as rows of flags, so that a table's row is a product.

import { type Array as JaxArray, numpy as np } from '@jax-js/jax';

/** i32 [...] -> f32 [..., count]; built from a comparison, which every backend runs, instead of a gather. */
export function oneHot(x: JaxArray, count: number): JaxArray {
  const classes = np.arange(count).astype(np.int32);
  return np.where(np.equal(np.expandDims(x, -1), classes), 1, 0).astype(np.float32);
}
