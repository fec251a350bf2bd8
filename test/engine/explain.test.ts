import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanEmbedding } from '../../src/engine/lists/mean-embedding.ts';
import { UserEmbedder } from '../../src/engine/lists/user-embedder.ts';
import { type AddedScore, eventEffects } from '../../src/engine/why/explain.ts';
import type { EventType } from '../../src/history/events.ts';
import { dot } from '../../src/numerics/dot.ts';
import { itemEmbedding, model, NUM_ITEMS, windowOf } from './visitor.ts';

const embedder = new UserEmbedder(model, itemEmbedding, () => {});
const types: EventType[] = ['view', 'like', 'dislike', 'hide'];
const history = fc.array(fc.tuple(fc.constantFrom(...types), fc.nat(NUM_ITEMS - 1)), { minLength: 1, maxLength: 12 });

describe('event effects', () => {
  it('are the score with the event minus the score without it, over the largest', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.nat(NUM_ITEMS - 1), async (events, target) => {
        const window = windowOf(...events);
        const score = (events: typeof window) =>
          dot(meanEmbedding(events, model, itemEmbedding), itemEmbedding(target));
        const effects = window.map((left) => score(window) - score(window.filter((event) => event !== left)));
        const largest = Math.max(...effects.map(Math.abs)) || 1;
        const found = await eventEffects({ window, past: [] }, itemEmbedding(target), embedder, 0);
        expect(found).toHaveLength(window.length);
        for (const { event, effect } of found) {
          expect(effect).toBeCloseTo(effects[window.indexOf(event)]! / largest, 6);
        }
        const sizes = found.map(({ effect }) => Math.abs(effect));
        expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
      }),
      { seed: 1 },
    );
  });

  it('name the like that pulls and the dislike that pushes', async () => {
    const effects = await eventEffects(
      { window: windowOf(['like', 4], ['dislike', 4]), past: [] },
      itemEmbedding(4),
      embedder,
      0,
    );
    const byType = Object.fromEntries(effects.map(({ event, effect }) => [event.type, effect]));
    expect(byType.like).toBeGreaterThan(0);
    expect(byType.dislike).toBeLessThan(0);
  });

  it('count what is added beside the model, with the part of the history that it is asked for', async () => {
    const window = windowOf(['like', 4], ['view', 5]);
    const added: AddedScore = ({ window: events }) => (events.some(({ itemIndex }) => itemIndex === 5) ? 1000 : 0);
    const [first] = await eventEffects({ window, past: [] }, itemEmbedding(4), embedder, 0, added);
    expect(first).toMatchObject({ event: { itemIndex: 5 }, effect: 1 });
  });

  it('of no events are none', async () => {
    expect(await eventEffects({ window: [], past: [] }, itemEmbedding(0), embedder, 0)).toEqual([]);
  });
});
