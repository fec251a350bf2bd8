// Shelves and reasons over the real films, held to their claims by asking the engine in other ways. No towers: the mean
// and the item-to-item table answer, which are exact, so that what is claimed can be computed here.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { RankedItem } from '../../src/engine/lists/api.ts';
import type { Shelf } from '../../src/engine/why/api.ts';
import { openFilms } from './film-host.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openFilms();
});
beforeEach(() => engine.forget());
afterAll(() => engine.dispose());

const ids = (items: readonly { itemId: string }[]) => items.map(({ itemId }) => itemId);

/** Ids of films by title, whatever their slugs. */
async function like(...titles: string[]): Promise<void> {
  for (const query of titles) {
    const { items } = await engine.search({ query, k: 1 });
    await engine.record({ type: 'like', itemId: items[0]!.itemId });
  }
}

describe('reasons', () => {
  it('name the event without which the score falls most', async () => {
    await like('Alien', 'Finding Nemo', 'Toy Story', 'The Godfather');
    const { items } = await engine.recommend({ k: 30 });
    const reasons = await engine.reasons(ids(items));
    expect(reasons.length).toBeGreaterThan(20);
    for (const { itemId, event, lead } of reasons.slice(0, 8)) {
      // The largest effect of all may be that of an event that speaks against the item.
      const [first, second] = (await engine.explain(itemId, 9)).filter(({ effect }) => effect > 0);
      expect(event.itemId).toBe(first!.item.itemId);
      const up = second && second.effect > 0 ? first!.effect / second.effect : undefined;
      if (up !== undefined && Number.isFinite(lead)) expect(lead).toBeCloseTo(up, 3);
    }
    expect(new Set(reasons.map(({ event }) => event.itemId)).size).toBeGreaterThan(1);
  });

  it('are none without events, and no dislike is one', async () => {
    const { items } = await engine.recommend({ k: 10 });
    expect(await engine.reasons(ids(items))).toEqual([]);
    await engine.record({ type: 'dislike', itemId: items[0]!.itemId });
    expect(await engine.reasons(ids(items))).toEqual([]);
    await expect(engine.reasons('all' as never)).rejects.toThrow("reasons: itemIds is 'all', expected a list");
  });
});

describe('shelves', () => {
  it('are none for somebody who has liked nothing', async () => {
    expect(await engine.shelves()).toEqual([]);
    const { items } = await engine.recommend({ k: 2 });
    await engine.record({ type: 'dislike', itemId: items[0]!.itemId });
    await engine.record({ type: 'seen', itemId: items[1]!.itemId });
    expect(await engine.shelves()).toEqual([]);
  });

  it('hold what they claim', async () => {
    await like('Alien', 'Blade Runner', 'Finding Nemo', 'Toy Story');
    const { items: listed } = await engine.recommend({ k: 21 });
    const shelves = await engine.shelves({ exclude: ids(listed), k: 10 });
    const kinds = shelves.map(({ kind }) => kind);
    expect(kinds).toContain('because');
    expect(kinds).toContain('further');
    expect(kinds).toContain('new');
    const shown = shelves.flatMap(({ items }) => ids(items));
    expect(new Set(shown).size).toBe(shown.length);
    for (const id of ids(listed)) expect(shown).not.toContain(id);
    for (const shelf of shelves) {
      expect(shelf.items.length).toBeGreaterThanOrEqual(5);
      expect(shelf.items.length).toBeLessThanOrEqual(10);
      const scores = shelf.items.map(({ score }) => score);
      // "Because" begins with what leans on the event most, the others with the best guess.
      if (shelf.kind !== 'because') expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      await expectClaim(shelf);
    }
  });

  it('keep out what is seen, saved or hidden', async () => {
    await like('Alien', 'Blade Runner');
    const [first] = await engine.shelves();
    const [a, b, c] = first!.items;
    await engine.record({ type: 'seen', itemId: a!.itemId });
    await engine.record({ type: 'hide', itemId: b!.itemId });
    await engine.record({ type: 'save', itemId: c!.itemId });
    const shown = (await engine.shelves()).flatMap(({ items }) => ids(items));
    for (const { itemId } of [a!, b!, c!]) expect(shown).not.toContain(itemId);
  });
});

async function expectClaim(shelf: Shelf): Promise<void> {
  if (shelf.kind === 'because') {
    for (const { itemId } of shelf.items.slice(0, 4)) {
      const [first] = await engine.explain(itemId, 9);
      expect(first!.item.itemId).toBe(shelf.item.itemId);
      expect(first!.effect).toBeGreaterThan(0);
    }
  } else if (shelf.kind === 'new') {
    const liked = (await engine.history()).flatMap(({ item }) => item?.facets.genre ?? []);
    for (const { facets } of shelf.items) for (const genre of facets.genre!) expect(liked).not.toContain(genre);
    expect(shelf.values.toSorted()).toEqual([...new Set(shelf.items.flatMap(genresOf))].toSorted());
  }
}

const genresOf = ({ facets }: RankedItem) => facets.genre!;
