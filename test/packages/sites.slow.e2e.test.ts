// The installed packages in every kind of site, in Chromium and in Firefox.
import { afterAll, beforeAll, describe, test } from 'vitest';
import { startServer } from '../e2e/static-server.ts';
import { useFirefox, visitInFirefox } from './firefox.ts';
import { type Newcomer, newcomer } from './pack.ts';
import { expectRecommendations, sharedChromium, visitPage } from './shop-page.ts';
import type { Site, Workshop } from './site.ts';
import { SITES } from './sites.ts';

sharedChromium();
useFirefox();

const BROWSERS = { Chromium: visitPage, Firefox: visitInFirefox };
const prepared = new Map<Site, Promise<string>>();
const closing: (() => Promise<void>)[] = [];
let site: Newcomer;
let workshop: Workshop;

beforeAll(async () => {
  site = await newcomer();
  workshop = {
    shop: site.folder,
    async serve(folder, options) {
      const server = await startServer(folder, options);
      closing.push(server.close);
      return server.url;
    },
  };
});
afterAll(async () => {
  for (const close of closing) await close();
  await site?.remove();
});

/** Made once for all browsers. */
function urlOf(site: Site): Promise<string> {
  if (!prepared.has(site)) prepared.set(site, site.prepare(workshop));
  return prepared.get(site)!;
}

describe.each(Object.entries(BROWSERS))('%s', (_, visit) => {
  test.each(SITES.map((site) => [site.name, site] as const))('%s', async (_, site) => {
    const requests = await visit(await urlOf(site), site.look ?? expectRecommendations, site);
    site.expectRequests?.(requests);
  });
});
