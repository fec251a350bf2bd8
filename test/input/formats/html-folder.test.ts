import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { diskFolder } from '../../../src/pipeline/input/formats/input-folder.ts';
import { readItems } from '../../../src/pipeline/input/read-items.ts';
import { inputErrorOf } from '../files.ts';
import { bytesFile, fixture, inputFolder, readInput } from './read-formats.ts';

const page = (title: string, main: string, head = '') =>
  `<!doctype html><html><head><title>${title}</title>${head}</head><body><nav>Menu</nav><main>${main}</main></body></html>`;
const pages = (...main: string[]) =>
  Object.fromEntries(main.map((html, i) => [`p${i}/index.html`, page(`Page ${i}`, html)]));

test('a site gives an item for each page that is about one thing, and says which pages it left out', async () => {
  const { format, records, notes } = await readInput(fixture('site'));
  expect(format).toBe('html');
  expect(records.map(({ id, type }) => [id, type])).toEqual([
    ['journal/oiling-oak', 'Article'],
    ['journal/pea-soup', 'Recipe'],
    ['journal/wood-book', 'Book'],
    ['products/ash-table', 'Product'],
    ['products/lamp.html', 'Product'],
    ['products/oak-chair', 'Product'],
    ['products/pine-stool', 'Product'],
  ]);
  expect(notes).toEqual([
    '2 pages were left out: tags, lists, searches and errors (the first 404.html).',
    'A page was left out: no items, as most other pages are (about/index.html).',
    'A page was left out: with noindex (drafts/bench/index.html).',
    'A page was left out: the home page (index.html).',
    'A page was left out: redirects (old-chair/index.html).',
    'A page was left out: lists of other pages (products/index.html).',
    expect.stringMatching(/what is broken in its data: JSON-LD \(products\/pine-stool\/index\.html: .*\)\.$/),
  ]);
});

test('microdata says what JSON-LD says, of the one item of a page', async () => {
  const { records, notes } = await readInput(fixture('microdata'));
  expect(records).toEqual([
    {
      ...{ id: 'kitchen/soup.html', link: '/kitchen/soup.html', title: 'Tomato soup', type: 'Recipe' },
      text: expect.stringContaining('6 tomatoes'),
      ...{ description: 'Warm and red.', author: ['Ada Pell'], date: '2026-03-04', total_minutes: 45 },
      ingredients: ['6 tomatoes', '1 onion'],
    },
    {
      ...{ id: 'shop/ladle.html', link: '/shop/ladle.html', title: 'Soup ladle', type: 'Product' },
      text: expect.stringContaining('made to last.'),
      ...{ description: 'Beech & steel, made to last.', image: '/img/ladle.jpg', brand: 'Thyme', sku: 'LA-7' },
      ...{ color: 'grey', material: 'beech', price: 9.75, currency: 'EUR', availability: 'in stock' },
      ...{ rating: 4.4, votes: 18 },
    },
  ]);
  expect(notes.join(' ')).toContain('shop/spoons.html');
});

test('a product: JSON-LD before Open Graph before the page; its main text alone, as plain text', async () => {
  const { records } = await readInput(fixture('site'));
  expect(records.find(({ id }) => id === 'products/oak-chair')).toEqual({
    id: 'products/oak-chair',
    link: 'https://oaken.example/products/oak-chair/',
    title: 'Oak Chair',
    text: 'A chair of solid oak, oiled twice.',
    type: 'Product',
    description: 'A chair of solid oak, oiled twice.',
    image: 'https://oaken.example/img/oak-chair.jpg',
    category: 'Furniture > Chairs',
    price: 189,
    currency: 'EUR',
    availability: 'in stock',
    brand: 'Oaken',
    sku: 'OC-1',
    color: 'Natural',
    material: 'Oak',
    rating: 4.6,
    votes: 31,
  });
});

test('the lowest price of variants, and a price of meta tags; a picture from its page; another encoding', async () => {
  const { records } = await readInput(fixture('site'));
  const [table, lamp] = ['products/ash-table', 'products/lamp.html'].map((id) =>
    records.find((item) => item.id === id),
  );
  expect(table).toMatchObject({ price: 790, availability: 'in stock', image: '/img/ash-table.jpg' });
  expect(lamp).toMatchObject({ title: 'Café Lamp', text: 'Light for “one” page.', price: '79.90', currency: 'EUR' });
  expect(lamp).toMatchObject({ image: 'https://oaken.example/img/lamp.jpg' });
});

