// What is recommended, and why: the engine over the real films, by the mean of the history and by the user tower.
import { afterAll, describe, expect, it } from 'vitest';
import type { ItemSummary } from '../../src/catalog/item-summary.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openFilmEngine } from '../browser/film-engine.ts';

/** One with towers and one without, each opened once. */
const opened = new Map<boolean, Engine>();
afterAll(async () => {
  for (const engine of opened.values()) await engine.dispose();
});

/** With an empty history. */
async function open(withTowers: boolean): Promise<Engine> {
  const known = opened.get(withTowers);
  if (known) await known.forget();
  if (known) return known;
  const { engine } = await openFilmEngine();
  opened.set(withTowers, engine);
  if (withTowers) expect((await engine.loadTowers()).parts.towers.state).toBe('ready');
  return engine;
}

const ids = ({ items }: { items: readonly ItemSummary[] }) => items.map(({ itemId }) => itemId);
const share = (items: readonly ItemSummary[], genre: string) =>
  items.filter(({ facets }) => facets.genre?.includes(genre)).length / items.length;

describe.each([
  { by: 'mean', withTowers: false },
  { by: 'user-tower', withTowers: true },
])('recommendations by the $by', ({ by, withTowers }) => {
  it('answer an empty history from the prior', async () => {
    const engine = await open(withTowers);
    const { source, items } = await engine.forYou({ count: 5 });
    expect([source, items.length]).toEqual(['prior', 5]);
  });

  it('follow what is liked, and leave out what there is an opinion on', async () => {
    const engine = await open(withTowers);
    const before = await engine.forYou();
    const { items } = await engine.forYou({ count: 8, where: { genre: ['Horror'] } });
    for (const { itemId } of items) await engine.record({ type: 'like', itemId });
    const after = await engine.forYou();
    expect(after).toMatchObject({ source: by, eventsUsed: 8 });
    expect(share(after.items, 'Horror')).toBeGreaterThan(share(before.items, 'Horror'));
    expect(ids(after).filter((id) => ids({ items }).includes(id))).toEqual([]);
  });

  it('turn away from what is disliked', async () => {
    const engine = await open(withTowers);
    const { items } = await engine.forYou({ count: 4, where: { genre: ['Drama'] } });
    for (const { itemId } of items) await engine.record({ type: 'like', itemId });
    const { items: near } = await engine.forYou({ count: 3 });
    const { itemId } = near[0]!;
    const similar = ids(await engine.similar(itemId, { count: 10 }));
    const places = async () => {
      const list = ids(await engine.forYou({ count: 1000 }));
      return similar.map((id) => (list.indexOf(id) < 0 ? 1000 : list.indexOf(id)));
    };
    await engine.record({ type: 'like', itemId });
    const liked = await places();
    await engine.record({ type: 'dislike', itemId });
    const disliked = await places();
    const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
    expect(sum(disliked)).toBeGreaterThan(sum(liked));
  });

  it('never show a hidden or an excluded item, and show a cleared one again', async () => {
    const engine = await open(withTowers);
    const [hidden, excluded, liked] = ids(await engine.forYou());
    await engine.record({ type: 'hide', itemId: hidden! });
    await engine.record({ type: 'like', itemId: liked! });
    const list = ids(await engine.forYou({ count: 1000, exclude: [excluded!, 'an item of another catalog'] }));
    for (const id of [hidden, excluded, liked]) expect(list).not.toContain(id);
    for (const itemId of [hidden!, liked!]) await engine.record({ type: 'clear', itemId });
    expect(ids(await engine.forYou())).toContain(hidden);
  });

  it('satisfy every filter', async () => {
    const engine = await open(withTowers);
    const where = { genre: ['Comedy', 'Horror'], decade: ['1980s'] };
    const { items } = await engine.forYou({ count: 50, where });
    expect(items).toHaveLength(50);
    for (const { facets } of items) {
      expect(facets.genre?.some((genre) => where.genre.includes(genre))).toBe(true);
      expect(facets.decade).toContain('1980s');
    }
    expect((await engine.forYou({ where: { genre: ['No such genre'] } })).items).toEqual([]);
    await expect(engine.forYou({ where: { director: ['x'] } })).rejects.toThrow("facet 'director' is not known");
  });

  it('are explained by leaving one event out', async () => {
    const engine = await open(withTowers);
    const { items: scary } = await engine.forYou({ count: 3, where: { genre: ['Horror'] } });
    const { items: other } = await engine.forYou({ count: 1, where: { genre: ['Western'] } });
    for (const { itemId } of [...other, ...scary]) await engine.record({ type: 'like', itemId });
    const target = ids(await engine.similar(scary[0]!.itemId, { count: 1 }))[0]!;
    const reasons = await engine.explain(target, { count: 10 });
    expect(reasons).toHaveLength(4);
    expect(Math.abs(reasons[0]!.effect)).toBe(1);
    const sizes = reasons.map(({ effect }) => Math.abs(effect));
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    expect(await engine.explain(target, { count: 1 })).toEqual(reasons.slice(0, 1));
    await engine.record({ type: 'dislike', itemId: scary[0]!.itemId });
    const disliked = (await engine.explain(target, { count: 10 })).find(({ item }) => item.itemId === scary[0]!.itemId);
    expect(disliked?.effect).toBeLessThan(0);
  });
});

describe('the history', () => {
  it('is listed newest first, without what was superseded, searches included', async () => {
    const engine = await open(false);
    const [first, second] = ids(await engine.forYou());
    await engine.record({ type: 'like', itemId: first! });
    await engine.record({ type: 'search', query: 'space' });
    await engine.record({ type: 'view', itemId: 'an item of another catalog' });
    await engine.record({ type: 'rate', itemId: second!, value: 4.5 });
    await engine.record({ type: 'dislike', itemId: first! });
    const entries = await engine.history();
    expect(entries.map(({ event }) => event.type)).toEqual(['dislike', 'rate', 'view', 'search']);
    expect(entries.map(({ item }) => item?.itemId)).toEqual([first, second, undefined, undefined]);
    expect(await engine.item(second!)).toMatchObject({ marks: { taste: 'like' } });
    expect((await engine.forYou()).eventsUsed).toBe(2);
  });

  it('refuses an event that makes no sense, and keeps nothing of it', async () => {
    const engine = await open(false);
    await expect(engine.record({ type: 'rate', itemId: 'a', value: 9 })).rejects.toThrow('event: value is 9');
    expect(await engine.history()).toEqual([]);
  });

  it('is asked for only when the engine is open, and opened once', async () => {
    const engine = await open(false);
    await expect(
      engine.open(
        { manifestUrl: 'x' },
        () => {},
        () => {},
      ),
    ).rejects.toThrow('engine: it is open already');
    const { Engine } = await import('../../src/engine/engine.ts');
    await expect(new Engine().forYou()).rejects.toThrow('engine: it is not open yet');
  });
});
