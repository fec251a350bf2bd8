// Two bundles of one space in one page, as `privet build --space-of` makes them, beside one bundle of the same items in the
// same space.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { OpenOptions } from '../../src/engine/start/start-api.ts';
import type { Manifest } from '../../src/formats/manifest.ts';
import { readManifest } from '../../src/pipeline/input/read-bundle-folder.ts';
import { run } from '../cli/collecting-terminal.ts';

const HOST = 'https://shop.invalid/';
const BOTH = ['books', 'games'];
const TOPICS = [
  'sea sailors storm',
  'space rockets stars',
  'castle knights siege',
  'garden flowers bees',
  'city rain crime',
];

interface Row {
  id: string;
  title: string;
  category: string;
  description: string;
  year: number;
  [column: string]: string | number;
}

function rows(kind: string, count: number, column: string): Row[] {
  return Array.from({ length: count }, (_, i) => {
    const [topic, ...words] = TOPICS[i % TOPICS.length]!.split(' ') as [string, ...string[]];
    return {
      id: `${kind}-${i}`,
      title: `${kind} of the ${topic} ${i}`,
      category: topic,
      [column]: `Maker ${i % 4}`,
      description: `A ${kind} about ${topic}, ${words.join(' and ')}, part ${Math.floor(i / 5)}`,
      year: 1980 + i,
    };
  });
}

const books = rows('book', 40, 'author');
const games = rows('game', 30, 'studio');
const texts: Record<string, string> = {};
/** What their builds said. */
const notes: Record<string, string> = {};

let folder: string;
const fetchBefore = globalThis.fetch;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'privet-joined-'));
  globalThis.fetch = async (address) => {
    const path = decodeURI(String(address)).slice(HOST.length);
    const bytes = await readFile(join(folder, path)).catch(() => undefined);
    const text = texts[path];
    return new Response(text ?? bytes ?? null, { status: text || bytes ? 200 : 404 });
  };
  await build('books', books);
  await build('games', games, '--space-of', join(folder, 'books'));
  await build('all', [...books, ...games], '--space-of', join(folder, 'books'));
});
afterAll(async () => {
  globalThis.fetch = fetchBefore;
  await rm(folder, { recursive: true, force: true });
});

async function build(name: string, items: readonly Row[], ...options: string[]): Promise<void> {
  const file = join(folder, `${name}.jsonl`);
  await writeFile(file, items.map((item) => JSON.stringify(item)).join('\n'));
  const args = ['build', file, '--bundle-only', '--out', join(folder, name), '--cache', join(folder, 'cache')];
  const outcome = await run([...args, '--history', 'shop', ...options]);
  expect(outcome.code, outcome.notes).toBe(0);
  notes[name] = outcome.notes;
}

const urlOf = (name: string) => `${HOST}${name}/manifest.json`;

async function open([first, ...others]: string[], options: Partial<OpenOptions> = {}): Promise<Engine> {
  const engine = new Engine();
  onTestFinished(() => engine.dispose());
  const nobody = () => {};
  const urls = { manifestUrl: urlOf(first!), furtherManifestUrls: others.map(urlOf) };
  await engine.open({ ...urls, backend: 'wasm', ...options }, nobody, nobody);
  return engine;
}

/** With other fields; until the test ends. */
async function changed(name: string, changes: Partial<Manifest>): Promise<void> {
  texts[`${name}/manifest.json`] = JSON.stringify({ ...(await readManifest(join(folder, name))), ...changes });
  onTestFinished(() => void delete texts[`${name}/manifest.json`]);
}

async function settled(engine: Engine): Promise<void> {
  await engine.matching({});
  while ((await engine.status()).parts['item-to-item'].state === 'loading')
    await new Promise((go) => setTimeout(go, 5));
}

/** Scores that are the same stand in no order. */
const scored = (items: readonly { itemId: string; score: number }[]) =>
  items.map(({ itemId, score }) => `${score.toFixed(6)} ${itemId}`).sort();

