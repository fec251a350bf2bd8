import { expect, test } from 'vitest';
import { inputErrorOf } from '../files.ts';
import { bytesFile, fixture, readInput } from './read-formats.ts';

test('RSS 2.0: content before summary, creators, categories, pictures of the content and of enclosures', async () => {
  const { format, records, notes } = await readInput(fixture('rss.xml'));
  expect([format, notes]).toEqual(['feed', []]);
  expect(records).toEqual([
    {
      id: 'https://slowbread.example/?p=412',
      title: 'Rye in three days – a starter',
      link: 'https://slowbread.example/2026/11/rye-in-three-days/',
      text: 'Flour, water, patience.\nOn the first day it does nothing & that is fine.',
      date: '2026-11-03T07:00:00Z',
      author: ['Mara Holm'],
      tags: ['Bread', 'Sourdough'],
      image: 'https://slowbread.example/wp-content/rye.jpg',
    },
    expect.objectContaining({
      text: 'It cools quickly, and cracks.',
      author: ['Mara Holm', 'Jon Aas'],
      image: 'https://slowbread.example/crust.png',
    }),
    expect.objectContaining({
      link: 'https://slowbread.example/2026/09/oven/',
      image: 'https://slowbread.example/oven.jpg',
    }),
  ]);
});

test('RSS 1.0 in another encoding', async () => {
  const { records } = await readInput(fixture('rss-1.xml'));
  expect(records[0]).toEqual({
    id: 'https://papers.example/1',
    title: 'Tides of the Øresund',
    link: 'https://papers.example/1',
    text: 'Measured for a year.',
    date: '2026-10-02',
    author: ['A. Sørensen'],
    tags: ['Oceanography'],
  });
});

test('Atom: content as HTML and as XHTML, a picture from the root of its site; nobody is named by an address', async () => {
  const { records } = await readInput(fixture('atom.xml'));
  expect(records[0]).toEqual({
    id: 'https://kites.example/2026/11/bows',
    title: 'Bows & bridles',
    link: 'https://kites.example/2026/11/bows/',
    text: 'A bridle sets the angle.',
    date: '2026-11-19T09:00:00+00:00',
    author: ['Ines Vogt'],
    tags: ['making', 'Wind'],
    image: 'https://kites.example/img/bow.png',
  });
  expect(records[1]).toMatchObject({ text: 'When it hardly blows.', date: '2026-10-02T08:00:00+00:00' });
});

test('JSON Feed is no list of JSON', async () => {
  const { format, records } = await readInput(fixture('feed.json'));
  expect(format).toBe('feed');
  expect(records[0]).toMatchObject({ text: 'It begins at four.', author: ['T. Bakke'], tags: ['work', 'ships'] });
  expect(records[1]).toMatchObject({ text: 'Five horns & one bell.' });
});

test.each([
  ['a feed that is cut off', '<rss version="2.0"><channel><item><title>A</title>', 'an XML error'],
  [
    'an entity bomb',
    '<!DOCTYPE lolz [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><rss><channel/></rss>',
    'entities of its own',
  ],
  ['depth', `<rss><channel><item>${'<d>'.repeat(200)}`, 'more than 100 deep'],
  ['a sitemap', '<?xml version="1.0"?><urlset><url><loc>x</loc></url></urlset>', 'a sitemap'],
  ['XML of another kind', '<products><product/></products>', 'XML of another kind (its root is "products")'],
  ['broken JSON Feed', '{"version":"https://jsonfeed.org/version/1","items":[', 'a feed that cannot be read'],
  ['one page', '<!DOCTYPE html><html><title>x</title></html>', 'one page of HTML'],
])('%s is refused in words', async (_, text, found) => {
  const error = await inputErrorOf(bytesFile('feed.xml', text).then((path) => readInput(path)));
  expect(error.found).toContain(found);
  expect(error.mend).toBeTruthy();
});
