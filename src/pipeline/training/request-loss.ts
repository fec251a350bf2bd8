// The loss that teaches finished towers to answer what is asked beside a home list: searches, what is similar, what
// goes with a basket. Histories are encoded and items embedded as training home lists left them; only what a request
// makes of a history is learned, so that nothing a home list shows can change (`withSameHome` takes up the one thing
// that all tasks share).
//
// Shapes as in sequence-loss.ts; no ask is a home request.

import type { Array as JaxArray } from '@jax-js/jax';
import { TASKS } from '../../formats/vocabulary.ts';
import { type Parameters, parameterReader } from '../models/parameters.ts';
import type { TowerConfig } from '../models/tower-config.ts';
import { finishedItemsLoss, type LossShapes } from './sequence-loss.ts';

/** What answerRequest (user-tower.ts) reads, without the contexts, which home requests have as well. */
const REQUEST_PARAMETERS: ReadonlySet<string> = new Set([
  'user.gate',
  'user.task',
  'user.query',
  'user.context',
  'user.request.query',
  'user.request.context',
  'user.request.task',
  'user.request.output',
]);

export const isRequestParameter = (name: string): boolean => REQUEST_PARAMETERS.has(name);

/**
 * @param trainable  parameters of requests: they get a gradient
 * @param frozen     all others that the user tower reads
 * @param data       as finishedInputShapes: `items` are the finished embeddings
 * @returns          f32 []: mean cross entropy with the targets in nats
 */
export function requestLoss(
  config: TowerConfig,
  shapes: LossShapes,
  trainable: Record<string, JaxArray>,
  frozen: Record<string, JaxArray>,
  data: Record<string, JaxArray>,
): JaxArray {
  const read = parameterReader({ ...trainable, ...frozen });
  const candidates = parameterReader(data)('items');
  return finishedItemsLoss(read, config, shapes, candidates, data);
}

/**
 * A home request has no query and no context item, so that the hidden layer gives it one constant. Where the layer's
 * output has changed, the task's own embedding takes up the difference, and home answers stay what they were.
 */
export function withSameHome(before: Parameters, after: Parameters): Parameters {
  const { shape, data } = after['user.task']!;
  const home = TASKS.indexOf('home');
  const dim = shape[1]!;
  const [was, is] = [homeConstant(before, dim), homeConstant(after, dim)];
  const task = Float32Array.from(data, (value, i) =>
    Math.floor(i / dim) === home ? value + was[i % dim]! - is[i % dim]! : value,
  );
  return { ...after, 'user.task': { shape, data: task } };
}

/** f64 [D]: relu of the home row of `user.request.task`, through `user.request.output`. */
function homeConstant(parameters: Parameters, dim: number): Float64Array {
  const { data: output } = parameters['user.request.output']!;
  const { data: tasks, shape } = parameters['user.request.task']!;
  const width = shape[1]!;
  const first = TASKS.indexOf('home') * width;
  const constant = new Float64Array(dim);
  for (let h = 0; h < width; h++) {
    const hidden = Math.max(0, tasks[first + h]!);
    for (let d = 0; d < dim; d++) constant[d]! += hidden * output[h * dim + d]!;
  }
  return constant;
}
