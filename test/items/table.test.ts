// A visitor's file may be anything: tables come out as they were written, and everything else is refused in words that
// help.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InputError } from '../../src/errors.ts';
import { MAX_CELL_CHARS } from '../../src/items/cells.ts';
import { MAX_COLUMNS, MAX_ITEMS, readTable } from '../../src/items/table.ts';
import { oneTable } from './read-both.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, name = 'list.csv') => oneTable(bytes(text), name);
/** As a file comes, some bytes at a time. */
const inPieces = (content: Uint8Array, size: number) =>
  readTable(async function* () {
    for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
  }, 'x');

describe('readTable', () => {
  test('csv, json, an object around a list, and jsonl give the same table', async () => {
    const records = [
      { title: 'One', year: '1999' },
      { title: 'Two', year: '2001' },
    ];
    const texts = [
      'title,year\nOne,1999\nTwo,2001\n',
      JSON.stringify(records),
      JSON.stringify({ about: 'books', books: records }),
      records.map((record) => JSON.stringify(record)).join('\n'),
    ];
    const tables = await Promise.all(texts.map((text) => read(text)));
    expect(tables.map(({ format }) => format)).toEqual(['csv', 'json', 'json', 'jsonl']);
    for (const { columns, rows, notes } of tables) {
      expect({ columns, rows, notes }).toEqual({
        columns: ['title', 'year'],
        rows: [
          ['One', '1999'],
          ['Two', '2001'],
        ],
        notes: [],
      });
    }
  });

  test('keeps lists and numbers of JSON, and leaves out what nobody could read', async () => {
    const { rows, columns, notes } = await read(
      '[{"title":"A","tags":["x","  ",3,{"y":1}],"n":1.5,"o":{"deep":1,"deeper":{"x":1}},"ok":true},{"title":"B","__proto__":"evil"}]',
    );
    expect(columns).toEqual(['title', 'tags', 'n', 'o.deep', 'ok', '__proto__']);
    expect(rows).toEqual([
      ['A', ['x', '3'], 1.5, 1, 'yes', null],
      ['B', null, null, null, null, 'evil'],
    ]);
    expect(notes).toEqual([]);
    expect(({} as Record<string, unknown>).title).toBeUndefined();
  });

  test('names columns that have no name or share one', async () => {
    expect((await read('title,,title\na,b,c\nd,e,f')).columns).toEqual(['title', 'column 2', 'title 2']);
  });

  test('fills rows that are too short and says how many did not fit', async () => {
    const { rows, notes } = await read('title,year\nA\nB,2000,too much\nC,2001');
    expect(rows).toEqual([
      ['A', null],
      ['B', '2000'],
      ['C', '2001'],
    ]);
    expect(notes).toEqual([expect.stringContaining('2 rows with another number of cells')]);
  });

  test('cuts rows, columns and cells at their limits', async () => {
    const long = await read(`title\n${'x\n'.repeat(MAX_ITEMS + 5)}`);
    expect(long.rows.length).toBe(MAX_ITEMS);
    expect(long.notes).toEqual([expect.stringContaining('the first 20,000 are used')]);
    const wide = await read(`${Array.from({ length: MAX_COLUMNS + 1 }, (_, i) => `c${i}`).join(',')}\n1,2\n3,4`);
    expect(wide.columns.length).toBe(MAX_COLUMNS);
    const big = await read(`title\n${'y'.repeat(MAX_CELL_CHARS - 1)}𝄞\nb`);
    expect(big.rows[0]).toEqual(['y'.repeat(MAX_CELL_CHARS - 1)]);
    expect(big.notes).toEqual(['1 row with more than 5,000 characters in title: cut (the first on line 2).']);
  });

  test('reads UTF-16 and Windows-1252, the latter with a word about it', async () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'title\né\nb'].flatMap((c) => [c.charCodeAt(0), 0])]);
    expect((await oneTable(utf16, 'a.csv')).rows[0]).toEqual(['é']);
    const latin = await oneTable(
      new Uint8Array([...bytes('title\nCaf'), 0xe9, 0x20, 0x80, 0x93, 0x9f, ...bytes('\nb')]),
      'a.csv',
    );
    expect(latin.rows[0]).toEqual(['Café €“Ÿ']);
    expect(latin.notes).toEqual([expect.stringContaining('Windows-1252')]);
  });

  test.each([
    ['a zip or a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 20]), 'save the sheet as CSV'],
    ['a PDF', bytes('%PDF-1.7'), 'look for a table export'],
    ['an empty file', bytes('  \n'), 'rows in it'],
    ['bytes that are no text', new Uint8Array([1, 2, 3, 0, 5]), 'CSV in UTF-8'],
    ['a web page', bytes('<!doctype html><p>Not found'), 'download link'],
    ['broken JSON', bytes('{"title": "a",\n"b"'), 'Export it again', 2],
    ['a list of 2 values', bytes('[1, 2]'), 'needs a title'],
    ['invalid JSON "{broken"', bytes('{"title":"a"}\n{broken\n'), 'Mend or delete that line', 2],
    ['a quoted cell that never ends', bytes('title,text\na,"never ends\nb,c'), 'Look at that line', 2],
    [
      'a row of more than 1,000,000 characters',
      bytes(`title,text\na,${'b'.repeat(2_000_000)}\n`),
      'export the file again',
      2,
    ],
    ['a row of more than 10,000 cells', bytes(`${'x,'.repeat(20_000)}title\na\n`), 'export the file again', 1],
    ['JSON of more than 10,000,000 values', bytes(`{"books":[${'[],'.repeat(6_000_000)}{}]}`), 'says what an item is'],
    ['JSON that is nested more than 100 deep', bytes(`[{"title":"a"},${'['.repeat(200)}`), 'says what an item is'],
    ['one row', bytes('title\nonly'), 'one item in each row'],
    ['no rows', bytes('title,year'), 'one item in each row'],
  ])('refuses %s and says how to mend it', async (found, content, mend, line?: number) => {
    const error = await oneTable(content, 'mine.dat').catch((problem: unknown) => problem);
    expect(error).toBeInstanceOf(InputError);
    const problem = error as InputError;
    expect(problem.message).toContain(`mine.dat${line === undefined ? '' : `:${line}`}: found ${found}`);
    expect(problem.mend).toContain(mend);
    expect(problem.line).toBe(line);
  });

  test('gives a table or an InputError for any bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (content) => {
        try {
          const { columns, rows } = await oneTable(content, 'x');
          for (const row of rows) expect(row.length).toBe(columns.length);
        } catch (error) {
          expect(error).toBeInstanceOf(InputError);
        }
      }),
    );
  });

  test('gives the same for a file in any pieces', async () => {
    const texts = [
      'title,year\r\n"Käse, alt",1999\r\nZwei,2001\r\n',
      '[{"title":"é"},{"title":"b","n":[1,2]}]',
      '{"list":[{"title":"é"},{"title":"b"}]}',
      '{"title":"é"}\r\n\r\n{"title":"b","n":3}\r{"title":"c"}',
    ];
    for (const text of texts) {
      const whole = await oneTable(bytes(text), 'x');
      for (const size of [4, 5, 7, 64]) expect(await inPieces(bytes(text), size)).toEqual(whole);
    }
  });
});
