import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanEmbedding } from '../../src/engine/lists/mean-embedding.ts';
import type { EventType } from '../../src/history/events.ts';
import { dot } from '../../src/numerics/dot.ts';
import { DIM, itemEmbedding, model, NUM_ITEMS, QUALITY_DIMS, windowOf } from './visitor.ts';

const embed = (...events: [EventType, number][]) => meanEmbedding(windowOf(...events), model, itemEmbedding);
const types: EventType[] = ['view', 'select', 'like', 'dislike', 'add_to_cart', 'purchase', 'hide'];
const history = fc.array(fc.tuple(fc.constantFrom(...types), fc.nat(NUM_ITEMS - 1)), { maxLength: 30 });
const taste = (vector: ArrayLike<number>, index: number) => dot(vector, itemEmbedding(index), DIM - QUALITY_DIMS);

describe('the mean embedding', () => {
  it('is the prior for an empty history', () => {
    expect([...embed()]).toEqual([...Float32Array.from(model.prior)]);
  });

  it('is the prior plus the mean of what is liked, minus what is disliked', () => {
    const half = 2 ** (-1 / 20);
    const vector = embed(['dislike', 1], ['like', 0]);
    vector.forEach((value, d) => {
      const mean = (itemEmbedding(0)[d]! - half * itemEmbedding(1)[d]!) / (1 + half);
      expect(value).toBeCloseTo(model.prior[d]! + (d < DIM - QUALITY_DIMS ? 2 * mean : 0), 5);
    });
  });

  it('leaves the quality dims to the prior', () => {
    fc.assert(
      fc.property(history, (events) => {
        const quality = embed(...events).subarray(DIM - QUALITY_DIMS);
        expect([...quality]).toEqual([...Float32Array.from(model.prior.slice(DIM - QUALITY_DIMS))]);
      }),
      { seed: 1 },
    );
  });

  it('never takes a dislike for a like: turning one into the other lowers the item', () => {
    fc.assert(
      fc.property(history, fc.nat(NUM_ITEMS - 1), (events, index) => {
        const liked = taste(embed(...events, ['like', index]), index);
        for (const type of ['dislike', 'hide'] as const) {
          expect(taste(embed(...events, [type, index]), index)).toBeLessThan(liked);
        }
      }),
      { seed: 2 },
    );
  });
});
