// How much each part of the untrained user embedding counts, by what a request asks for. The ONNX graph of the command
// line and the plain function of the page read the same numbers.

import type { Task } from '../formats/vocabulary.ts';

/** How much history and prior count beside the query or the item that a request names. */
export const HISTORY_STRENGTH: Record<Task, number> = { home: 1, similar: 0.2, search: 0.2, basket: 0.5 };
export const PRIOR_STRENGTH: Record<Task, number> = { home: 1, similar: 0.5, search: 0.3, basket: 0.5 };

/** Weight of the mean of the history against the prior: similarity 1 outweighs the whole range of the quality prior. */
export const MEAN_STRENGTH = 1;
