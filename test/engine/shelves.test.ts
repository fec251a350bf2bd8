// Shelves over the real films, held to their claims by asking the engine in other ways. No towers: the mean and the
// item-to-item table answer, which are exact, so that what is claimed can be computed here.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import type { RankedItem } from '../../src/engine/lists/lists-api.ts';
import type { Shelf } from '../../src/engine/why/why-api.ts';
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
    const { items } = await engine.search({ query, count: 1 });
    await engine.record({ type: 'like', itemId: items[0]!.itemId });
  }
}

describe('shelves', () => {
  it('are none for somebody who has liked nothing', async () => {
    expect(await engine.shelves()).toEqual([]);
    const { items } = await engine.forYou({ count: 2 });
    await engine.record({ type: 'dislike', itemId: items[0]!.itemId });
    await engine.record({ type: 'seen', itemId: items[1]!.itemId });
    expect(await engine.shelves()).toEqual([]);
  });

  it('hold what they claim', async () => {
    await like('Alien', 'Blade Runner', 'Finding Nemo', 'Toy Story');
    const { items: listed } = await engine.forYou({ count: 21 });
    const shelves = await engine.shelves({ exclude: ids(listed), count: 10 });
    const kinds = shelves.map(({ kind }) => kind);
    expect(kinds[0]).toBe('just');
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
      // "Because" begins with what leans on the event most, the others with the best guess or what is nearest.
      if (shelf.kind !== 'because') expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      await expectClaim(shelf);
    }
  });

  it('keep out what is seen, saved or hidden', async () => {
    await like('Alien', 'Blade Runner');
    const shelves = await engine.shelves();
    const [a, b, c] = shelves.find(({ kind }) => kind === 'because')!.items;
    await engine.record({ type: 'seen', itemId: a!.itemId });
    await engine.record({ type: 'hide', itemId: b!.itemId });
    await engine.record({ type: 'save', itemId: c!.itemId });
    const shown = (await engine.shelves()).flatMap(({ items }) => ids(items));
    for (const { itemId } of [a!, b!, c!]) expect(shown).not.toContain(itemId);
  });
});

describe('the shelf of what was just liked', () => {
  const first = async (exclude: string[] = []) => (await engine.shelves({ exclude, count: 12 }))[0]!;

  it('is what is beside the newest like, without what is known or on screen', async () => {
    await like('Alien', 'Toy Story');
    const [newest] = await engine.history({ limit: 1 });
    const { items: beside } = await engine.similar(newest!.event.itemId!, { count: 14 });
    await engine.record({ type: 'seen', itemId: beside[0]!.itemId });
    const shelf = await first([beside[1]!.itemId]);
    expect(shelf).toMatchObject({ kind: 'just', item: { title: 'Toy Story' }, event: { type: 'like' } });
    expect(ids(shelf.items)).toEqual(ids(beside.slice(2)));
    for (const other of await engine.shelves())
      if (other.kind === 'because') expect(other.item.title).not.toBe('Toy Story');
  });

  it('heeds a save and stars as well, whichever is newest, and no dislike', async () => {
    await like('Alien');
    const { items } = await engine.forYou({ count: 3 });
    const [saved, rated, disliked] = ids(items);
    await engine.record({ type: 'save', itemId: saved! });
    expect(await first()).toMatchObject({ kind: 'just', item: { itemId: saved } });
    await engine.record({ type: 'rate', itemId: rated!, value: 5 });
    await engine.record({ type: 'dislike', itemId: disliked! });
    expect(await first()).toMatchObject({ kind: 'just', item: { itemId: rated } });
  });

  it('is there after a thousand ratings, also where no like is among the newest hundred', async () => {
    const { items } = await engine.forYou({ count: 1000 });
    const time = Date.now();
    const stars = (i: number) => (i < 100 ? 1 : 4);
    await engine.addEvents(
      items.map(({ itemId }, i) => ({ type: 'rate', itemId, value: stars(i), time: time - i * 1000 })),
    );
    expect(await first()).toMatchObject({ kind: 'just', item: { itemId: items[100]!.itemId } });
    await like('Alien: Romulus');
    const shelf = await first();
    expect(shelf).toMatchObject({ kind: 'just', item: { title: 'Alien: Romulus' } });
    expect(shelf.items.length).toBe(12);
  });
});

async function expectClaim(shelf: Shelf): Promise<void> {
  if (shelf.kind === 'because') {
    for (const { itemId } of shelf.items.slice(0, 4)) {
      const [first] = await engine.explain(itemId, { count: 9 });
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
