import { writeFile } from 'node:fs/promises';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { expect, test } from 'vitest';
import { MAX_CELL_CHARS, MAX_LIST_ENTRIES } from '../../src/items/cells.ts';
import { parseColumnMap } from '../../src/pipeline/input/column-map.ts';
import { type ReadItemsOptions, readItems } from '../../src/pipeline/input/read-items.ts';
import { itemText } from '../../src/text/item-text.ts';
import { inputErrorOf, inputFile } from './files.ts';

const ROWS = [
  { id: 'heat-1995', title: 'Heat', year: 1995, genres: ['Action', 'Crime'], rating: 8.3, votes: 1200 },
  { id: 7, title: 300, genres: ['Action'], description: 'Spartans at Thermopylae', year: null },
  { id: ' big-1988 ', title: ' Big ', genres: [], description: '' },
];
const jsonl = (rows: unknown[]) => rows.map((row) => JSON.stringify(row)).join('\n');
const read = async (name: string, text: string, options: ReadItemsOptions = {}) =>
  readItems(await inputFile(name, text), options);
const rolesOf = ({ columns }: Awaited<ReturnType<typeof readItems>>) =>
  Object.fromEntries(columns.map(({ name, role }) => [name, role]));

test('reads jsonl: ids and titles trimmed, numbers as texts, unknown values absent', async () => {
  const { items, facets, notes } = await read('items.jsonl', jsonl(ROWS));
  expect(items).toEqual([
    {
      id: 'heat-1995',
      title: 'Heat',
      year: 1995,
      rating: 8.3,
      votes: 1200,
      fields: { title: 'Heat', year: 1995, genres: ['Action', 'Crime'] },
      facets: { genres: ['Action', 'Crime'] },
      details: { year: '1995', rating: '8.3', votes: '1200' },
    },
    {
      id: '7',
      title: '300',
      fields: { title: '300', genres: ['Action'], description: 'Spartans at Thermopylae' },
      facets: { genres: ['Action'] },
      details: { description: 'Spartans at Thermopylae' },
    },
    { id: 'big-1988', title: 'Big', fields: { title: 'Big' }, facets: {}, details: {} },
  ]);
  expect(facets).toEqual([{ name: 'genres', label: 'Genres' }]);
  expect(notes).toEqual([]);
});

test('reads csv with a byte order mark, quotes, bars as list separators and mapped columns', async () => {
  const csv = '\uFEFFsku,name,brand,kinds\n1,"Chair, ""red""",Acme,seat|red\n2,Table,Acme,flat\n3,"Two\nlines",Bolt,\n';
  const map = parseColumnMap(['id=sku,title=name', 'genres=kinds']);
  const { items, facets } = await read('items.csv', csv, { map });
  expect(items.map(({ id, title, facets: values }) => ({ id, title, facets: values }))).toEqual([
    { id: '1', title: 'Chair, "red"', facets: { brand: ['Acme'], genres: ['seat', 'red'] } },
    { id: '2', title: 'Table', facets: { brand: ['Acme'], genres: ['flat'] } },
    { id: '3', title: 'Two lines', facets: { brand: ['Bolt'] } },
  ]);
  expect(facets.map(({ name }) => name)).toEqual(['brand', 'genres']);
});

test('--map gives any column a role, several of them facets, and wins over every guess', async () => {
  const csv = 'id,title,colour,notes,code,plays,maker\na,One,red,x,k1,5,Holm\nb,Two,blue,y,k2,7,Tove\n';
  const map = parseColumnMap(['title=code,facet=colour,facet=notes,ignore=title,votes=plays,fact=maker']);
  const input = await read('items.csv', csv, { map });
  expect(rolesOf(input)).toEqual({
    ...{ id: 'id', title: 'ignore', colour: 'facet', notes: 'facet' },
    ...{ code: 'title', plays: 'popularity', maker: 'fact' },
  });
  expect(input.items[0]).toMatchObject({ title: 'k1', votes: 5, facets: { colour: ['red'], notes: ['x'] } });
});

