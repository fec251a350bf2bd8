// Items and columns that are called as what every object has, as paths or as markup: built by the command line and harmless
// in the page's own engine. Ids are texts, and nothing is ever looked up by them that a site did not put there.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { createMemoryHost, MANIFEST_URL } from '../bundle/memory-host.ts';
import { run, temporaryFolder } from './collecting-terminal.ts';

const ODD_IDS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'a b', // written with a NUL, which no id keeps
  '../../x',
  '/etc/passwd',
  'C:\\nul',
  '<img src=x onerror=alert(1)>',
  '\u202egnp.exe',
  'x'.repeat(256),
];
const { fetch } = globalThis;
const objectKeys = Object.getOwnPropertyNames(Object.prototype);

function rows() {
  const plain = Array.from({ length: 20 }, (_, i) => ({ id: `plain-${i}`, kind: ['lamp', 'rug'][i % 2]!, weight: i }));
  const odd = ODD_IDS.map((id) => ({ id, kind: 'constructor', weight: 100 }));
  // JSON text, because a literal would set the prototype.
  return [...odd, ...plain].map(({ id, kind, weight }, i) =>
    JSON.stringify({
      id: id.replace('a b', 'a\u0000b'),
      title: `Thing ${i}`,
      kind: [kind, i % 3 ? '__proto__' : 'toString'],
      weight,
    }).replace(/}$/, `,"__proto__":"${i % 2 ? 'left' : 'right'}","constructor":"${i % 4}"}`),
  );
}

beforeAll(() => {
  globalThis.fetch = fetch;
});
afterAll(() => {
  globalThis.fetch = fetch;
});

/** The engine over what the command line built. */
async function openBuilt(): Promise<Engine> {
  const folder = await temporaryFolder();
  const items = join(folder, 'items.jsonl');
  const out = join(folder, 'out');
  await writeFile(items, rows().join('\n'));
  const args = [
    'build',
    '--bundle-only',
    items,
    '--out',
    out,
    '--map',
    'fact=weight',
    '--cache',
    join(folder, 'cache'),
  ];
  const { code, notes } = await run(args);
  expect(code, notes).toBe(0);
  expect((await readdir(folder)).sort()).toEqual(['items.jsonl', 'out']);
  const entries = await readdir(out, { withFileTypes: true, recursive: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (path: string) => [path.slice(out.length + 1), new Uint8Array(await readFile(path))] as const;
  globalThis.fetch = createMemoryHost(Object.fromEntries(await Promise.all(paths.map(read))), 4000).fetch;
  const engine = new Engine();
  await engine.open(
    { manifestUrl: MANIFEST_URL, databaseName: `odd-${Math.random()}` },
    () => {},
    () => {},
  );
  return engine;
}

test('odd ids and values are built, listed, liked, explained and filtered like any other', async () => {
  const engine = await openBuilt();
  const all = await engine.forYou({ count: 100 });
  const ids = all.items.map(({ itemId }) => itemId);
  expect(ids).toHaveLength(20 + ODD_IDS.length);
  expect(ids).toEqual(expect.arrayContaining(ODD_IDS));
  for (const itemId of ODD_IDS) {
    expect((await engine.item(itemId)).itemId).toBe(itemId);
    await engine.record({ type: 'like', itemId });
    expect((await engine.item(itemId)).marks).toEqual({ taste: 'like' });
    expect((await engine.similar(itemId)).items.length).toBeGreaterThan(0);
  }
  await engine.explain('plain-0');
  await engine.reasons(['plain-0', 'plain-1']);
  await engine.shelves();
  await engine.tasteProfile();
  await engine.suggest({ prefix: 'constr' });
  const exported = await engine.export();
  await engine.forget();
  expect((await engine.import(exported)).added).toHaveLength(ODD_IDS.length);
  expect(await engine.history()).toHaveLength(ODD_IDS.length);
  await engine.forget();
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(objectKeys);
  await engine.dispose();
});

test('rules and facts by odd names count, and unknown ones are told', async () => {
  const engine = await openBuilt();
  const { facets } = (await engine.forYou({ count: 1 })).items[0]!;
  const kinds = (where: object) => engine.forYou({ count: 100, where: where as never });
  expect((await kinds({ kind: ['constructor'] })).items).toHaveLength(ODD_IDS.length);
  expect((await kinds({ kind: ['__proto__', 'toString'] })).items).toHaveLength(20 + ODD_IDS.length);
  expect((await kinds({ kind: ['hasOwnProperty'] })).items).toEqual([]);
  for (const name of ['__proto__', 'constructor', 'hasOwnProperty']) {
    expect(Object.keys(facets)).not.toContain(name);
    await expect(kinds(JSON.parse(`{"${name}": ["a"]}`))).rejects.toThrow(`where: facet '${name}' is not known`);
    await expect(engine.forYou({ caps: JSON.parse(`{"${name}": 1}`) })).rejects.toThrow(`caps: facet '${name}' is not`);
  }
  for (const itemId of ['__proto__', 'constructor']) {
    const first = await engine.popular({ boosts: JSON.parse(`{"${itemId}": 1e9}`), count: 1 });
    expect(first.items[0]!.itemId).toBe(itemId);
    await engine.setFacts(JSON.parse(`{"${itemId}": {"__proto__": 7, "weight": 5000}}`));
    const heavy = await engine.forYou({ where: { weight: { min: 5000 } }, count: 100 });
    expect(heavy.items.map((item) => item.itemId)).toContain(itemId);
    const known = await engine.forYou({ where: JSON.parse('{"__proto__": {"min": 7}}'), count: 100 });
    expect(known.items.map((item) => item.itemId)).toContain(itemId);
  }
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(objectKeys);
  await engine.dispose();
});

test('an id that is too long is refused in words', async () => {
  const folder = await temporaryFolder();
  const items = join(folder, 'items.jsonl');
  await writeFile(items, JSON.stringify({ id: 'x'.repeat(300), title: 'Long' }));
  const { code, notes } = await run(['build', '--bundle-only', '--strict', items, '--out', join(folder, 'out')]);
  expect(code).toBe(1);
  expect(notes).toMatch(/items\.jsonl:1: found id "x+…, expected an id of 1 to 256 characters/);
  expect(await readdir(folder)).toEqual(['items.jsonl']);
});
