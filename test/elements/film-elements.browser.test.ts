// The elements over the real SDK, worker and film bundle: what they ask for is what the engine takes.
import { afterAll, expect, test, vi } from 'vitest';
import { closeEngines } from '../../src/elements/elements.ts';
import { sharedEngine } from '../../src/elements/shared-engines.ts';
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