test('a mapped column must read as what it was mapped to; a guessed one need not', async () => {
  const years = Array.from({ length: 20 }, (_, i) => `${i},T${i},${1990 + i}`);
  const csv = ['id,title,released', ...years, 'x,X,unknown'].join('\n');
  const guessed = await read('items.csv', csv);
  expect(rolesOf(guessed)).toMatchObject({ released: 'year' });
  expect(guessed.notes).toEqual([
    expect.stringContaining('1 row with something else than a year or a date in released'),
  ]);
  const file = await inputFile('items.csv', csv);
  const error = await inputErrorOf(readItems(file, { map: parseColumnMap(['year=released']), maxBadRows: 0 }));
  expect(error).toMatchObject({ line: 22, found: 'released "unknown"' });
  expect(error.mend).toContain('--map fact=released');
});

test('columns that begin after the rows that are guessed from are read by their names', async () => {
  const rows: object[] = Array.from({ length: 600 }, (_, i) => ({ id: i, title: `Item ${i}` }));
  const late = { id: 'late', title: 'Late', rating: 4, genres: ['new'], size: 'XL', score: 9 };
  const { items, facets, columns } = await read('items.jsonl', jsonl([...rows, late]));
  expect(items.at(-1)).toMatchObject({ rating: 4, facets: { genres: ['new'], size: ['XL'] }, details: { score: '9' } });
  expect(facets.map(({ name }) => name)).toEqual(['genres', 'size']);
  expect(columns.map(({ name }) => name)).toEqual(['id', 'title', 'rating', 'genres', 'size', 'score']);
});

test('without a column of ids they are made of titles and years, unless a log needs them', async () => {
  const file = await inputFile('items.csv', 'name,year\nSalt Road,1999\nSalt Road,1971\n');
  const { items, notes } = await readItems(file);
  expect(items.map(({ id }) => id)).toEqual(['salt-road-1999', 'salt-road-1971']);
  expect(notes).toEqual([expect.stringContaining('ids are made of titles and years')]);
  const error = await inputErrorOf(readItems(file, { needsIds: true }));
  expect(error.expected).toBe('a column "id" (or --map id=<column>)');
});

test('columns that a bundle was built with are what they were then, and no other column adds words', async () => {
  const known = [
    { name: 'name', role: 'title' },
    { name: 'kinds', role: 'facet', separator: ',', isKind: true },
    { name: 'parts', role: 'facet', isKind: false },
    { name: 'size', role: 'fact' },
  ] as const;
  const row = {
    id: 'n',
    name: 'Lamp',
    kinds: 'light, warm',
    parts: ['wire'],
    size: 'small',
    colour: 'red',
    year: 2020,
  };
  const { items, notes } = await read('new.jsonl', jsonl([row]), { known });
  expect(itemText(items[0]!.fields)).toBe('Lamp (2020). light, warm. wire, small.');
  expect(items[0]!.fields.genres).toEqual(['light', 'warm']);
  expect(notes).toEqual(['The bundle was built without the column colour: left out.']);
  const map = parseColumnMap(['facet=colour']);
  expect((await read('new.jsonl', jsonl([row]), { known, map })).items[0]!.facets).toMatchObject({ colour: ['red'] });
});

test('Parquet gives the items of the same rows as JSON', async () => {
  const columnData = [
    { name: 'id', data: ['a', 'b'], type: 'STRING' as const },
    { name: 'title', data: ['One', 'Two'], type: 'STRING' as const },
    { name: 'votes', data: [7n, 9n], type: 'INT64' as const },
    { name: 'made', data: [new Date(0), new Date(1e12)], type: 'TIMESTAMP' as const },
  ];
  const file = await inputFile('items.parquet', '');
  await writeFile(file, new Uint8Array(parquetWriteBuffer({ columnData })));
  const { items } = await readItems(file);
  const rows = ['a', 'b'].map((id, i) => ({
    ...{ id, title: ['One', 'Two'][i], votes: [7, 9][i] },
    made: new Date([0, 1e12][i]!).toISOString(),
  }));
  expect(items).toEqual((await read('items.jsonl', jsonl(rows))).items);
  expect(items[1]).toMatchObject({ id: 'b', votes: 9, year: 2001 });
  const broken = await inputErrorOf(read('items.parquet', 'PAR1 but no more'));
  expect(broken.found).toContain('what this version does not read');
});

