// What the host sees of two visitors who do the opposite while everything comes and something gets in between: a reload, a tab
// that is closed, a worker's end, an outage, an update. The one acts on; the other does nothing. Both cause the same requests
// in the same order.
import { rm } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ANOTHER_TITLE, buildAnotherApp, changeCatalog } from './another-version.ts';
import { films, gate, newVisitor, press, useBrowser, type Visitor, visit, warm } from './harness.ts';
import { differences } from './host-order.ts';
import { killWorker } from './kill-worker.ts';

useBrowser();

let another: string;
beforeAll(async () => {
  another = await buildAnotherApp();
  await changeCatalog(another, 'Pulp Fiction');
});
afterAll(() => rm(another, { recursive: true, force: true }));

type Act = (page: Page) => Promise<void>;
const nothing: Act = async () => {};

/** What can be done before everything is here; what waits for its answer is not waited for. */
async function actOn(page: Page): Promise<void> {
  await press(page, films(page).nth(1), 'Like');
  await press(page, films(page).nth(2), 'Dislike');
  await films(page).nth(3).getByRole('link').click();
  await page.locator('film-dialog h1').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('textbox', { name: 'Steer your list in words' }).fill('nothing violent, before 1990');
  await page.getByRole('textbox', { name: 'Steer your list in words' }).press('Enter');
  await page.getByRole('combobox', { name: 'Search by a sentence' }).fill('a lonely robot cleans up the earth');
  await page.getByRole('combobox', { name: 'Search by a sentence' }).press('Enter');
  await page.locator('home-view .results').waitFor();
}

/** Asks for all that the engine has, without waiting. */
const ASK_ALL = `for (const ask of [
  () => privet.search({ query: 'a quiet heist' }), () => privet.suggest({ prefix: 'the' }), () => privet.map(),
  () => privet.reasons(['alien-1979']), () => privet.explain('alien-1979'), () => privet.tasteProfile(), () => privet.modelCard(),
  () => privet.filterCounts(), () => privet.goesWith(['alien-1979']), () => privet.export(), () => privet.inspect(),
]) ask().catch(() => {})`;

interface Interruption {
  name: string;
  /** Of the file that is on its way when it happens. */
  path: RegExp;
  /** @param act  the visitor's, while it is so */
  interrupt: (visitor: Visitor, act: Act) => Promise<void>;
}

async function reload({ page }: Visitor, act: Act): Promise<void> {
  await act(page);
  await page.reload();
}

async function closeTab(visitor: Visitor, act: Act): Promise<void> {
  await act(visitor.page);
  await visitor.page.close();
  visitor.page = await visitor.context.newPage();
  await visitor.page.goto(visitor.server.url);
}

async function endWorker({ page }: Visitor, act: Act): Promise<void> {
  await act(page);
  await killWorker(page);
  await expect.poll(() => page.evaluate(() => privet.status.engine.state)).toBe('running');
}

/** The network is gone in the middle of a file, for longer than two tries. */
async function goAway({ page, server }: Visitor, act: Act): Promise<void> {
  server.isAway = true;
  server.dropConnections();
  await expect.poll(() => page.evaluate(() => privet.status.warmUp.state)).toBe('waiting');
  await act(page);
  server.isAway = false;
}

/** Files of the version before are gone; a reload finds the new one. */
async function update({ page, server }: Visitor, act: Act): Promise<void> {
  server.folder = another;
  await act(page);
  await page.reload();
  await expect.poll(() => page.title()).toBe(ANOTHER_TITLE);
}

const INTERRUPTIONS: readonly Interruption[] = [
  { name: 'a reload', path: /user-tower\.onnx/, interrupt: reload },
  { name: 'a tab that is closed, and opened again', path: /content-000/, interrupt: closeTab },
  { name: 'the end of a worker', path: /language\.json/, interrupt: endWorker },
  { name: 'the end of a worker, early', path: /item-to-item\.bin/, interrupt: endWorker },
  { name: 'an outage', path: /taste-map/, interrupt: goAway },
  { name: 'an update', path: /language\.json/, interrupt: update },
];

/** Goes through an interruption, and acts before, while and after. */
async function goThrough(visitor: Visitor, { path, interrupt }: Interruption, act: Act): Promise<void> {
  const { server } = visitor;
  const held = gate();
  server.mischief.push({ path, until: held.opened });
  await visit(visitor);
  await act(visitor.page);
  await expect.poll(() => server.asked.some((asked) => path.test(asked.path))).toBe(true);
  await interrupt(visitor, act);
  server.mischief.length = 0;
  held.open();
  await films(visitor.page).first().waitFor();
  await act(visitor.page);
  await warm(visitor.page);
}

describe.each(['block', 'allow'] as const)('service workers: %s', (serviceWorkers) => {
  test.each(INTERRUPTIONS)('$name: two who do the opposite are the same to the host', async (interruption) => {
    const [busy, idle] = [await newVisitor({ serviceWorkers }), await newVisitor({ serviceWorkers })];
    await goThrough(busy, interruption, async (page) => {
      await page.evaluate(ASK_ALL);
      await actOn(page);
    });
    await goThrough(idle, interruption, nothing);
    expect(differences(busy, idle)).toEqual([]);
  });

  test('the end of a worker asks the host for nothing once all is here', async () => {
    const visitor = await newVisitor({ serviceWorkers });
    const { page, server } = visitor;
    await visit(visitor);
    await warm(page);
    const before = server.asked.length;
    for (const _ of [1, 2]) {
      await endWorker(visitor, nothing);
      await warm(page);
      await press(page, films(page).nth(1), 'Like');
    }
    await page.waitForTimeout(3000);
    expect(server.asked.slice(before).map(({ path }) => path)).toEqual([]);
  });
});
