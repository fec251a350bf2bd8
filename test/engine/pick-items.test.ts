// Whom to ask about which films, on a small made-up catalog; picker.test.ts simulates people over the films.
import { describe, expect, it } from 'vitest';
import { pickItems } from '../../src/engine/picker/pick-items.ts';

/** Three kinds of items, four of each, nearly alike within a kind. */
const candidates = Array.from({ length: 12 }, (_, itemIndex) => {
  const embedding = new Float32Array(4).fill(0.02 * itemIndex);
  embedding[Math.floor(itemIndex / 4)] = 1;
  return { itemIndex, embedding, known: 1 };
});
const kind = (itemIndex: number) => Math.floor(itemIndex / 4);

describe('what is asked', () => {
  it('is of different kinds', () => {
    expect(new Set(pickItems(candidates, [], new Set(), 3).map(kind)).size).toBe(3);
  });

  it('is of other kinds than what was disliked, and never all of the kind that was liked', () => {
    const next = (sign: number) =>
      pickItems(candidates, [{ embedding: candidates[0]!.embedding, sign }], new Set([0]), 2).map(kind);
    expect(next(-1)).not.toContain(0);
    expect(new Set(next(-1)).size).toBe(2);
    expect(new Set(next(1)).size).toBe(2);
  });

  it('depends on the answers: of what they speak for, more is asked', () => {
    const answer = (sign: number) =>
      [4, 8].map((i) => ({ embedding: candidates[i]!.embedding, sign: i === 4 ? sign : 1 }));
    const excluded = new Set([4, 8, 0, 1, 2, 3]);
    const first = (sign: number) => kind(pickItems(candidates, answer(sign), excluded, 1)[0]!);
    expect([first(-1), first(1)]).not.toEqual([first(1), first(1)]);
  });

  it('is what people know, of two that tell as much', () => {
    const known = candidates.map((candidate) => ({ ...candidate, known: candidate.itemIndex % 4 === 2 ? 1 : 0.1 }));
    for (const itemIndex of pickItems(known, [], new Set(), 3)) expect(itemIndex % 4).toBe(2);
  });

  it('is nothing twice, nothing excluded, and less where there is less', () => {
    const asked = pickItems(candidates, [], new Set([0, 5]), 20);
    expect(asked.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 6, 7, 8, 9, 10, 11]);
    expect(pickItems([], [], new Set(), 3)).toEqual([]);
  });
});