test('a row without an id names file, line, what was found and what was expected', async () => {
  const file = await inputFile('items.jsonl', `${jsonl(ROWS.slice(0, 1))}\n\n{"title":"No id"}\n`);
  const error = await inputErrorOf(readItems(file, { maxBadRows: 0 }));
  expect(error).toMatchObject({ file, line: 3, found: 'no id', expected: 'an id of 1 to 256 characters in id' });
  expect(error.message).toBe(`${file}:3: found no id, expected an id of 1 to 256 characters in id`);
});

test.each([
  ['a blank id', 'items.csv', 'id,title\n1,One\n  ,Two\n', 3, 'no id'],
  ['an id that is no text', 'items.jsonl', '{"id":["a"],"title":"One"}', 1, 'id ["a"]'],
  ['an endless id', 'items.csv', `id,title\n${'x'.repeat(257)},One\n`, 2, 'id "xxx'],
  ['no title', 'items.csv', 'id,title,n\n0,Zero,1\n1,,2\n', 3, 'no title'],
  ['a title that is no text', 'items.jsonl', '{"id":"a","title":"A"}\n{"id":"b","title":{}}', 2, 'no title'],
  ['an id twice', 'items.csv', 'id,title\na,One\nb,Two\n a,Three\n', 4, 'id "a" a second time (first on line 2)'],
  ['broken JSON', 'items.jsonl', '{"id":"a","title":"One"}\n{"id":"b",', 2, 'invalid JSON "{\\"id\\":\\"b\\","'],
  ['JSON that is no object', 'items.jsonl', '{"id":"a","title":"One"}\n["a"]', 2, '["a"]'],
  ['an item of a list', 'items.json', '[{"id":"a","title":"A"},{"id":"b"}]', undefined, 'no title in item 2'],
  ['a list of no objects', 'items.json', '["a"]', undefined, 'a list of 1 values'],
  ['a year that is no number', 'items.csv', 'id,title,year\n1,One,1999\n2,Two,soon\n', 3, 'year "soon"'],
  ['a rating below 0', 'items.csv', 'id,title,rating\n1,One,4\n2,Two,-1\n', 3, 'rating "-1"'],
  ['a missing column', 'items.csv', 'price,size\n1,2\n', 1, 'the columns "price, size"'],
  ['a row with too few cells', 'items.csv', 'id,title\n1,One\n2\n', 3, '1 cells'],
  ['an open quote', 'items.csv', 'id,title\n1,"One\n', 2, 'a quoted cell that never ends'],
  ['an empty file', 'items.csv', '', undefined, 'an empty file'],
  ['a header alone', 'items.csv', 'id,title\n', undefined, 'no items'],
  ['an empty jsonl', 'items.jsonl', '', undefined, 'an empty file'],
  ['a spreadsheet', 'items.xlsx', 'PK\u0003\u0004', undefined, 'a spreadsheet'],
])('%s is an InputError where no row may be wrong', async (_, name, text, line, found) => {
  const error = await inputErrorOf(read(name, text, { maxBadRows: 0 }));
  expect(error.line).toBe(line);
  expect(error.found).toContain(found);
  expect(error.expected).not.toBe('');
});

test('a missing file, a folder and a mapped column that is not there are InputErrors', async () => {
  const file = await inputFile('items.csv', 'id,title\n1,One\n');
  expect((await inputErrorOf(readItems(`${file}.jsonl`))).found).toBe('no such file');
  const map = parseColumnMap(['title=name']);
  expect((await inputErrorOf(readItems(file, { map }))).expected).toBe('a column "name" (mapped to title)');
  const inJson = await inputErrorOf(read('items.jsonl', jsonl(ROWS), { map: parseColumnMap(['fact=brand']) }));
  expect(inJson.expected).toBe('a column "brand" (mapped to fact)');
});

