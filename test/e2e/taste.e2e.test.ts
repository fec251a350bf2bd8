// Taste moves the list the right way: likes of one kind pull it there, and dislikes push it away. With the models that
// ship, in the built app. Changing one's mind about a film: test/engine/change-of-mind.test.ts.
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { ItemSummary } from '../../src/catalog/item-summary.ts';
import { films, filterBy, press, settled, towersReady, useBrowser, useVisit } from './harness.ts';

useBrowser();

const isScienceFiction = ({ facets }: ItemSummary) => facets.creativeType?.includes('Science Fiction') ?? false;
const isOfThe80s = ({ facets }: ItemSummary) => facets.decade?.includes('1980s') ?? false;
const isHorror = ({ facets }: ItemSummary) => facets.genre?.includes('Horror') ?? false;

const first = (page: Page, k: number) =>
  page.evaluate((k) => privet.forYou({ count: k }).then(({ items }) => items), k);
const firstTwenty = (page: Page) => first(page, 20);
const share = (items: readonly ItemSummary[], test: (item: ItemSummary) => boolean) =>
  items.filter(test).length / items.length;

/** Narrows the list, presses the button on its first film so many times, and widens it again. */
async function pressOnGenre(page: Page, genre: string, decade: string, opinion: 'Like' | 'Dislike', times: number) {
  await page.getByRole('button', { name: genre, exact: true }).click();
  await filterBy(page, 'Years', decade);
  for (let i = 0; i < times; i++) await press(page, films(page).first(), opinion);
  await page.getByRole('button', { name: 'Clear', exact: true }).click();
  await settled(page);
}

describe('taste', () => {
  const visitor = useVisit({ until: towersReady });

  test('ten likes of science fiction of the 1980s move the first twenty there', async () => {
    const { page } = await visitor();
    const hundredBefore = await first(page, 100);
    const before = hundredBefore.slice(0, 20);
    await pressOnGenre(page, 'Science Fiction', '1980s', 'Like', 10);
    const liked = await page.evaluate(() => privet.history());
    expect(liked.filter(({ item }) => item && isScienceFiction(item) && isOfThe80s(item)).length).toBe(10);
    const after = await firstTwenty(page);
    const shown = await films(page).getByRole('heading').allTextContents();
    expect(shown.slice(0, 20)).toEqual(after.map(({ title }) => title));

    const ids = new Set(before.map(({ itemId }) => itemId));
    const kept = after.filter(({ itemId }) => ids.has(itemId)).length;
    // The ten liked films are gone from the list; what is left of their kind must have risen.
    const likedIds = new Set(liked.map(({ item }) => item?.itemId));
    const ofTheirKind = (items: readonly ItemSummary[]) =>
      items.filter((item) => isScienceFiction(item) && isOfThe80s(item) && !likedIds.has(item.itemId)).length;
    const kindBefore = ofTheirKind(hundredBefore);
    const kindAfter = ofTheirKind(await first(page, 100));
    console.log(
      `ten likes: ${kept} of the first 20 stayed; science fiction ${share(before, isScienceFiction)} -> ${share(after, isScienceFiction)},` +
        ` 1980s ${share(before, isOfThe80s)} -> ${share(after, isOfThe80s)}; of the kind in the first hundred: ${kindBefore} -> ${kindAfter}`,
    );
    expect(kept).toBeLessThanOrEqual(12);
    expect(share(after, isScienceFiction)).toBeGreaterThanOrEqual(share(before, isScienceFiction) + 0.25);
    expect(share(after, isOfThe80s)).toBeGreaterThanOrEqual(share(before, isOfThe80s));
    expect(kindAfter).toBeGreaterThanOrEqual(kindBefore + 5);
  });

  // Somebody who likes horror of the 1980s still gets it first, whatever they think of other decades.
  test('eight dislikes of horror lower its share of the first hundred', async () => {
    const { page } = await visitor();
    await pressOnGenre(page, 'Horror', '1980s', 'Like', 8);
    const before = await first(page, 100);
    expect(share(before, isHorror)).toBeGreaterThanOrEqual(0.2);
    await pressOnGenre(page, 'Horror', '1970s', 'Dislike', 4);
    await pressOnGenre(page, 'Horror', '1990s', 'Dislike', 4);
    const after = await first(page, 100);
    console.log(`eight dislikes: horror ${share(before, isHorror)} -> ${share(after, isHorror)} of the first hundred`);
    expect(share(after, isHorror)).toBeLessThan(share(before, isHorror) - 0.05);
  });
});
