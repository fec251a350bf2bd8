// The attacks of `npm run attack -- infer` in short: five histories over a shop. The port of before fails each of them.
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { missingFromAll } from './infer/attackers.ts';
import { infer, type Opens, played, portOfBefore, portOfNow } from './infer/infer.ts';
import { type Person, shopPeople } from './infer/people.ts';
import { idsOf, type Port } from './infer/ports.ts';
import { buildShop } from './infer/shop.ts';
import { strangeCalls } from './infer/strange-calls.ts';
import { openWorld, type World } from './infer/world.ts';

const HOUR_MS = 3_600_000;
let folder: string;
let world: World;
let people: Person[];

beforeAll(async () => {
  folder = await buildShop();
  world = await openWorld(folder);
  people = shopPeople(world, 5, 7);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Items with an act other than a look, of what the whole list lacks. */
async function whatIsMissing(opens: Opens): Promise<{ precision: number; recall: number }> {
  let [hits, told, acted] = [0, 0, 0];
  for (const person of people) {
    const found = await played(world, person, opens, missingFromAll);
    const items = person.filter(({ type }) => type !== 'view').map(({ item }) => item);
    hits += items.filter((item) => found.has(item)).length;
    told += found.size;
    acted += items.length;
  }
  return { precision: hits / Math.max(1, told), recall: hits / acted };
}

/** Answers beside the one list of a visit that are not a stranger's. */
async function numOthers(opens: Opens): Promise<number> {
  let others = 0;
  for (const [i, person] of people.slice(0, 2).entries()) {
    const strangers = await played(world, [], opens, strangeCalls(i, 40));
    const theirs = await played(world, person, opens, strangeCalls(i, 40));
    others += theirs.filter((answer, n) => answer !== strangers[n]).length;
  }
  return others;
}

test('what is missing from the whole list says nothing of anybody', async () => {
  expect(await whatIsMissing(portOfBefore)).toEqual({ precision: 1, recall: 1 });
  expect(await whatIsMissing(portOfNow)).toEqual({ precision: 0, recall: 0 });
});

test('every answer but one list of a visit is a stranger’s', async () => {
  expect(await numOthers(portOfBefore)).toBeGreaterThan(20);
  expect(await numOthers(portOfNow)).toBe(0);
});

test('of each act an attacker learns hardly more than one list of the taste tells; before, all', async () => {
  const { byAct, leastDrawn } = await infer(world, people);
  const excess = byAct.map(({ now, oneList }) => now - oneList);
  // Five people are few to learn from, so that single acts go up and down.
  expect(excess.reduce((sum, one) => sum + one, 0) / excess.length).toBeLessThanOrEqual(0.15);
  for (const { act, before } of byAct) expect(before, act).toBeGreaterThan(0.9);
  expect(leastDrawn).toBeGreaterThanOrEqual(18 / 24);
});

describe('a visit', () => {
  const list = async (port: Port) => idsOf(await port.ask('forYou', { count: 24 }));
  const likes = (items: readonly string[]) => items.map((itemId) => ({ type: 'like' as const, itemId }));

  test('has one list, whatever is recorded in it, a shorter one is its beginning, and the next has another', async () => {
    await played(world, people[0]!, portOfNow, async ({ port, startMs, advance }) => {
      const told = await list(port);
      await world.engine.addEvents(likes(told.slice(0, 3)));
      for (const minutes of [10, 35, 60]) {
        await advance(startMs + minutes * 60_000);
        expect(await list(port)).toEqual(told);
      }
      expect(idsOf(await port.ask('forYou', { count: 5 }))).toEqual(told.slice(0, 5));
      await advance(startMs + 95 * 60_000);
      expect(await list(port)).not.toEqual(told);
    });
  });

  test('leaves out what the page itself said something of, until it takes that back', async () => {
    await played(world, people[0]!, portOfNow, async ({ port }) => {
      const told = await list(port);
      await port.ask('record', 'purchase', told[1]);
      await port.ask('record', 'like', told[2]);
      expect(await list(port)).toEqual(told.filter((_, place) => place !== 1 && place !== 2));
      await port.ask('record', 'clear', told[2]);
      expect(await list(port)).toEqual(told.filter((_, place) => place !== 1));
    });
  });

  test('of more than two a day is a stranger’s', async () => {
    await played(world, people[0]!, portOfNow, async ({ port, startMs, advance }) => {
      const strangers = (await world.engine.forYou({ count: 24, anonymous: true })).items.map(({ itemId }) => itemId);
      const isStrangers: boolean[] = [];
      for (const hours of [0, 2, 4, 6, 25]) {
        await advance(startMs + hours * HOUR_MS);
        isStrangers.push(`${await list(port)}` === `${strangers}`);
      }
      expect(isStrangers).toEqual([false, false, true, true, false]);
    });
  });

  test('that a page aims at other items is a stranger’s', async () => {
    await played(world, people[0]!, portOfNow, async ({ port, startMs, advance }) => {
      const told = await list(port);
      const far = world.likeness(told.map((itemId) => world.indexOf.get(itemId)!));
      const farthest = [...far.keys()].sort((a, b) => far[a]! - far[b]!).slice(0, 12);
      for (const item of farthest) await port.ask('record', 'like', world.itemIds[item]);
      await advance(startMs + HOUR_MS);
      expect(await list(port)).toEqual(
        (await world.engine.forYou({ count: 24, anonymous: true })).items.map(({ itemId }) => itemId),
      );
    });
  });

  test('after a page took back what it had said is as if it had said nothing', async () => {
    const drawnAfter = (takesBack: boolean) =>
      played(world, people[1]!, portOfNow, async ({ port, startMs, advance, person }) => {
        const drawn = async () => (await world.engine.forYou({ count: 24 })).items.map(({ itemId }) => itemId);
        if (takesBack) {
          for (const { type, item } of person.filter(({ type }) => type !== 'view')) {
            await port.ask('record', type === 'like' ? 'dislike' : 'like', world.itemIds[item]);
            await port.ask('record', 'clear', world.itemIds[item]);
          }
        }
        await advance(startMs + HOUR_MS);
        return drawn();
      });
    expect(await drawnAfter(true)).toEqual(await drawnAfter(false));
  });
});
