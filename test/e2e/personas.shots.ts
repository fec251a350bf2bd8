// `npm run screenshots`: the lists of ten written people of the taste bench (its development half), desktop and phone, for
// somebody who knows films to look at. Their likes are told to the built app, as an import would.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions } from 'playwright-core';
import { expect, test } from 'vitest';
import { readFilms } from '../../demo/films/cleaning/read-films.ts';
import { createFilmFinder } from '../../demo/films/taste/film-finder.ts';
import { readPersonas } from '../../demo/films/taste/personas.ts';
import { films, newVisitor, PHONE, towersReady, useBrowser, visit } from './harness.ts';

useBrowser();

const folder = fileURLToPath(new URL('../../test-results/images', import.meta.url));
const PEOPLE = 10;
const DESKTOP: BrowserContextOptions = { viewport: { width: 1440, height: 2000 } };
const TALL_PHONE: BrowserContextOptions = { ...PHONE, viewport: { width: 390, height: 2600 } };
const HOUR_MS = 3_600_000;

const { personas } = readPersonas(createFilmFinder(readFilms().films));
const development = personas.filter((_, i) => i % 2 === 0);
const asked = development.filter((_, i) => i % Math.floor(development.length / PEOPLE) === 0).slice(0, PEOPLE);

test.each(asked)('the list of $id', async ({ id, likes, dislikes }) => {
  await mkdir(folder, { recursive: true });
  for (const [device, options] of [
    ['desktop', DESKTOP],
    ['phone', TALL_PHONE],
  ] as const) {
    const visitor = await newVisitor(options);
    const { page } = visitor;
    await visit(visitor);
    await towersReady(page);
    const said = [
      ...dislikes.map((itemId) => ({ type: 'dislike' as const, itemId })),
      ...likes.map((itemId) => ({ type: 'like' as const, itemId })),
    ].map((event, i, all) => ({ ...event, time: Date.now() - (all.length - i) * HOUR_MS }));
    await page.evaluate((events) => privet.addEvents(events), said);
    await page.reload();
    await films(page).first().waitFor();
    await page.getByText('Goes with films you liked').first().waitFor();
    await page.screenshot({ path: join(folder, `person-${id}-${device}.png`) });
    expect(visitor.errors).toEqual([]);
  }
});
