// One history a catalog, and what becomes of the one that all of an origin shared before.
import { deleteDB } from 'idb';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openHistory } from '../../src/history/history-log.ts';
import { historyName } from '../../src/history/history-name.ts';
import { openPrivet, type Privet } from '../../src/sdk/index.ts';
import { filmManifestUrl } from '../browser/film-bundle.ts';

const NAME = historyName(filmManifestUrl);
let privet: Privet | undefined;

const removeAll = async () => {
  privet?.dispose();
  privet = undefined;
  for (const name of ['privet', NAME]) await deleteDB(name);
  localStorage.clear();
};
beforeEach(removeAll);
afterEach(removeAll);

async function earlier(itemIds: readonly string[]): Promise<void> {
  const log = await openHistory({ databaseName: 'privet' });
  await log.add(itemIds.map((itemId, i) => ({ type: 'like', itemId, time: 1000 + i })));
  log.close();
}

async function open(): Promise<Privet> {
  privet = await openPrivet(filmManifestUrl, { towers: 'manual', backend: 'wasm' });
  return privet;
}

const idsOf = async (from: Privet) => (await from.events({ limit: 100 })).entries.map(({ event }) => event.itemId);

it('is called after the bundle, or as its manifest or the page says', async () => {
  expect(historyName('https://shop.example/privet/bundle/manifest.json')).toBe(
    'privet:https://shop.example/privet/bundle/',
  );
  expect(historyName('https://shop.example/a/manifest.json', 'lamps')).toBe('privet:lamps');
  expect((await open()).status.databaseName).toBe(NAME);
});

it('what all catalogs shared goes to the one that most of its items are of, once', async () => {
  await earlier(['jaws-1975', 'alien-1979', 'no-film']);
  const first = await open();
  await expect.poll(() => idsOf(first)).toEqual(['no-film', 'alien-1979', 'jaws-1975']);
  await expect
    .poll(async () => {
      const log = await openHistory({ databaseName: 'privet' });
      const events = await log.all();
      log.close();
      return events.length;
    })
    .toBe(0);
});

it('another one is left as it is, and the page is told', async () => {
  await earlier(['jaws-1975', 'lamp-1', 'lamp-2']);
  const first = await open();
  await expect
    .poll(() => first.status.parts.history.message)
    .toContain('1 of its 3 events are about items of this catalog');
  expect(await idsOf(first)).toEqual([]);
  const log = await openHistory({ databaseName: 'privet' });
  expect(await log.all()).toHaveLength(3);
  log.close();
});
