import { expect, test } from 'vitest';
import { parseColumnMap } from '../../src/pipeline/input/column-map.ts';
import { readItems } from '../../src/pipeline/input/read-items.ts';
import { MAX_LIST_ENTRIES, MAX_TEXT_CHARS } from '../../src/pipeline/input/text-values.ts';
import { inputErrorOf, inputFile } from './files.ts';

const ROWS = [
  { id: 'heat-1995', title: 'Heat', year: 1995, genres: ['Action', 'Crime'], rating: 8.3, votes: 1200 },
  { id: 7, title: 300, genres: ['Action'], description: 'Spartans at Thermopylae', year: null },
  { id: ' big-1988 ', title: ' Big ', genres: [], description: '' },
];
const jsonl = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');

test('reads jsonl: ids and titles trimmed, numbers as texts, unknown values absent', async () => {
  const { items, facetNames, warnings } = await readItems(await inputFile('items.jsonl', jsonl(ROWS)));
  expect(items).toEqual([
    {
      itemId: 'heat-1995',
      title: 'Heat',
      year: 1995,
      rating: 8.3,
      votes: 1200,
      fields: { genres: ['Action', 'Crime'] },
      facets: { genres: ['Action', 'Crime'] },
    },
    {
      itemId: '7',
      title: '300',
      fields: { genres: ['Action'], description: 'Spartans at Thermopylae' },
      facets: { genres: ['Action'] },
    },
    { itemId: 'big-1988', title: 'Big', fields: {}, facets: {} },
  ]);
  expect(facetNames).toEqual(['genres']);
  expect(warnings).toEqual([]);
});

test('reads csv with a byte order mark, quotes, bars as list separators and mapped columns', async () => {
  const csv = '\uFEFFsku,name,brand,kinds\n1,"Chair, ""red""",Acme,seat|red\n2,Table,Acme,flat\n3,"Two\nlines",Bolt,\n';
  const map = parseColumnMap(['id=sku,title=name', 'genres=kinds']);
  const { items, facetNames } = await readItems(await inputFile('items.csv', csv), { map });
  expect(items.map(({ itemId, title, fields }) => ({ itemId, title, fields }))).toEqual([
    { itemId: '1', title: 'Chair, "red"', fields: { brand: 'Acme', genres: ['seat', 'red'] } },
    { itemId: '2', title: 'Table', fields: { brand: 'Acme', genres: ['flat'] } },
    { itemId: '3', title: 'Two\nlines', fields: { brand: 'Bolt' } },
  ]);
  expect(facetNames).toEqual(['genres']);
});

test('a text column is a facet when its values repeat, a list column unless it has too many values', async () => {
  const rows = Array.from({ length: 300 }, (_, i) => ({
    id: i,
    title: `Item ${i}`,
    colour: i % 2 ? 'red' : 'blue',
    maker: `maker ${i}`,
    kinds: [`kind ${i % 9}`],
    tags: [`tag ${i}`],
  }));
  const { items, facetNames } = await readItems(await inputFile('items.jsonl', jsonl(rows)));
  expect(facetNames).toEqual(['colour', 'kinds']);
  expect(items[1]?.facets).toEqual({ colour: ['red'], kinds: ['kind 1'] });
});

test('a row without an id names file, line, what was found and what was expected', async () => {
  const file = await inputFile('items.jsonl', `${jsonl(ROWS.slice(0, 1))}\n\n{"title":"No id"}\n`);
  const error = await inputErrorOf(readItems(file));
  expect(error).toMatchObject({ file, line: 3, found: 'no id', expected: 'an id of 1 to 256 characters in id' });
  expect(error.message).toBe(`${file}:3: found no id, expected an id of 1 to 256 characters in id`);
});