test('rows that are wrong are left out and named, up to a share', async () => {
  const rows = Array.from({ length: 99 }, (_, i) => `k${i},Kettle ${i},${10 + i}`);
  const one = ['id,title,price', ...rows.slice(0, 5), 'k5,Kettle, red,12', ...rows.slice(6)].join('\n');
  const { items, notes } = await read('items.csv', one);
  expect(items).toHaveLength(98);
  expect(notes).toEqual([expect.stringMatching(/^1 row left out: expected 3.* \(on line 7: found 4 cells; .*quotes/)]);
  const many = ['id,title,price', ...rows.slice(0, 60), ...rows.slice(60).map((row) => `${row},x`)].join('\n');
  const error = await inputErrorOf(read('items.csv', many));
  expect(error).toMatchObject({ line: 62, found: expect.stringContaining('39 of 99 rows that are wrong (39.4 %)') });
  expect((await read('items.csv', many, { maxBadRows: 0.4 })).items).toHaveLength(60);
});

test('of two rows with one id the first is kept, and one without a title takes a name', async () => {
  const csv = 'sku,title,text\nk-1,Iron,Flat.\nk-1,Iron,Round.\nk-2,,A pan of steel. Heavy.\ncast-pot,,\n';
  const { items, notes } = await read('items.csv', csv);
  expect(items.map(({ title }) => title)).toEqual(['Iron', 'A pan of steel', 'Cast pot']);
  expect(notes).toEqual([
    '1 row left out: the first of an id is kept (on line 3: sku "k-1" a second time (first on line 2)).',
    '1 row without a title: one was made of the description (on line 4: found no title).',
    '1 row without a title: one was made of the id (on line 5: found no title).',
  ]);
});

test('a text of 100 kB is cut, with a note, and never through a surrogate pair', async () => {
  const rows = [{ id: 'a', title: 'One', description: `${'x'.repeat(MAX_CELL_CHARS - 1)}${'🎬'.repeat(50_000)}` }];
  const { items, notes } = await read('items.jsonl', jsonl(rows));
  expect(items[0]?.fields.description).toBe('x'.repeat(MAX_CELL_CHARS - 1));
  expect(notes).toEqual(['1 row with more than 5,000 characters in description: cut (the first on line 1).']);
});

test('a long list is cut and objects are left out, each with one note', async () => {
  const tags = Array.from({ length: MAX_LIST_ENTRIES + 5 }, (_, i) => `t${i}`);
  const rows = [
    { id: 'a', title: 'One', tags, price: { eur: { net: 1 } } },
    { id: 'b', title: 'Two', price: { eur: { net: 2 } } },
  ];
  const { items, notes } = await read('items.jsonl', jsonl(rows));
  expect(items[0]?.facets.tags).toHaveLength(MAX_LIST_ENTRIES);
  expect(items[1]?.fields).toEqual({ title: 'Two' });
  expect(notes).toEqual([
    '1 row with more than 100 entries in tags: further ones are left out (the first on line 1).',
    '2 rows with an object in price: left out (the first on line 1).',
  ]);
});

test('an array of eight numbers or more is a vector: no text, no facet; a column holds one length', async () => {
  const image = [3, 0, 0, 0, 0, 0, 0, 4];
  const rows = [
    { id: 'a', title: 'A', image, sizes: [1, 2] },
    { id: 'b', title: 'B' },
    { id: 'c', title: 'C', image },
  ];
  const { items, ownModalities } = await read('items.jsonl', jsonl(rows));
  const unit = Float32Array.of(0.6, 0, 0, 0, 0, 0, 0, 0.8);
  expect(items.map(({ vectors }) => vectors)).toEqual([{ image: unit }, undefined, { image: unit }]);
  expect(ownModalities).toEqual([{ name: 'image', width: 9 }]);
  expect(items[0]!.facets).toEqual({ sizes: ['1', '2'] });
  expect((await read('items.jsonl', jsonl(rows), { map: parseColumnMap(['ignore=image']) })).ownModalities).toEqual([]);
  const uneven = [...rows, { id: 'd', title: 'D', image: [...image, 1] }];
  const error = await inputErrorOf(read('uneven.jsonl', jsonl(uneven), { maxBadRows: 0 }));
  expect(error.message).toMatch(/uneven\.jsonl:4: found 9 numbers in image, expected 8, as on line 1/);
});
