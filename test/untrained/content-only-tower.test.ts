// The user tower of the content path against the formula written out, and what it promises: a dislike never acts as a
// like, and a long history stands to the prior as a single item does.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FEATURES, TOWER_EVENT_TYPES, type TowerEventType } from '../../src/formats/vocabulary.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { eventSign } from '../../src/towers/event-evidence.ts';
import { encodeHistory, type HistoryItem } from '../../src/towers/history-inputs.ts';
import { contentOnlyEmbedding, createContentOnlyTower } from '../../src/untrained/content-only-tower.ts';
import { eventWeight } from '../../src/untrained/forgetting.ts';

const D = 32;
const TASTE = D - FEATURES.length;
const NUM_ITEMS = 40;
const random = createRandom(3);
const rows = Array.from({ length: NUM_ITEMS }, () => Float32Array.from({ length: D }, () => random.normal() / 5));
const model = { prior: Float32Array.from({ length: D }, (_, d) => (d < TASTE ? 0 : 0.1 * d)), meanStrength: 2 };

const event = (item: number, type: TowerEventType): HistoryItem => ({ embedding: rows[item]!, type });
const embed = (events: HistoryItem[]) => contentOnlyEmbedding(encodeHistory(events, { embeddingDim: D }), model);
const dot = (a: ArrayLike<number>, b: ArrayLike<number>, dim = D) =>
  Array.from({ length: dim }, (_, d) => a[d]! * b[d]!).reduce((sum, value) => sum + value, 0);

const eventTypes = TOWER_EVENT_TYPES.filter((type) => !['none', 'start', 'search'].includes(type));
const anyHistory = fc.array(fc.record({ item: fc.nat(NUM_ITEMS - 1), type: fc.constantFrom(...eventTypes) }), {
  maxLength: 120,
});

/** The formula in plain loops. */
function naive(history: { item: number; type: TowerEventType }[]): number[] {
  const window = history.slice(-99).map((entry, i, all) => ({ ...entry, weight: eventWeight(all.length - 1 - i) }));
  const sumOf = (weightOf: (entry: (typeof window)[number]) => number) =>
    Array.from({ length: TASTE }, (_, d) => window.reduce((sum, e) => sum + weightOf(e) * rows[e.item]![d]!, 0));
  const signed = sumOf(({ weight, type }) => weight * eventSign(type));
  const liked = Math.hypot(...sumOf(({ weight }) => weight));
  const apart = Math.hypot(
    ...window.flatMap(({ weight, item }) => [...rows[item]!.subarray(0, TASTE)].map((v) => weight * v)),
  );
  const length = Math.max(liked, apart, 1e-6);
  return Array.from(model.prior, (value, d) => value + (d < TASTE ? (2 * signed[d]!) / length : 0));
}

describe('the content-only tower', () => {
  it('is the prior without a history, and with a search alone', async () => {
    const nothing: HistoryItem = { embedding: new Float32Array(D), type: 'search' };
    for (const events of [[], [nothing]]) expect([...embed(events)]).toEqual([...model.prior]);
    expect([...embed([nothing, event(1, 'like')])]).toEqual([...embed([event(1, 'like')])]);
  });

  it('is the signed sum over its length if all were liked, whatever the history', async () => {
    const tower = createContentOnlyTower(model);
    await fc.assert(
      fc.asyncProperty(anyHistory, async (history) => {
        const inputs = encodeHistory(
          history.map(({ item, type }) => event(item, type)),
          { embeddingDim: D },
        );
        const [made] = await tower.run([inputs]);
        naive(history).forEach((value, d) => {
          expect(Math.abs(made![d]! - value)).toBeLessThan(1e-4);
        });
        expect(await tower.lend(inputs, (tensor) => tensor.getData())).toEqual(made);
      }),
      { numRuns: 60 },
    );
  });

  it('stands to the prior alike after one like and after many of one kind', () => {
    const taste = (events: HistoryItem[]) => Math.hypot(...embed(events).subarray(0, TASTE));
    expect(taste([event(1, 'like')])).toBeCloseTo(2, 4);
    expect(taste(Array.from({ length: 50 }, () => event(1, 'like')))).toBeCloseTo(2, 4);
  });

  it('a dislike in place of anything else lowers every item that is like it', () => {
    fc.assert(
      fc.property(
        anyHistory,
        fc.nat(NUM_ITEMS - 1),
        fc.constantFrom('view', 'like', 'purchase'),
        (history, item, type) => {
          const before = history.slice(-50).map((entry) => event(entry.item, entry.type));
          const with_ = embed([...before, event(item, type)]);
          const disliked = embed([...before, event(item, 'dislike')]);
          for (const row of rows) {
            if (dot(rows[item]!, row, TASTE) > 0.05) expect(dot(disliked, row)).toBeLessThan(dot(with_, row));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('divides by no nothing: opposite items, liked and disliked, give finite numbers', () => {
    const opposite: HistoryItem = { embedding: rows[1]!.map((value) => -value), type: 'dislike' };
    const made = embed([opposite, event(1, 'like')]);
    expect(Math.hypot(...made.subarray(0, TASTE))).toBeLessThan(4);
  });
});
