// Taps on a site's own towers: `privet build` trains them on a log of views alone, and still a like pulls the list
// towards its kind and a dislike pushes it away, in a real page with the 8-bit files.

import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '../cli/collecting-terminal.ts';
import { newVisitor, towersReady, useBrowser } from './harness.ts';
import { type Kind, writeKinds } from './kinds-site.ts';
import { appOfSite } from './site-app.ts';

useBrowser();

/** How many of the first fifteen are of a kind. */
async function listed(page: Page, kind: Kind): Promise<number> {
  const ids = await page.evaluate(async () => {
    const { items, source } = await privet.forYou({ count: 15 });
    if (source !== 'user-tower') throw new Error(`the list is from ${source}, expected the user tower`);
    return items.map(({ itemId }) => itemId);
  });
  return ids.filter((id) => id.startsWith(kind)).length;
}

const record = (page: Page, type: 'like' | 'dislike', itemIds: string[]) =>
  page.evaluate(
    async ({ type, itemIds }) => {
      for (const itemId of itemIds) await privet.record(type, itemId);
    },
    { type, itemIds },
  );
const some = (kind: Kind, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `${kind}-${from + i}`);

describe('taps on the towers of a site whose log has only views', () => {
  test('likes bring more of their kind, a change of mind and dislikes of others of the kind take them away', async () => {
    const app = await appOfSite(await writeKinds(await temporaryFolder()), ['--epochs', '12']);
    const { page, server, errors } = await newVisitor({}, app);
    await page.goto(server.url);
    await expect.poll(() => page.evaluate(() => globalThis.privet !== undefined)).toBe(true);
    await record(page, 'like', ['kettle-29']);
    await towersReady(page);

    const before = await listed(page, 'tent');
    await record(page, 'like', some('tent', 0, 3));
    const liked = await listed(page, 'tent');
    await record(page, 'dislike', some('tent', 0, 3));
    const changed = await listed(page, 'tent');
    console.log(
      `tents among the first fifteen: ${before}, after three likes ${liked}, after a change of mind ${changed}`,
    );
    expect(liked).toBeGreaterThanOrEqual(before + 5);
    expect(changed).toBeLessThanOrEqual(liked - 5);

    await record(page, 'like', some('violin', 0, 4));
    const violins = await listed(page, 'violin');
    await record(page, 'dislike', some('violin', 20, 24));
    const fewer = await listed(page, 'violin');
    console.log(`violins: ${violins}, after dislikes of four others ${fewer}`);
    expect(fewer).toBeLessThan(violins);
    expect(errors).toEqual([]);
  });
});