test.each([
  ['a blank id', 'items.csv', 'id,title\n1,One\n  ,Two\n', 3, 'no id'],
  ['an id that is no text', 'items.jsonl', '{"id":["a"],"title":"One"}', 1, 'id ["a"]'],
  ['no title', 'items.csv', 'id,title\n1,\n', 2, 'no title'],
  ['a title that is no text', 'items.jsonl', '{"id":"a","title":{}}', 1, 'title {}'],
  ['an id twice', 'items.csv', 'id,title\na,One\nb,Two\n a,Three\n', 4, 'id "a" a second time (first on line 2)'],
  ['broken JSON', 'items.jsonl', '{"id":"a","title":"One"}\n{"id":"b",', 2, 'invalid JSON "{\\"id\\":\\"b\\","'],
  ['JSON that is no object', 'items.jsonl', '["a"]', 1, '["a"]'],
  ['a year that is no number', 'items.csv', 'id,title,year\n1,One,soon\n', 2, 'year "soon"'],
  ['a missing column', 'items.csv', 'id,name\n1,One\n', 1, 'the columns "id, name"'],
  ['a row with too few cells', 'items.csv', 'id,title\n1,One\n2\n', 3, 'Invalid Record Length'],
  ['an open quote', 'items.csv', 'id,title\n1,"One\n', 2, 'Quote Not Closed'],
  ['an empty file', 'items.csv', '', undefined, 'an empty file'],
  ['a header alone', 'items.csv', 'id,title\n', undefined, 'no items'],
  ['an empty jsonl', 'items.jsonl', '', undefined, 'an empty file'],
  ['parquet', 'items.parquet', 'PAR1', undefined, 'a .parquet file, which this version does not read yet'],
  ['another extension', 'items.xlsx', 'PK', undefined, '".xlsx"'],
])('%s is an InputError', async (_, name, text, line, found) => {
  const error = await inputErrorOf(readItems(await inputFile(name, text)));
  expect(error.line).toBe(line);
  expect(error.found).toContain(found);
  expect(error.expected).not.toBe('');
});

test('a missing file, a folder and a mapped column that is not there are InputErrors', async () => {
  const file = await inputFile('items.csv', 'id,title\n1,One\n');
  expect((await inputErrorOf(readItems(`${file}.jsonl`))).found).toBe('no such file');
  const map = parseColumnMap(['title=name']);
  expect((await inputErrorOf(readItems(file, { map }))).expected).toBe('a column "name" (mapped to title)');
});

test('a text of 100 kB is cut, with a warning, and never through a surrogate pair', async () => {
  const rows = [{ id: 'a', title: 'One', description: `${'x'.repeat(MAX_TEXT_CHARS - 1)}${'🎬'.repeat(50_000)}` }];
  const { items, warnings } = await readItems(await inputFile('items.jsonl', jsonl(rows)));
  expect(items[0]?.fields.description).toBe('x'.repeat(MAX_TEXT_CHARS - 1));
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/items\.jsonl:1: description has 109999 characters, cut to 10000$/);
});

test('a long list is cut and columns of objects are left out, each with one warning', async () => {
  const tags = Array.from({ length: MAX_LIST_ENTRIES + 5 }, (_, i) => `t${i}`);
  const rows = [
    { id: 'a', title: 'One', tags, price: { eur: 1 } },
    { id: 'b', title: 'Two', price: { eur: 2 } },
  ];
  const { items, warnings } = await readItems(await inputFile('items.jsonl', jsonl(rows)));
  expect(items[0]?.fields.tags).toHaveLength(MAX_LIST_ENTRIES);
  expect(items[1]?.fields).toEqual({});
  expect(warnings).toEqual([
    expect.stringContaining(`tags has ${MAX_LIST_ENTRIES + 5} entries, cut to ${MAX_LIST_ENTRIES}`),
    expect.stringMatching(/price: a column of objects is left out.*\(2 rows\)$/),
  ]);
});

test('an array of eight numbers or more is a vector: no text, no facet; a column holds one length', async () => {
  const image = [1, 0, 0, 0, 0, 0, 0, 2];
  const rows = [
    { id: 'a', title: 'A', image, sizes: [1, 2] },
    { id: 'b', title: 'B' },
    { id: 'c', title: 'C', image },
  ];
  const { items } = await readItems(await inputFile('items.jsonl', jsonl(rows)));
  expect(items.map(({ vectors }) => vectors)).toEqual([{ image }, undefined, { image }]);
  expect(items[0]!.fields).toEqual({ sizes: ['1', '2'] });
  const uneven = [...rows, { id: 'd', title: 'D', image: [...image, 1] }];
  const error = await inputErrorOf(readItems(await inputFile('uneven.jsonl', jsonl(uneven))));
  expect(error.message).toMatch(/uneven\.jsonl:4: found 9 numbers in image, expected 8, as on line 1/);
});
