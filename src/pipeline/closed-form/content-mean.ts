// What a site without a model could do with content vectors: items near the recency-weighted mean of the history, a
// dislike counting against. The untrained towers must beat it.

import { CONTENT_DIM } from '../../formats/vocabulary.ts';
import { selectRows } from '../../numerics/select-rows.ts';
import { signedRecencyMean } from '../../numerics/signed-recency-mean.ts';
import { EVENT_SIGNS, HALF_LIFE_EVENTS } from '../../towers/event-evidence.ts';
import { type ScoringRecommender, scoringRecommender } from '../evaluation/recommender.ts';
import { itemPopularity } from '../evaluation/segments.ts';
import type { Interactions } from '../input/interactions.ts';

interface ContentMeanOptions {
  /** Events after which an event counts half (default: the page's). */
  halfLifeEvents?: number;
}

/**
 * Scores are cosines with the mean; zeros without history.
 *
 * @param content  f32 [numItems, 256], the items' content vectors as the text encoder made them
 */
export function contentMean(content: Float32Array, options: ContentMeanOptions = {}): ScoringRecommender {
  const { halfLifeEvents = HALF_LIFE_EVENTS } = options;
  const rows = unitRows(content);
  return scoringRecommender('content-mean', ({ items, eventTypes }) => {
    const taken = selectRows(rows, items, CONTENT_DIM);
    const signs = Array.from(eventTypes, (type) => EVENT_SIGNS[type]!);
    const mean = unitRows(signedRecencyMean(taken, signs, CONTENT_DIM, halfLifeEvents));
    return products(rows, mean);
  });
}

/** ln(1 + training events) of each item, for a blend: the counts themselves are too skewed to be added to anything. */
export function logPopularity(train: Interactions): ScoringRecommender {
  const scores = Float32Array.from(itemPopularity(train), Math.log1p);
  return scoringRecommender('popularity', () => scores);
}

/** The dot product of each row with one vector, in four sums: one alone waits for itself at every step. */
function products(rows: Float32Array, vector: Float32Array): Float32Array {
  const result = new Float32Array(rows.length / CONTENT_DIM);
  for (let i = 0, at = 0; i < result.length; i++) {
    let [a, b, c, e] = [0, 0, 0, 0];
    for (let d = 0; d < CONTENT_DIM; d += 4, at += 4) {
      a += vector[d]! * rows[at]!;
      b += vector[d + 1]! * rows[at + 1]!;
      c += vector[d + 2]! * rows[at + 2]!;
      e += vector[d + 3]! * rows[at + 3]!;
    }
    result[i] = a + b + c + e;
  }
  return result;
}

const rowOf = (rows: Float32Array, i: number): Float32Array => rows.subarray(i * CONTENT_DIM, (i + 1) * CONTENT_DIM);

/** Rows of length 1; rows of zeros stay. */
function unitRows(rows: Float32Array): Float32Array {
  const result = rows.slice();
  for (let i = 0; i < rows.length / CONTENT_DIM; i++) {
    const row = rowOf(result, i);
    const length = Math.hypot(...row);
    if (length > 0) for (let d = 0; d < CONTENT_DIM; d++) row[d]! /= length;
  }
  return result;
}
