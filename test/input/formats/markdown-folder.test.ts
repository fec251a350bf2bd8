import { expect, test } from 'vitest';
import { inputErrorOf } from '../files.ts';
import { fixture, inputFolder, readInput } from './read-formats.ts';

/** Pages that are wrong are left out. */
const readPages = (path: string) => readInput(path, {}, 'skip');
const record = async (text: string, path = 'a.md') =>
  (await readPages(await inputFolder({ [path]: text, 'z.md': '# Z' }))).records[0];

test('each page is a row: keys of its front matter, and its text without marks', async () => {
  const { format, records, notes } = await readPages(fixture('content'));
  expect(format).toBe('markdown');
  expect(records.map(({ id }) => id)).toEqual([
    'docs/packing',
    'notes/shoes_and-socks',
    'posts/2024-05-31-first-walk',
    'posts/lake',
    'posts/river',
  ]);
  expect(records[2]).toEqual({
    id: 'posts/2024-05-31-first-walk',
    link: '/posts/2024-05-31-first-walk/',
    title: 'First walk: the ridge',
    text: 'It was cold, and the path was icy.\nStart at six.\nTurn back at noon.\nWeather & wind: see\nSince 2020.',
    tags: ['hiking', 'high ground'],
    categories: ['Walks'],
    author: 'Mara Holm',
    difficulty: 3,
    date: '2024-05-31',
    image: '/posts/2024-05-31-first-walk/ridge.jpg',
  });
  expect(notes).toEqual([
    expect.stringMatching(/^1 row left out: expected front matter .* \(found posts\/2023-01-02-broken\.md: /),
    '2 pages were left out: lists and errors (the first _index.md).',
    'A page was left out: drafts (posts/secret.md).',
  ]);
});

test('TOML with tables, and JSON', async () => {
  const { records } = await readPages(fixture('content'));
  expect(records.find(({ id }) => id === 'posts/river')).toEqual({
    id: 'posts/river',
    link: '/posts/river/',
    title: 'The river path',
    text: 'Follow the water.\nPlace km\nMill 4',
    date: '2025-03-02T08:00:00.000Z',
    weight: 4,
    stops: ['Mill'],
    tags: ['flat', 'water'],
    km: 12.5,
    image: '/img/river.jpg',
  });
  expect(records.find(({ id }) => id === 'posts/lake')).toEqual({
    ...{ id: 'posts/lake', link: '/lake/', title: 'Round the lake', text: 'Two hours, no shade.' },
    ...{ date: '2025-06-01', tags: ['flat'] },
  });
});

test('MDX: imports and components go, and the first heading is the title', async () => {
  const { records } = await readPages(fixture('content'));
  expect(records[0]).toEqual({
    id: 'docs/packing',
    link: '/docs/packing/',
    title: 'What to pack',
    text: 'Never forget water.',
    description: 'What to carry',
    image: '/docs/packing/pack.png',
  });
});

test('without a title and a heading of its own the file names the page', async () => {
  const { records } = await readPages(fixture('content'));
  expect(records[1]).toMatchObject({ title: 'Shoes and socks', text: 'Shoes dry slowly.\nSocks\nWool.' });
});

test.each([
  ['emphasis', 'a *b* **c** ***d*** _e_ snake_case 2*3', 'a b c d e snake_case 2*3'],
  ['links', '[a](b_(c)) [d][e] <https://x.example> [![i](j)](k) ![l][m]\n\n[e]: https://y.example', 'a d'],
  ['code', 'use `a_b*c` or\n\n~~~\nnone\n~~~\n\nend', 'use a_b*c or\nend'],
  ['lists', '- [x] one\n- two\n  more\n\n* * *\n\n+ three', 'one\ntwo more\nthree'],
  ['a heading below', 'Intro\n=====\n\ntext', 'text'],
  ['HTML', '<!-- no --><div align="center">a&nbsp;<b>b</b></div><script>x()</script> c < d', 'a b\nc < d'],
  ['shortcodes', 'a {{< note >}}b{{< /note >}} {% include x.html %} c {: .lead}', 'a b c'],
])('%s become plain text', async (_, body, text) => {
  expect(await record(body)).toMatchObject({ text: text.replace('a b\nc', 'a b c') });
});

test('an address: permalink, url or slug, else the path; a template is none', async () => {
  const link = async (front: string, path?: string) => (await record(`---\n${front}\n---\ntext`, path))?.link;
  expect(await link('permalink: /x/y/')).toBe('/x/y/');
  expect(await link('permalink: "/{{ slug }}/"')).toBe('/a/');
  expect(await link('permalink: "javascript:alert(1)"')).toBe('/a/');
  expect(await link('url: https://site.example/z')).toBe('https://site.example/z');
  expect(await link('slug: short', 'b/a.md')).toBe('/b/short/');
  expect(await link('x: 1', 'b/a/index.md')).toBe('/b/a/');
});

test.each([
  [
    'a bomb of aliases',
    `---\na: &a [x,x,x,x,x,x,x,x,x]\n${Array.from({ length: 12 }, (_, i) => `${'bcdefghijklm'[i]}: &${'bcdefghijklm'[i]} [${Array(9).fill(`*${'abcdefghijkl'[i]}`)}]`).join('\n')}\n---\ntext`,
  ],
  ['depth', `---\na: ${'['.repeat(50_000)}\n---\ntext`],
  ['length', `---\na: ${'x'.repeat(200_000)}\n---\ntext`],
  ['a list', '---\n- a\n---\ntext'],
  ['depth of JSON', `{\n"a": ${'['.repeat(50_000)}\n}\ntext`],
  ['no end', '---\ntitle: A\n\ntext'],
  ['no end of TOML', '+++\ntitle = "A"\n\ntext'],
])('a page whose front matter has %s may be a draft: it is told and left out', async (_, text) => {
  const folder = await inputFolder({ 'a.md': text, 'b.md': '# B\n\ntext' });
  const { records, notes } = await readPages(folder);
  expect(records.map(({ id }) => id)).toEqual(['b']);
  expect(notes.join(' ')).toMatch(/^1 row left out: expected front matter that can be read \(found a\.md: /);
  expect((await inputErrorOf(readInput(folder))).found).toContain('a.md: ');
});

test.each([
  ['an empty one', '---\n---\ntext', 'text'],
  ['a line across the page', '---\n\ntext\n\nmore', 'text\nmore'],
  ['a text between two lines', '---\nA walk.\n---\ntext', 'A walk.\ntext'],
])('%s is no front matter', async (_, page, text) => {
  expect(await record(page)).toMatchObject({ id: 'a', text });
});

test('a key named as what objects have by nature is a key', async () => {
  await record('+++\n[__proto__]\npolluted = "yes"\n+++\ntext');
  await record('---\n__proto__: { polluted: yes }\n---\ntext');
  expect(({} as { polluted?: string }).polluted).toBeUndefined();
});

test('a folder of drafts alone is refused, and says why', async () => {
  const folder = await inputFolder({ 'a.md': '---\ndraft: true\n---\nx', 'b.md': '---\ndraft: true\n---\nx' });
  expect((await inputErrorOf(readInput(folder))).found).toContain('2 pages were left out: drafts (the first a.md).');
});

test("a generator's own folder: its templates are no pages", async () => {
  const template = '<html><title>{{ page.title }}</title></html>';
  const folder = await inputFolder({
    ...{ '_layouts/home.html': template, '_includes/a.html': template, 'layouts/b.html': template },
    '_posts/2024-01-02-one.md': '---\ntitle: One\n---\nText',
  });
  const { format, records } = await readInput(folder);
  expect([format, records.map(({ title }) => title)]).toEqual(['markdown', ['One']]);
});
