// The first list: without any history, before ONNX Runtime, within the budget of bytes, and never moved by what loads
// later.

import { gzipSync } from 'node:zlib';
import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  films,
  filterBy,
  gate,
  newVisitor,
  press,
  settled,
  titles,
  towersReady,
  useBrowser,
  useVisit,
  visit,
  warm,
} from './harness.ts';
import { NOTE_SHIFTS } from './visit-script.ts';

const FIRST_LIST_BUDGET_BYTES = 1_500_000;
const SCRIPT_BUDGET_BYTES = 60_000;
const SHIFT_BUDGET = 0.02;
/** The runtime's code and its WebAssembly, as the build names them. */
const RUNTIME = /\.wasm$|\/assets\/ort[^/]*\.m?js$/;
/** All pictures of covers. */
const COVERS = /\/assets\/covers-[^/]*\.js$/;
const RUNTIME_OR_MODEL = /\.(wasm|onnx)$|\/assets\/ort[^/]*\.m?js$/;

/** Shards of the catalog behind the first one. */
const FURTHER_SHARDS = /\/items-(?!000)\d+\.arrow\.gz$/;

useBrowser();

const top = (part: Locator) => part.evaluate((element) => element.getBoundingClientRect().top);
const bottom = (part: Locator) => part.evaluate((element) => element.getBoundingClientRect().bottom);

async function gzippedBytes(url: string): Promise<number> {
  return gzipSync(new Uint8Array(await (await fetch(url)).arrayBuffer())).length;
}