test('an article of a graph, a recipe, a book', async () => {
  const { records } = await readInput(fixture('site'));
  const [article, recipe, book] = records;
  expect(article).toMatchObject({
    title: 'Oiling oak',
    text: 'Thin coats. Wait a day.\nThen again.',
    author: ['Mara Holm'],
    date: '2026-03-02T08:00:00+00:00',
    category: ['Care'],
    tags: ['oak', 'oil'],
    image: 'https://oaken.example/img/oil.jpg',
  });
  expect(recipe).toMatchObject({ ingredients: ['500 g peas', '1 onion'], cuisine: ['Norwegian'], total_minutes: 90 });
  expect(book).toMatchObject({ author: ['Mara Holm', 'Jon Aas'], isbn: '9783161484100', pages: 212, price: 24 });
});

test('a zip of the folder gives the same items, also where it was packed with its own name', async () => {
  const folder = fixture('site');
  const { files } = await diskFolder(folder, {});
  const contents = await Promise.all(
    files.map(async ({ path }) => [path, await readFile(join(folder, path))] as const),
  );
  const zip = (under: string) => zipSync(Object.fromEntries(contents.map(([path, bytes]) => [under + path, bytes])));
  const { records } = await readInput(folder);
  for (const under of ['', 'public/']) {
    expect((await readInput(await bytesFile('site.zip', zip(under)))).records).toEqual(records);
  }
});

test('pages without any data: titles without the name of the site, lines that stand everywhere left out', async () => {
  const folder = await inputFolder(
    Object.fromEntries(
      ['Oak', 'Ash', 'Pine'].map((name) => [
        `${name.toLowerCase()}.html`,
        page(`${name} – Trees of Europe`, `<h1>${name}</h1><p>${name} grows slowly.</p><p>Write to us.</p>`),
      ]),
    ),
  );
  const { records } = await readInput(folder);
  expect(records).toEqual([
    { id: 'ash.html', link: '/ash.html', title: 'Ash', text: 'Ash grows slowly.' },
    { id: 'oak.html', link: '/oak.html', title: 'Oak', text: 'Oak grows slowly.' },
    { id: 'pine.html', link: '/pine.html', title: 'Pine', text: 'Pine grows slowly.' },
  ]);
});

test('what is no address of the web is none, and marks are never handed on', async () => {
  const attack = page(
    'A',
    '<p>A &lt;img src=x onerror=alert(1)&gt;</p><p>T<script>alert(1)</script>ext</p><img src="javascript:alert(1)">',
    '<link rel="canonical" href="javascript:alert(1)">',
  );
  const { records } = await readInput(await inputFolder({ 'a/index.html': attack, ...pages('<p>One</p>') }));
  expect(records[0]).toEqual({ id: 'a', link: '/a/', title: 'A', text: 'A <img src=x onerror=alert(1)>\nText' });
});

test('a page that cannot be read is left out and named; the others are read', async () => {
  const folder = await inputFolder({
    ...pages('<p>One</p>', '<p>Two</p>'),
    'deep.html': page('Deep', '<div>'.repeat(100_000)),
    'large.html': page('Large', 'x'.repeat(8_000_001)),
    'nul.html': page('Nul', '<p>a\0b</p>'),
  });
  const { records, notes } = await readInput(folder);
  expect(records.map(({ title }) => title)).toEqual(['Page 0', 'Page 1']);
  expect(notes).toEqual([
    'A page was left out: tags that are nested more than 500 deep (deep.html).',
    'A page was left out: larger than 8 MB (large.html).',
    'A page was left out: NUL bytes in a text (nul.html).',
  ]);
});

test('a folder of which no page is an item is refused, and says why', async () => {
  const folder = await inputFolder({ 'index.html': page('Home', '<p>Hello</p>'), '404.html': page('No', '<p>No</p>') });
  const error = await inputErrorOf(readInput(folder));
  expect(error.found).toContain('no page that is an item');
  expect(error.found).toContain('the home page (index.html)');
});

test('of a mixture the kind of most pages is read, and the rest is told', async () => {
  const { format, notes } = await readInput(await inputFolder({ ...pages('<p>One</p>', '<p>Two</p>'), 'a.md': '# A' }));
  expect([format, notes]).toEqual(['html', ['2 pages are HTML and are read; 1 of Markdown are left out.']]);
});

test('progress counts pages, the first look among them', async () => {
  const told: [number, number][] = [];
  await readInput(fixture('site'), { onProgress: (...sizes) => told.push(sizes) });
  const [read, total] = told.at(-1)!;
  expect(read).toBe(total);
  expect(told.map(([bytes]) => bytes)).toEqual(told.map(([bytes]) => bytes).sort((a, b) => a - b));
});

test('what was escaped to be read is read: an element that a page writes about is no mark of it', async () => {
  const folder = await inputFolder(
    pages(
      '<h1>Elements</h1><p>Write <code>&lt;privet-search&gt;</code> where results are to stand, and nothing else.</p>',
      '<h1>Hooks</h1><p>A page made with React asks useForYou for its list, and draws what it gets.</p>',
    ),
  );
  const { items } = await readItems(folder);
  expect(items.map(({ fields }) => fields.description).join(' ')).toContain('Write <privet-search> where results');
});
