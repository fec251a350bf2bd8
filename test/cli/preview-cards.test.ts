// What `privet preview` is given to show: cards of a feed and of a folder of Markdown have their words, picture, address and
// day, as elements read them; and every column that is listed has examples.
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fieldOf } from '../../src/elements/item-fields.ts';
import { readManifest } from '../../src/pipeline/input/read-bundle-folder.ts';
import { openShop } from '../shops/shop-engine.ts';
import { zooPath } from '../zoo/read-zoo.ts';
import { run, temporaryFolder } from './collecting-terminal.ts';

const cache = join(tmpdir(), `privet-preview-cards-${process.pid}`);
afterAll(() => rm(cache, { recursive: true, force: true }));

async function built(name: string) {
  const bundle = join(await temporaryFolder(), 'bundle');
  const { code, notes, out } = await run(['build', zooPath(name), '--bundle-only', '--out', bundle, '--cache', cache]);
  expect(code, notes).toBe(0);
  const engine = await openShop(bundle);
  const { items } = await engine.forYou({ count: 1000 });
  const similar = async (itemId: string) => (await engine.similar(itemId, { count: 4 })).items;
  const cardOf = (title: string) => {
    const item = items.find((one) => one.title === title)!;
    const [id, image, url, date, description] = ['id', 'image', 'url', 'date', 'description'].map((field) =>
      fieldOf(item, field),
    );
    return { id, image, url, date, description };
  };
  return { manifest: await readManifest(bundle), items, out, cardOf, similar, dispose: () => engine.dispose() };
}

test('a feed: each entry is a card that leads to it, with its own picture where it has one', async () => {
  const { items, cardOf, out, similar, dispose } = await built('blog-rss.xml');
  const site = 'https://blog.crumbandcompost.example.org';
  expect(cardOf('Slugs & beer: a field report')).toEqual({
    id: `${site}/?p=3507`,
    image: `${site}/uploads/slugs.jpg`,
    url: `${site}/slugs-and-beer/`,
    date: '2026-05-16',
    description: expect.stringMatching(/^They prefer stout\./),
  });
  expect(cardOf('Which flour for which loaf')).toMatchObject({ image: '', url: `${site}/flour-guide/` });
  expect(items.filter((item) => !fieldOf(item, 'url').startsWith(site))).toEqual([]);
  expect(items.filter(({ title, details }) => /<|&amp;/.test(`${title}${details.description}`))).toEqual([]);
  expect(out).toContain('with a picture: 19, a price: 0, a link: 21, a stock: 0');
  expect(await similar(`${site}/?p=3507`)).toHaveLength(4);
  await dispose();
});

test('a folder of Markdown: each page is a card that leads to where the site has it, without marks', async () => {
  const { items, cardOf, similar, dispose } = await built('notes-markdown');
  expect(cardOf('A week on the canal path')).toEqual({
    id: 'posts/canal-path-week',
    image: '/posts/canal-path-week/canal.jpg',
    url: '/posts/canal-path-week/',
    date: '2026-05-11',
    description: expect.stringMatching(/^Water on the left, then water on the right\./),
  });
  expect(cardOf('Larks over the firing range')).toMatchObject({ url: '/notes/field-note-larks/', date: '' });
  expect(items.filter((item) => !fieldOf(item, 'url').startsWith('/'))).toEqual([]);
  expect(items.filter(({ details }) => /\]\(|\*\*|\{\{|---/.test(details.description ?? ''))).toEqual([]);
  // One facet, whether the page has one author or several.
  expect(items.filter((item) => item.title !== 'Larks over the firing range' && !fieldOf(item, 'author'))).toEqual([]);
  expect(await similar('posts/canal-path-week')).toHaveLength(4);
  await dispose();
});

test('columns say which facets and details have their values, where these are not called as they are', async () => {
  const { manifest, items, dispose } = await built('shopify-products.csv');
  const columns = manifest.itemColumns!;
  const fieldsOf = (column: string) => columns.find(({ name }) => name.startsWith(column))!.fields ?? [column];
  expect(fieldsOf('Option1 Value')).toEqual(expect.arrayContaining(['color', 'size']));
  expect(fieldsOf('Color (')).toEqual(['color']);
  expect(fieldsOf('Variant Grams')).toEqual(['weight']);
  const ofOwnName = columns.filter(({ role }) => role === 'facet' || role === 'fact');
  for (const { name } of ofOwnName) {
    const values = fieldsOf(name).flatMap((field) => items.map((item) => fieldOf(item, field)).filter(Boolean));
    expect(values.length, name).toBeGreaterThan(0);
  }
  await dispose();
});