describe('two bundles of one space', () => {
  test('give the lists of one bundle of the same items, but for what their tables say', async () => {
    for (const name of ['all', ...BOTH]) await changed(name, { itemToItem: undefined });
    const [two, one] = [await open(BOTH), await open(['all'])];
    expect((await two.status()).databaseName).toBe('privet:shop');
    for (const engine of [two, one]) {
      await engine.addEvents([
        { type: 'like', itemId: 'book-7', time: 1 },
        { type: 'like', itemId: 'game-22', time: 2 },
        { type: 'dislike', itemId: 'book-10', time: 3 },
      ]);
    }
    const lists = (engine: Engine) =>
      Promise.all([
        engine.forYou({ count: 70, where: { category: { none: ['garden'] } } }),
        engine.similar('game-5', { count: 70 }),
        engine.search({ query: 'rockets', count: 70 }),
      ]);
    const [ofTwo, ofOne] = [await lists(two), await lists(one)];
    for (const [i, { items }] of ofTwo.entries()) expect(scored(items)).toEqual(scored(ofOne[i]!.items));
    expect(ofTwo[0].items.length).toBeGreaterThan(40);
    const kinds = ofTwo[0].items.slice(0, 10).map(({ itemId }) => itemId.split('-')[0]);
    expect(new Set(kinds).size).toBe(2);
    expect(await two.filterCounts({})).toEqual(await one.filterCounts({}));
    expect(
      (await two.forYou({ where: { studio: ['Maker 1'] }, count: 70 })).items.map(({ itemId }) => itemId).sort(),
    ).toEqual(
      (await one.forYou({ where: { studio: ['Maker 1'] }, count: 70 })).items.map(({ itemId }) => itemId).sort(),
    );
  });

  test('have their tables side by side', async () => {
    const engine = await open(BOTH);
    await settled(engine);
    expect((await engine.status()).parts['item-to-item']).toMatchObject({ state: 'ready' });
    for (const itemId of ['book-11', 'game-11']) {
      const { items } = await engine.similar(itemId, { count: 5 });
      expect(items.filter(({ facets }) => facets.category?.[0] === 'space').length).toBeGreaterThanOrEqual(4);
    }
    const { files, numItems } = await engine.inspect();
    expect(numItems).toBe(70);
    expect(files.filter(({ role }) => role === 'item-to-item').map(({ path }) => path.split('/')[3])).toEqual(BOTH);
    expect(await engine.map()).toBeUndefined();
  });

  test('that have items twice show those of the first, and say so once', async () => {
    const engine = await open(['books', 'all']);
    await settled(engine);
    const { catalog } = (await engine.status()).parts;
    expect(catalog.state).toBe('ready');
    expect(catalog.message).toMatch(
      /^40 items are in two of the bundles \(book-.*, …\): the one that came first is taken\.$/,
    );
    const { items } = await engine.forYou({ count: 200 });
    expect(items).toHaveLength(70);
    for (const { itemId, itemIndex } of items) expect(itemIndex < 40).toBe(itemId.startsWith('book'));
    const counts = await engine.facetCounts();
    expect(counts.category!.reduce((sum, { count }) => sum + count, 0)).toBe(70);
  });

  test('name the same space, and the build says where columns differ', async () => {
    const [ofBooks, ofGames] = await Promise.all(BOTH.map((name) => readManifest(join(folder, name))));
    expect(ofBooks!.space).toMatch(/^[0-9a-f]{16}$/);
    expect(ofGames!.space).toBe(ofBooks!.space);
    expect(notes.games).toContain('studio only here; author only there');
    expect(notes.games).toContain('by those that both have (category, year)');
  });

  test('a later build in the space is an update of it', async () => {
    const items = [...games.slice(1), ...rows('new', 1, 'studio')];
    await build('games', items, '--space-of', join(folder, 'books'));
    const { catalog, space } = await readManifest(join(folder, 'games'));
    expect(catalog.changes).toHaveLength(1);
    expect(space).toBe((await readManifest(join(folder, 'books'))).space);
    const engine = await open(BOTH);
    await settled(engine);
    expect((await engine.item('new-0')).title).toBe('new of the sea 0');
    await expect(engine.item('game-0')).rejects.toThrow("'game-0' is not in the catalog");
    expect(await engine.matching({})).toHaveLength(70);
  });
});

describe('what does not go together is refused', () => {
  test.each<[string, string, Partial<Manifest>, RegExp]>([
    [
      'another space',
      'games',
      { space: '0123456789abcdef' },
      /games.* in the space 0123456789abcdef, expected that of .*books.*--space-of/,
    ],
    ['no space', 'books', { space: undefined }, /books.* in the space of a build that names none/],
    [
      'another history',
      'games',
      { history: 'other' },
      /the history 'other', expected one history in all, 'shop' as in .*--history/,
    ],
  ])('%s', async (_, name, changes, message) => {
    await changed(name, changes);
    await expect(open(BOTH)).rejects.toThrow(message);
  });

  test('but the page may name the history', async () => {
    await changed('games', { history: undefined });
    expect((await (await open(BOTH, { databaseName: 'mine' })).status()).databaseName).toBe('mine');
  });

  test('files that are to be kept, a catalog of the visitor, and a bundle that is named twice', async () => {
    await expect(open(BOTH, { keepFiles: true })).rejects.toThrow('found keepFiles, expected none');
    await expect(open(BOTH, { ownCatalog: 'mine' })).rejects.toThrow('found ownCatalog, expected none');
    await expect(open(['books', 'books'])).rejects.toThrow('twice, expected each bundle once');
  });

  test('a build from a log in the space of another', async () => {
    const args = ['build', join(folder, 'books.jsonl'), '--out', join(folder, 'x'), '--semantic-search'];
    const { code, notes: told } = await run([...args, '--space-of', join(folder, 'books')]);
    expect(code).not.toBe(0);
    expect(told).toContain('found --space-of and --semantic-search, expected one of them');
  });
});
