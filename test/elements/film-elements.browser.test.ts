// The elements over the real SDK, worker and film bundle: what they ask for is what the engine takes.
import { openDB } from 'idb';
import { afterAll, expect, test, vi } from 'vitest';
import { closeEngines } from '../../src/elements/elements.ts';
import { sharedEngine } from '../../src/elements/shared-engines.ts';
import { integrityOf } from '../../src/formats/integrity.ts';
import { filmManifestUrl, freshDatabaseName } from '../browser/film-bundle.ts';

afterAll(closeEngines);

const src = String(filmManifestUrl);
const database = freshDatabaseName();
const FILM = 'blade-runner-1982';

async function draw(tag: string, attributes: Record<string, string>): Promise<HTMLElement[]> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ src, database, count: '4', ...attributes })) {
    element.setAttribute(name, value);
  }
  document.body.append(element);
  await vi.waitUntil(() => element.getAttribute('state') === 'ready', { timeout: 60_000 });
  return [...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=card]')];
}

test('every list is drawn, a select is kept, and the film just viewed is among the recent ones', async () => {
  const [first] = await draw('privet-for-you', { where: 'genre=Comedy; year>=1990', 'item-url': '#{itemId}' });
  first!.click();
  const engine = await sharedEngine(src, database);
  await engine.record('view', FILM);
  await engine.record('add_to_cart', FILM);
  const { entries } = await engine.events({ limit: 10 });
  const { event } = entries.find((entry) => entry.event.type === 'select')!;
  expect(event).toMatchObject({ list: 'for-you', itemId: decodeURIComponent(location.hash.slice(1)) });
  expect(await draw('privet-similar', { item: FILM, caps: 'genre:2', diversity: '.3' })).not.toHaveLength(0);
  expect(await draw('privet-with', { cart: '' })).toHaveLength(4);
  expect(await draw('privet-popular', { exclude: FILM })).toHaveLength(4);
  expect(await draw('privet-search', { query: 'space adventure' })).toHaveLength(4);
  const recent = await draw('privet-recent', {});
  expect(recent.map((card) => card.textContent).join()).toContain('Blade Runner');
});

test('the panels tell of the film just liked, and erase it with proof', async () => {
  const engine = await sharedEngine(src, database);
  await engine.record('like', FILM);
  const [first] = (await engine.forYou({ count: 1 })).items;
  const why = await drawPanel('privet-why', { item: first!.itemId });
  why.querySelector('summary')!.click();
  await vi.waitUntil(() => why.querySelector('[part=reason]'), { timeout: 60_000 });
  expect(why.querySelector('[part=answer]')!.textContent).toMatch(/Blade Runner|you seem to like|Nothing that you/);
  const privacy = await drawPanel('privet-privacy', { count: '1' });
  expect(privacy.querySelector('[part=event] span')!.textContent).toBe('You liked Blade Runner');
  const press = (text: string) =>
    [...privacy.querySelectorAll('button')].find((one) => one.textContent === text)!.click();
  press('Erase everything');
  press('Yes, erase everything');
  await vi.waitUntil(() => privacy.querySelector('[part=proof]'));
  expect(privacy.querySelector('[part=note]')!.textContent).toContain('Read again: 0 events, 0 records, 0 bytes');
  expect((await engine.events({ limit: 1 })).numEvents).toBe(0);
});

test('erasing leaves nothing of the person at the origin: no record, no event that waits; the switch says only that it is off', async () => {
  // The files of tests share one origin, and the app's leave keys of their own there.
  sessionStorage.clear();
  const engine = await sharedEngine(src, database);
  await engine.record('like', FILM);
  const waiting = { to: { src, database }, owner: 0.5, count: 0, since: Date.now() };
  const event = { type: 'like', itemId: 'alien-1979', time: Date.now() };
  sessionStorage.setItem('privet-outbox', JSON.stringify([{ ...waiting, event }]));
  await engine.pause();
  expect(await storedTexts()).toMatch(/alien-1979.*blade-runner-1982|blade-runner-1982.*alien-1979/);
  const privacy = await drawPanel('privet-privacy', {});
  const press = (text: string) =>
    [...privacy.querySelectorAll('button')].find((one) => one.textContent === text)!.click();
  press('Erase everything');
  press('Yes, erase everything');
  await vi.waitUntil(() => privacy.querySelector('[part=proof]'));
  expect(await storedTexts()).not.toMatch(/alien-1979|blade-runner-1982/);
  expect(Object.keys(sessionStorage).filter((key) => key.startsWith('privet'))).toEqual([]);
  const kept = Object.entries(localStorage).filter(([key]) => key.startsWith('privet') && key.endsWith(database));
  expect(kept).toEqual([[`privet-paused:${database}`, '1']]);
  await engine.resume();
  expect(Object.keys(localStorage).filter((key) => key.endsWith(database))).toEqual([]);
});

/** All that this history's database and the storages of the origin hold, as one text. */
async function storedTexts(): Promise<string> {
  const open = await openDB(database);
  const records = await Promise.all([...open.objectStoreNames].map((name) => open.getAll(name)));
  open.close();
  return JSON.stringify([records, { ...localStorage }, { ...sessionStorage }]);
}

async function drawPanel(tag: string, attributes: Record<string, string>): Promise<ShadowRoot> {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries({ src, database, ...attributes })) element.setAttribute(name, value);
  document.body.append(element);
  await vi.waitUntil(() => element.getAttribute('state') === 'ready');
  return element.shadowRoot!;
}

test('elements take the manifest that they name, or that the page names for its bundle, and no other', async () => {
  const right = await integrityOf(new Uint8Array(await (await fetch(src)).arrayBuffer()));
  const wrong = await integrityOf(Uint8Array.of(1));
  const told = vi.spyOn(console, 'warn').mockImplementation(() => {});
  expect(await draw('privet-popular', { integrity: right })).toHaveLength(4);
  for (const [integrity, message] of [
    [wrong, `manifest.json: content has ${right}, expected ${wrong}`],
    ['', 'integrity: found ""'],
  ] as const) {
    const element = document.createElement('privet-popular');
    for (const [name, value] of Object.entries({ src, database, integrity })) element.setAttribute(name, value);
    element.textContent = 'Ask us';
    document.body.append(element);
    await vi.waitUntil(() => element.getAttribute('state') === 'failed', { timeout: 60_000 });
    expect(element.shadowRoot!.querySelectorAll('[part=card]')).toHaveLength(0);
    expect(told.mock.lastCall?.[0]).toContain(message);
  }
  // One that names none is held to what the page says of the page's bundle, by folder or manifest, and of no other.
  const names = (name: string, content: string) => Object.assign(document.createElement('meta'), { name, content });
  const folder = new URL('./', src).href;
  document.head.append(names('privet:src', folder), names('privet:integrity', wrong));
  for (const address of [folder, src]) await expect(sharedEngine(address, database)).rejects.toThrow(wrong);
  expect(await sharedEngine(`${folder}?of=another`, database)).toBeDefined();
  expect(await draw('privet-popular', { integrity: right })).toHaveLength(4);
  for (const meta of document.head.querySelectorAll('meta[name^="privet:"]')) meta.remove();
  told.mockRestore();
});
