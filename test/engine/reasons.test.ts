// Reasons over the real films, by the mean of the history and by the user tower. Every claim is held to histories that
// are put together here anew, and to the films' own data.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { EngineParts } from '../../src/engine/engine-parts.ts';
import { historyParts } from '../../src/engine/lists/history-window.ts';
import { recommend } from '../../src/engine/lists/recommend.ts';
import { explain } from '../../src/engine/why/explain.ts';
import { listReasons } from '../../src/engine/why/reasons.ts';
import type { EventReason, ItemReason, TasteReason } from '../../src/engine/why/why-api.ts';
import type { NewEvent, StoredEvent } from '../../src/history/events.ts';
import { dot } from '../../src/numerics/dot.ts';
import { createRandom } from '../../src/numerics/random.ts';
import { openFilmParts, openFilms } from './film-host.ts';

const LIST = 21;
const FACETS = ['mood', 'theme', 'people', 'country', 'genre', 'decade', 'franchise'];
/** In falls of hundreds, what the tower's two batch sizes may differ by. */
const ROUNDING = 0.1;

describe.each(['mean', 'user-tower'])('reasons by the %s', (answering) => {
  let parts: EngineParts;
  let list: string[];
  beforeAll(async () => {
    parts = await openFilmParts(answering === 'user-tower');
  });
  afterEach(() => parts.history.erase());
  afterAll(async () => {
    parts.history.log.close();
    await parts.models.dispose();
  });

  const rowOf = (itemId: string) => parts.catalog.indexOf(itemId)!;
  const reasonsFor = async (facets = FACETS) => {
    list = (await recommend(parts, {}, LIST)).items.map(({ itemId }) => itemId);
    return listReasons(parts, list, { facets });
  };
  const like = async (...itemIds: string[]) => {
    for (const itemId of itemIds) await parts.history.log.record({ type: 'like', itemId });
  };
  /** Stars for a thousand films: more for quiet ones, fewer for loud ones. */
  const rateThousand = async () => {
    const random = createRandom(7);
    const rows = Array.from({ length: 2500 }, (_, row) => row);
    random.shuffle(rows);
    const events = rows.slice(0, 1000).map((row, i): NewEvent => {
      const has = (moods: string[]) => parts.catalog.facetValues(row, 'mood').filter((mood) => moods.includes(mood));
      const quiet = has(['melancholic', 'intimate', 'dreamy', 'bleak', 'thought-provoking']).length;
      const loud = has(['goofy', 'exhilarating', 'violent', 'epic']).length;
      const value = Math.min(5, Math.max(0.5, 3 + quiet - loud));
      return { type: 'rate', itemId: parts.catalog.itemId(row), value, time: Date.now() - (1000 - i) * 3_600_000 };
    });
    await parts.history.log.add(events);
  };

  /** By how much the score of an item falls without some events, as if they had never happened. */
  async function fallWithout(itemId: string, isLeftOut: (event: StoredEvent) => boolean): Promise<number> {
    const { standing } = parts.history.taste();
    const scoreBy = async (events: readonly StoredEvent[]) => {
      const state = historyParts(events, (id) => parts.catalog.indexOf(id));
      const [embedding] = await parts.embedder.embedAll([state], Date.now());
      const { values, source } = embedding!;
      return dot(values, parts.catalog.embedding(rowOf(itemId))) + parts.related.score(state, rowOf(itemId), source);
    };
    return (await scoreBy(standing)) - (await scoreBy(standing.filter((event) => !isLeftOut(event))));
  }
  const fallWithoutEvent = (itemId: string, left: StoredEvent) =>
    fallWithout(itemId, ({ sequence }) => sequence === left.sequence);

  function expectFewNames(reasons: readonly EventReason[]): void {
    const names = reasons.map(({ item }) => item.itemId);
    for (const name of names) expect(names.filter((other) => other === name).length, name).toBeLessThanOrEqual(3);
  }

  async function expectTaste({ itemId, facets }: TasteReason): Promise<void> {
    expect(Object.keys(facets).length).toBeGreaterThan(0);
    const { marks } = parts.history.taste();
    const liked = [...marks].flatMap(([id, { taste }]) => (taste === 'like' ? [rowOf(id)] : []));
    for (const [name, values] of Object.entries(facets)) {
      for (const value of values) {
        const has = (row: number) => parts.catalog.facetValues(row, name).includes(value);
        expect(has(rowOf(itemId)), `${itemId} ${value}`).toBe(true);
        const share = liked.filter(has).length / liked.length;
        expect(share, value).toBeGreaterThan(parts.catalog.facetCount(name, value) / parts.catalog.numItems);
        expect(await fallWithout(itemId, (event) => has(rowOf(event.itemId!))), value).toBeGreaterThan(0);
      }
    }
  }

  it('name an event on three items at most, on those that it lifts most', async () => {
    await like('alien-1979', 'toy-story-1995', 'the-godfather-1972');
    const reasons = onlyEvents(await reasonsFor());
    expectFewNames(reasons);
    expect(new Set(reasons.map(({ item }) => item.itemId)).size).toBeGreaterThan(1);
    for (const { itemId, event, lead } of reasons) {
      expect(await fallWithoutEvent(itemId, event)).toBeGreaterThan(0);
      const lifts = (await explain(parts, rowOf(itemId), 9)).filter(({ effect }) => effect > 0);
      const named = lifts.find(({ item }) => item.itemId === event.itemId)!;
      const [other] = lifts.filter((lift) => lift !== named);
      expect(named.effect).toBeGreaterThan((other?.effect ?? 0) / 2 - 0.01);
      if (other) expect(lead / (named.effect / other.effect)).toBeCloseTo(1, 1);
      else expect(lead).toBe(Number.POSITIVE_INFINITY);
    }
  });

  it('name no event that neither leads nor shares anything rare', async () => {
    await like(
      'aftersun-2022',
      'past-lives-2023',
      'drive-my-car-2021',
      'moonlight-2016',
      'lady-bird-2017',
      'carol-2015',
    );
    const told = onlyEvents(await reasonsFor());
    expect(told.some(({ lead }) => lead < 2)).toBe(true);
    for (const { lead } of onlyEvents(await reasonsFor([]))) expect(lead).toBeGreaterThanOrEqual(2);
  });

  it('name no event on its own item', async () => {
    const [bought, ...others] = (await recommend(parts, {}, 20)).items.map(({ itemId }) => itemId);
    const event = await parts.history.log.record({ type: 'purchase', itemId: bought! });
    expect(await fallWithoutEvent(bought!, event)).toBeGreaterThan(0);
    expect(await listReasons(parts, [bought!], { facets: FACETS })).toEqual([]);
    let lifted: string | undefined;
    for (const itemId of others) if ((await fallWithoutEvent(itemId, event)) > 0) lifted ??= itemId;
    expect(await listReasons(parts, [bought!, lifted!], { facets: FACETS })).toMatchObject([{ itemId: lifted }]);
  });

  it('of one like alone are those of the three items that it lifts most', async () => {
    await like('alien-1979');
    const reasons = onlyEvents(await reasonsFor());
    expect(reasons).toHaveLength(3);
    const { event } = reasons[0]!;
    const falls = await Promise.all(list.map((itemId) => fallWithoutEvent(itemId, event)));
    const largest = falls.toSorted((a, b) => b - a)[2]!;
    for (const { itemId, lead } of reasons) {
      expect(falls[list.indexOf(itemId)]).toBeGreaterThan(largest - ROUNDING);
      expect(lead).toBe(Number.POSITIVE_INFINITY);
    }
  });

  it('say what both have in common, the rarest first', async () => {
    await like('alien-1979', 'toy-story-1995', 'the-godfather-1972', 'spirited-away-2002', 'heat-1995');
    const reasons = onlyEvents(await reasonsFor());
    expect(reasons.some(({ shared }) => shared.details.includes('director'))).toBe(true);
    const { numItems } = parts.catalog;
    for (const { itemId, item, lead, shared } of reasons) {
      const film = parts.catalog.summary(rowOf(itemId));
      const counts = Object.entries(shared.facets).map(([name, values]) => {
        for (const value of values) {
          expect(film.facets[name]).toContain(value);
          expect(item.facets[name]).toContain(value);
        }
        const both = film.facets[name]!.filter((value) => item.facets[name]!.includes(value));
        expect(values.toSorted()).toEqual(both.toSorted());
        return values.map((value) => parts.catalog.filter({ [name]: [value] }).count());
      });
      for (const ofFacet of counts) expect(ofFacet).toEqual(ofFacet.toSorted((a, b) => a - b));
      const rarest = counts.map(([first]) => first!);
      expect(rarest).toEqual(rarest.toSorted((a, b) => a - b));
      if (lead < 2) expect(rarest[0]).toBeLessThanOrEqual(numItems / 8);
      const equal = Object.keys(film.details).filter((name) => film.details[name] === item.details[name]);
      expect(shared.details).toEqual(equal);
    }
  });

  it('speak of the taste where no event does, and what they say holds', async () => {
    await like('aftersun-2022', 'past-lives-2023', 'drive-my-car-2021');
    const reasons = onlyTaste(await reasonsFor());
    expect(reasons.length).toBeGreaterThan(3);
    for (const reason of reasons) await expectTaste(reason);
  });

  it('are there after a thousand ratings', async () => {
    await rateThousand();
    const reasons = await reasonsFor();
    expect(reasons.length).toBeGreaterThanOrEqual(LIST / 2);
    const [events, taste] = [onlyEvents(reasons), onlyTaste(reasons)];
    expectFewNames(events);
    expect(events.length).toBeGreaterThan(0);
    expect(taste.length).toBeGreaterThan(0);
    for (const { itemId, event } of events) {
      expect(event.itemId).not.toBe(itemId);
      expect(await fallWithoutEvent(itemId, event), itemId).toBeGreaterThan(0);
    }
    for (const reason of taste) await expectTaste(reason);
  });

  it('speak of the facets that are asked for alone, and of no other', async () => {
    await like('alien-1979', 'toy-story-1995', 'the-godfather-1972');
    const reasons = await reasonsFor(['theme', 'there is no such facet']);
    expect(reasons.length).toBeGreaterThan(0);
    for (const reason of reasons) {
      const { facets } = reason.kind === 'event' ? reason.shared : reason;
      for (const name of Object.keys(facets)) expect(name).toBe('theme');
    }
  });

  it('are none without events, and no dislike is one', async () => {
    expect(await reasonsFor()).toEqual([]);
    await parts.history.log.record({ type: 'dislike', itemId: list[0]! });
    expect(await reasonsFor()).toEqual([]);
  });
});

describe('the engine', () => {
  it('gives reasons of the facets that menus show, and says what it may not be asked', async () => {
    const engine = await openFilms();
    await engine.record({ type: 'like', itemId: 'alien-1979' });
    const { items } = await engine.forYou({ count: LIST });
    const ids = items.map(({ itemId }) => itemId);
    const [first] = onlyEvents(await engine.reasons(ids));
    const menus = Object.keys(await engine.facetCounts());
    for (const name of Object.keys(first!.shared.facets)) expect(menus).toContain(name);
    await expect(engine.reasons('all' as never)).rejects.toThrow("reasons: itemIds is 'all', expected a list");
    await expect(engine.reasons(ids, { facets: [1 as never] })).rejects.toThrow('reasons: facets.0 is 1, expected');
    await engine.dispose();
  });
});

const onlyEvents = (reasons: readonly ItemReason[]) => reasons.filter((reason) => reason.kind === 'event');
const onlyTaste = (reasons: readonly ItemReason[]) => reasons.filter((reason) => reason.kind === 'taste');
