// Three shops, built by the command line and searched and listed by the engine: what shoppers type is obeyed, and lists are such
// that they would keep them (README.md has the rubric; `measure-searches.ts` and `measure-lists.ts` print what differs).
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { measureLists } from './measure-lists.ts';
import { measureSearches } from './measure-searches.ts';
import { SHOP_NAMES } from './read-shops.ts';
import { buildShop } from './shop-engine.ts';

/** Of 60 searches a shop; 58, 55 and 55 on 2026-12-01. */
const LEAST_OBEYED = { apparel: 57, books: 54, tools: 54 };
const LEAST_ANSWERED = 0.7;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-shops-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(SHOP_NAMES)('%s', (name) => {
  test('searches are obeyed, and lists are of what was liked', async () => {
    await buildShop(name, folder);
    const { numSearches, failed } = await measureSearches(name, join(folder, name));
    expect(numSearches - failed.length, failed.join('\n')).toBeGreaterThanOrEqual(LEAST_OBEYED[name]);

    const { numItems, numAnswered, numSameKind, shoppers } = await measureLists(name, join(folder, name));
    expect(numSameKind).toBe(0);
    expect(numAnswered).toBeGreaterThanOrEqual(LEAST_ANSWERED * numItems);
    for (const { name: who, kinds, items } of shoppers) {
      expect(
        items.filter(({ isSoldOut }) => isSoldOut),
        who,
      ).toEqual([]);
      expect(new Set(items.map(({ title }) => title)).size, who).toBe(items.length);
      const last = (text: string) => text.split(/ > |, /).at(-1)!;
      for (const { kind } of kinds) {
        const wanted = kind.map(last);
        expect(
          items.some((item) => wanted.includes(last(item.kind))),
          `${who}: ${wanted}`,
        ).toBe(true);
      }
    }
  });
});
