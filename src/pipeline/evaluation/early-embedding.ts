// An embedding from an item's first few events, in closed form, without training anything. The item tower says where the content
// puts an item; each event says where it seems to belong: near what the same person met around it. With the tower's answer as
// the prior and the events as noisy observations of the same variance, the posterior mean moves by n / (n + prior) of the way
// (empirical Bayes: Efron and Morris 1973), so one event moves a little, fifty nearly all the way.

import type { Interactions } from '../input/interactions.ts';

/** Events that the tower's answer counts for. */
export const DEFAULT_PRIOR = 5;

/**
 * @param tower    f32 [D], the item tower's output
 * @param offsets  f32 [D] each, one an event: how far from the tower's output the event puts the item; from the neighbours'
 *                 residuals (`neighbourResidual`), or from user embeddings scaled to the residuals' length
 * @param prior    events that the tower's output counts for, at least 0 (default 5)
 * @returns        f32 [D]: tower + n / (n + prior) * mean of the offsets
 */
export function earlyEmbedding(
  tower: Float32Array,
  offsets: readonly Float32Array[],
  prior: number = DEFAULT_PRIOR,
): Float32Array {
  const embedding = tower.slice();
  // n / (n + prior) of the mean is the sum divided by n + prior.
  for (const offset of offsets) {
    for (let d = 0; d < embedding.length; d++) embedding[d] += offset[d] / (offsets.length + prior);
  }
  return embedding;
}

/**
 * The mean residual of the items that a user met around an event: what logs taught of its neighbours beyond their content.
 * Items without a residual (new ones, and the event's own) don't count.
 *
 * @param log        the events
 * @param event      place of the event in the log's columns
 * @param user       whose event it is
 * @param residuals  f32 [numItems, D], zero rows for items without
 * @param reach      events to either side that are looked at, at least 1
 * @returns          f32 [D], zeros where no neighbour has a residual
 */
export function neighbourResidual(
  { items, offsets }: Interactions,
  { event, user }: { event: number; user: number },
  { residuals, dim }: { residuals: Float32Array; dim: number },
  reach = 5,
): Float32Array {
  const mean = new Float32Array(dim);
  const [from, end] = [Math.max(offsets[user], event - reach), Math.min(offsets[user + 1], event + reach + 1)];
  let counted = 0;
  for (let place = from; place < end; place++) {
    const row = residuals.subarray(items[place] * dim, (items[place] + 1) * dim);
    if (items[place] === items[event] || row.every((value) => value === 0)) continue;
    for (let d = 0; d < dim; d++) mean[d] += row[d];
    counted++;
  }
  return counted === 0 ? mean : mean.map((sum) => sum / counted);
}
