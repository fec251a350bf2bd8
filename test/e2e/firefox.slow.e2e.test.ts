// The built app in Firefox: the first list, what a like changes, the views that draw by themselves, erasing, and no host.
import { expect, inject, test } from 'vitest';
import { useFirefox, visitInFirefox } from '../packages/firefox.ts';
import type { AnyPage } from '../packages/shop-page.ts';
import { startServer } from './static-server.ts';

useFirefox();

/** An element of the page, wherever it is in shadow trees. */
const DEEP = `const deep = (selector, root = document) => [
  ...root.querySelectorAll(selector),
  ...[...root.querySelectorAll('*')].flatMap(({ shadowRoot }) => (shadowRoot ? deep(selector, shadowRoot) : [])),
];`;
const inPage = (page: AnyPage, expression: string) => page.evaluate(`(() => { ${DEEP} return ${expression}; })()`);

/** What the cards of the list say, once the engine is open behind it. A page that is just being left has none. */
async function cards(page: AnyPage): Promise<string[]> {
  const all = "deep('film-card').map(({ shadowRoot }) => shadowRoot.textContent.trim())";
  const found = inPage(page, `deep('privet-app[data-phase=ready]').length > 0 ? ${all} : []`);
  return (await found.catch(() => [])) as string[];
}

test('the app draws, follows a like, shows map and data, erases, and opens without a host', async () => {
  const server = await startServer(inject('builtAppFolder'));
  await visitInFirefox(server.url, async (page) => {
    await expect.poll(async () => (await cards(page)).length).toBeGreaterThan(20);
    const before = await cards(page);
    await expect.poll(() => page.$$('>>> button[aria-label^="Like "]')).not.toHaveLength(0);
    const [like] = await page.$$('>>> button[aria-label^="Like "]');
    await like!.click();
    await expect.poll(async () => (await cards(page)).join()).not.toBe(before.join());
    expect(await page.evaluate('privet.history().then(({ length }) => length)')).toBe(1);

    await page.evaluate("location.hash = '#/map'");
    await expect.poll(() => inPage(page, "deep('map-view canvas').length + deep('canvas').length")).toBeGreaterThan(0);
    await page.evaluate("location.hash = '#/data'");
    await expect
      .poll(() => inPage(page, "deep('h1').map(({ textContent }) => textContent.trim())"))
      .toContain('My data');
    const { after } = (await page.evaluate('privet.forget()')) as { after: { numEvents: number } };
    expect(after.numEvents).toBe(0);

    const offline = 'privet.status.parts.offline.state';
    await expect.poll(() => page.evaluate(offline), { timeout: 120_000 }).toBe('ready');
    await server.close();
    await page.evaluate("location.hash = '#/'");
    await page.evaluate('globalThis.isLeft = true, void setTimeout(() => location.reload())');
    await expect.poll(() => page.evaluate('globalThis.isLeft ?? false').catch(() => true)).toBe(false);
    await expect.poll(async () => (await cards(page)).length).toBeGreaterThan(20);
  });
});