describe('the first list', () => {
  const visitor = useVisit();

  test('comes without history and while ONNX Runtime cannot be had', async () => {
    const visitor = await newVisitor();
    visitor.server.mischief.push({ path: RUNTIME, lose: true });
    await visit(visitor);
    expect(await films(visitor.page).count()).toBe(23);
    expect(new Set(await titles(visitor.page, 23)).size).toBe(23);
    await visitor.page.getByRole('heading', { name: 'Good films for tonight' }).waitFor();
  });

  test('takes at most 1.5 MB on the wire from a host that compresses nothing, and none of the runtime', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    // The first shard is enough: the others only come once the list is there.
    const others = gate();
    server.mischief.push({ path: FURTHER_SHARDS, until: others.opened });
    await visit(visitor);
    others.open();
    const shownAt = (await page.evaluate(
      "performance.timeOrigin + performance.getEntriesByName('privet:first-list')[0].startTime",
    )) as number;
    const before = server.served.filter(({ startedAt, path }) => startedAt < shownAt && !FURTHER_SHARDS.test(path));
    const total = before.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const lines = before.map(({ path, sizeBytes }) => `${String(sizeBytes).padStart(9)}  ${path}`);
    console.log(`bytes on the wire before the first list:\n${lines.join('\n')}\n${String(total).padStart(9)}  in all`);
    expect(before.map(({ path }) => path).filter((path) => RUNTIME_OR_MODEL.test(path))).toEqual([]);
    const scripts = await Promise.all(
      before.filter(({ path }) => path.endsWith('.js')).map(({ path }) => gzippedBytes(server.url + path.slice(1))),
    );
    expect(scripts.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(SCRIPT_BUDGET_BYTES);
    expect(total).toBeGreaterThan(20_000);
    expect(total).toBeLessThanOrEqual(FIRST_LIST_BUDGET_BYTES);
  });

  test('is in the first screen, with its pictures from the page: the first film on phones, a row and more on desktops', async () => {
    const visitor = await newVisitor({ viewport: { width: 390, height: 844 } });
    const { page, server } = visitor;
    const covers = gate();
    server.mischief.push({ path: COVERS, until: covers.opened });
    await visit(visitor);
    const cards = films(page);
    const logline = cards.first().locator('.logline');
    expect((await logline.textContent())!.length).toBeGreaterThan(60);
    for (const height of [844, 740]) {
      await page.setViewportSize({ width: height === 844 ? 390 : 360, height });
      const like = cards.first().getByRole('button', { name: /^Like / });
      for (const part of [cards.first(), like, logline]) expect(await bottom(part)).toBeLessThanOrEqual(height);
    }
    for (const [width, height] of [
      [1440, 900],
      [1280, 720],
    ] as const) {
      await page.setViewportSize({ width, height });
      const tops = await Promise.all([0, 1, 2, 3, 4, 5].map((place) => top(cards.nth(place))));
      expect(new Set(tops.slice(0, 5)).size).toBe(1);
      for (const place of [0, 4]) expect(await bottom(cards.nth(place))).toBeLessThanOrEqual(height);
      expect(tops[5]).toBeGreaterThan(tops[4]!);
      expect(tops[5]).toBeLessThan(height - 20);
    }
    const drawings = cards.locator('film-poster svg svg > *');
    expect(await drawings.count()).toBeGreaterThanOrEqual(23);
    covers.open();
  });

  test.each([
    ['a phone', { width: 390, height: 844 }],
    ['a tablet', { width: 900, height: 1200 }],
    ['a desktop', { width: 1280, height: 900 }],
  ])('moves nothing on its way, on %s, for newcomers and for who comes again', async (_, viewport) => {
    const visitor = await newVisitor({ viewport });
    const { page } = visitor;
    await page.addInitScript(NOTE_SHIFTS);
    await visit(visitor);
    await warm(page);
    expect(await page.evaluate('layoutShift')).toBeLessThan(SHIFT_BUDGET);
    for (const place of [2, 3, 4]) await press(page, films(page).nth(place), 'Like');
    await page.reload();
    await films(page).first().waitFor();
    await warm(page);
    expect(await page.evaluate('layoutShift')).toBeLessThan(SHIFT_BUDGET);
  });

  test('stays where it is when the towers become ready; the next tap uses them', async () => {
    const visitor = await newVisitor();
    const { page, server } = visitor;
    await visit(visitor);
    for (let i = 0; i < 3; i++) await press(page, films(page).nth(4 * i + 1), 'Like');

    const runtime = gate();
    server.mischief.push({ path: RUNTIME_OR_MODEL, until: runtime.opened });
    await page.reload();
    await films(page).first().waitFor();
    const before = await titles(page, 23);
    expect((await page.evaluate(() => privet.forYou({ count: 1 }))).source).toBe('mean');

    runtime.open();
    await towersReady(page);
    await settled(page);
    expect(await titles(page, 23)).toEqual(before);
    expect((await page.evaluate(() => privet.forYou({ count: 1 }))).source).toBe('user-tower');

    await press(page, films(page).nth(2), 'Like');
    const after = await titles(page, 23);
    expect(after).not.toEqual(before);
    const answer = await page.evaluate(() => privet.forYou({ count: 23 }));
    expect(after).toEqual(answer.items.map(({ title }) => title));
    expect(visitor.errors).toEqual([]);
  });

  test('grows below and keeps what is above', async () => {
    const { page } = await visitor();
    const before = await titles(page, 23);
    await page.getByRole('button', { name: 'Show more films' }).click();
    await expect.poll(() => films(page).count()).toBe(47);
    const all = await titles(page, 47);
    expect(all.slice(0, 23)).toEqual(before);
    expect(new Set(all).size).toBe(47);
  });

  test('can be narrowed by genre and decade, and widened again', async () => {
    const { page } = await visitor();
    const before = await titles(page, 23);
    await page.getByRole('button', { name: 'Western', exact: true }).click();
    await expect.poll(() => titles(page, 23)).not.toEqual(before);
    await filterBy(page, 'Years', '1990s');
    const lines = () => films(page).locator('h3 + .line').allTextContents();
    await expect.poll(async () => (await lines()).every((line) => /^199\d · Western/.test(line))).toBe(true);
    expect((await lines()).length).toBeGreaterThan(3);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    await expect.poll(() => titles(page, 23)).toEqual(before);
  });
});
