// How far a list leans on the prior where likes have nothing to do with each other.
import { describe, expect, it } from 'vitest';
import { ItemCatalog } from '../../src/catalog/item-catalog.ts';
import { priorScore, priorWeight } from '../../src/engine/lists/scattered-likes.ts';
import { createMemoryBundle, makeItems } from '../bundle/memory-host.ts';
import { windowOf } from './visitor.ts';

const { manifest: model } = await createMemoryBundle();
const manifest = { ...model, numItems: 4, qualityDims: 1 };
const catalog = new ItemCatalog(manifest);
const items = makeItems(0, 4);
const D = manifest.embeddingDim;
items.embeddings.fill(0);
// The first two are alike, the third is like nothing, the fourth has a cosine of .35 with the first; all are as good.
for (const [item, dim] of [0, 0, 2, 3].entries()) items.embeddings[item * D + dim] = 94;
items.embeddings[3 * D] = 35;
for (let item = 0; item < 4; item++) items.embeddings[item * D + D - 1] = 100;
catalog.append(items, { firstItemIndex: 0, path: 'items' });
const parts = { manifest, catalog };
const weightOf = (...liked: number[]) =>
  priorWeight(parts, windowOf(...liked.map((row): ['like', number] => ['like', row])));

describe('likes', () => {
  it('that are close to each other are followed', () => {
    expect(weightOf(0, 1)).toBe(0);
  });

  it('that have nothing to do with each other lean on the prior', () => {
    expect(weightOf(0, 2)).toBe(1);
    expect(weightOf(2, 3)).toBe(1);
  });

  it('of both kinds lean on it by how much they agree', () => {
    expect(weightOf(0, 3)).toBeCloseTo(0.5, 1);
    // Nearest: .35, 0 and .35, so .23.
    expect(weightOf(0, 2, 3)).toBeCloseTo(0.89, 1);
    // Nearest: 1, 1 and 0.
    expect(weightOf(0, 1, 2)).toBe(0);
  });

  it('say all that there is where there is one, or none', () => {
    expect([weightOf(), weightOf(2), weightOf(2, 2)]).toEqual([0, 0, 0]);
    expect(priorWeight(parts, windowOf(['dislike', 0], ['view', 2], ['dislike', 3]))).toBe(0);
  });

  it('what is added is the score for somebody without a history', () => {
    const expected = manifest.prior.reduce((sum, value, d) => sum + value * items.embeddings[2 * D + d]!, 0);
    expect(priorScore(parts, 2)).toBeCloseTo(expected * manifest.itemScale, 10);
  });
});
