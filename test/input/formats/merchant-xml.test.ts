import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inputErrorOf } from '../files.ts';
import { bytesFile, fixture, readInput } from './read-formats.ts';

const feedOf = (items: string, root = '<rss xmlns:g="http://base.google.com/ns/1.0">') =>
  `<?xml version="1.0"?>\n${root}<channel>${items}</channel></rss>`;
const read = async (xml: string) => readInput(await bytesFile('feed.xml', xml));

test('each item is a row: names without their prefix, repeated ones as lists, groups left out', async () => {
  const { format, records, notes } = await readInput(fixture('merchant.xml'));
  expect(format).toBe('merchant');
  expect(notes).toEqual([]);
  expect(records).toHaveLength(3);
  expect(records[0]).toEqual({
    id: 'TENT-2-GRN',
    item_group_id: 'TENT-2',
    title: 'Ridge Tent 2 – Green',
    description: 'Two people, three seasons.\n1.9 kg\nPoles of aluminium',
    link: 'https://birch.example/products/ridge-tent-2?variant=41&copy=1',
    image_link: 'https://birch.example/cdn/tent-green.jpg',
    additional_image_link: ['https://birch.example/cdn/tent-open.jpg', 'https://birch.example/cdn/tent-bag.jpg'],
    price: '289.00 EUR',
    sale_price: '249.00 EUR',
    availability: 'in_stock',
    condition: 'new',
    brand: 'Birch',
    gtin: '4006381333931',
    google_product_category: 'Sporting Goods > Outdoor Recreation > Camping & Hiking > Tents',
    product_type: 'Camping > Tents',
    color: 'Green',
  });
});

test("Google's names go before the feed's own, and those of other namespaces are left out", async () => {
  const { records } = await readInput(fixture('merchant.xml'));
  expect(records[1]).toMatchObject({ title: 'Ridge Tent 2 – Red', season: 'Summer' });
  const xml = feedOf(
    '<item><g:id>1</g:id><title>A</title><media:title>no</media:title><g:price>2 EUR</g:price></item>',
  );
  expect((await read(xml)).records).toEqual([{ id: '1', title: 'A', price: '2 EUR' }]);
});

test('Atom with g: names is read too, its link from the attribute', async () => {
  const { format, records } = await readInput(fixture('merchant-atom.xml'));
  expect(format).toBe('merchant');
  expect(records.map(({ id, title, link, price }) => ({ id, title, link, price }))).toEqual([
    { id: 'K-1', title: 'Enamel Kettle', link: 'https://birch.example/products/kettle', price: '34.50 EUR' },
    { id: 'K-2', title: 'Steel Pan', link: 'https://birch.example/products/pan', price: '42.00 EUR' },
  ]);
});

test('a feed without the namespace is told by what its items have', async () => {
  const xml = '<rss version="2.0"><channel><item><id>1</id><title>A</title><price>3 EUR</price></item></channel></rss>';
  const { format, records } = await read(xml);
  expect([format, records]).toEqual(['merchant', [{ id: '1', title: 'A', price: '3 EUR' }]]);
});

test('marks in a text go, and what only looks like one stays', async () => {
  const xml = feedOf(
    '<item><g:id>1</g:id><g:title>Cable &lt; 3 m &amp; up</g:title><g:description>&lt;b&gt;Red&lt;/b&gt; &amp;amp; new&lt;script&gt;x()&lt;/script&gt;</g:description></item>',
  );
  expect((await read(xml)).records).toEqual([{ id: '1', title: 'Cable < 3 m & up', description: 'Red & new' }]);
});

test.each([
  ['broken XML', feedOf('<item><g:id>1</g:id>\n<g:title>A</g:titel></item>'), 3, 'an XML error'],
  ['a feed that ends too early', feedOf('<item><g:id>1</g:id></item>').slice(0, -20), undefined, 'an XML error'],
  [
    'entities of its own',
    `<!DOCTYPE rss [<!ENTITY a "aaaa">]>${feedOf('<item><g:id>&a;</g:id></item>')}`,
    1,
    'entities',
  ],
  ['depth without an end', feedOf(`<item><g:id>1</g:id>${'<a>'.repeat(5000)}</item>`), 2, 'more than 100 deep'],
  ['NUL bytes', feedOf('<item><g:id>1</g:id><g:title>A\0B</g:title></item>'), undefined, 'NUL bytes'],
  ['an unknown encoding', feedOf('').replace('?>', ' encoding="klingon"?>'), undefined, 'the encoding "klingon"'],
])('%s is refused in words', async (_, xml, line, found) => {
  const error = await inputErrorOf(read(xml));
  expect(error.found).toContain(found);
  if (line !== undefined) expect(error.line).toBe(line);
  expect(error.mend).toBeTruthy();
});

test('a text that never ends is refused while it is read', async () => {
  const error = await inputErrorOf(read(feedOf(`<item><g:id>1</g:id><g:title>${'a'.repeat(9_000_000)}`)));
  expect(error.found).toContain('8 million characters without a tag');
});

test('Windows-1252 under the name of UTF-8 is mended, and said', async () => {
  const bytes = Buffer.from(feedOf('<item><g:id>1</g:id><g:title>Caf\xe9</g:title></item>'), 'latin1');
  const { records, notes } = await readInput(await bytesFile('feed.xml', bytes));
  expect(records).toEqual([{ id: '1', title: 'Café' }]);
  expect(notes).toEqual([expect.stringContaining('read as Windows-1252')]);
});

test('UTF-16 with its mark is read', async () => {
  const text = (await readFile(fixture('merchant.xml'), 'utf8')).replace('UTF-8', 'UTF-16');
  const { records } = await readInput(await bytesFile('feed.xml', Buffer.from(`\ufeff${text}`, 'utf16le')));
  expect(records[0]).toMatchObject({ title: 'Ridge Tent 2 – Green' });
});
