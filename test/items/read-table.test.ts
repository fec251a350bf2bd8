// A visitor's file may be anything: tables come out as they were written, and everything else is refused in words that help.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CatalogFormatError } from '../../src/errors.ts';
import { csvDelimiter, parseCsv } from '../../src/items/parse-csv.ts';
import { readTable } from '../../src/items/read-table.ts';
import { MAX_CELL_CHARS, MAX_COLUMNS, MAX_ITEMS } from '../../src/items/table.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, name = 'list.csv') => readTable(bytes(text), name);
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('parseCsv', () => {
  test('reads what it is given as csv-parse does, whatever is in the cells', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '𝄞') });
    const row = fc
      .array(cell, { minLength: 2, maxLength: 4 })
      .filter((cells) => cells.some((text) => text.trim() !== ''));
    fc.assert(
      fc.property(fc.array(row, { minLength: 1 }), fc.constantFrom('\n', '\r\n'), (rows, end) => {
        const text = rows.map((cells) => cells.map(quoted).join(',')).join(end);
        const reference = parse(text, { relax_column_count: true, record_delimiter: ['\n', '\r\n'] });
        expect(parseCsv(text, ',').rows).toEqual(reference);
      }),
    );
  });

  test('never fails and never hangs, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '\u0000') }), (text) => {
        const { rows } = parseCsv(text, ',');
        expect(rows.flat().join('').length).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test.each([',', ';', '\t', '|'])('finds the delimiter %j, also with others inside quotes', (delimiter) => {
    const header = ['title', '"a, b; c | d"', 'year'].join(delimiter);
    expect(csvDelimiter(`${header}\nx${delimiter}y${delimiter}1`)).toBe(delimiter);
  });

  test('stops after the rows it was asked for, and says so', () => {
    expect(parseCsv('a\nb\nc\n', ',', 2)).toEqual({ rows: [['a'], ['b']], wasCut: true });
    expect(parseCsv('a\nb\n\n', ',', 2).wasCut).toBe(false);
  });
});

describe('readTable', () => {
  test('csv, json, an object around a list, and jsonl give the same table', () => {
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
    const tables = texts.map((text) => read(text));
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

  test('keeps lists and numbers of JSON, and leaves out what nobody could read', () => {
    const { rows, columns } = read(
      '[{"title":"A","tags":["x","  ",3,{"y":1}],"n":1.5,"o":{"deep":1},"ok":true},{"title":"B","__proto__":"evil"}]',
    );
    expect(columns).toEqual(['title', 'tags', 'n', 'o', 'ok', '__proto__']);
    expect(rows).toEqual([
      ['A', ['x', '3'], 1.5, null, 'yes', null],
      ['B', null, null, null, null, 'evil'],
    ]);
    expect(({} as Record<string, unknown>).title).toBeUndefined();
  });

  test('names columns that have no name or share one', () => {
    expect(read('title,,title\na,b,c\nd,e,f').columns).toEqual(['title', 'column 2', 'title 2']);
  });

  test('fills rows that are too short and says how many did not fit', () => {
    const { rows, notes } = read('title,year\nA\nB,2000,too much\nC,2001');
    expect(rows).toEqual([
      ['A', null],
      ['B', '2000'],
      ['C', '2001'],
    ]);
    expect(notes).toEqual([expect.stringContaining('2 rows have another number of cells')]);
  });

  test('cuts rows, columns and cells at their limits', () => {
    const long = read(`title\n${'x\n'.repeat(MAX_ITEMS + 5)}`);
    expect(long.rows.length).toBe(MAX_ITEMS);
    expect(long.notes).toEqual([expect.stringContaining('the first 20,000 are used')]);
    const wide = read(`${Array.from({ length: MAX_COLUMNS + 1 }, (_, i) => `c${i}`).join(',')}\n1,2\n3,4`);
    expect(wide.columns.length).toBe(MAX_COLUMNS);
    const [[cell]] = read(`title\n${'y'.repeat(MAX_CELL_CHARS - 1)}𝄞\nb`).rows as string[][];
    expect(cell).toBe('y'.repeat(MAX_CELL_CHARS - 1));
  });

  test('reads UTF-16 and Windows-1252, the latter with a word about it', () => {
    const utf16 = new Uint8Array([0xff, 0xfe, ...[...'title\né\nb'].flatMap((c) => [c.charCodeAt(0), 0])]);
    expect(readTable(utf16, 'a.csv').rows[0]).toEqual(['é']);
    const latin = readTable(new Uint8Array([...bytes('title\nCaf'), 0xe9, ...bytes('\nb')]), 'a.csv');
    expect(latin.rows[0]).toEqual(['Café']);
    expect(latin.notes).toEqual([expect.stringContaining('Windows-1252')]);
  });

  test.each([
    ['a zip or a spreadsheet', new Uint8Array([0x50, 0x4b, 3, 4, 20]), 'save the sheet as CSV'],
    ['a PDF', bytes('%PDF-1.7'), 'look for a table export'],
    ['an empty file', bytes('  \n'), 'rows in it'],
    ['bytes that are no text', new Uint8Array([1, 2, 3, 0, 5]), 'CSV in UTF-8'],
    ['a web page', bytes('<!doctype html><p>Not found'), 'download link'],
    ['broken JSON', bytes('{"title": "a",\n"b"'), 'Export it again'],
    ['a list of 2 values', bytes('[1, 2]'), 'needs a title'],
    ["'{broken' in line 2", bytes('{"title":"a"}\n{broken\n'), 'Mend or delete that line'],
    ['a quoted cell in line 2', bytes('title,text\na,"never ends\nb,c'), 'Look at that line'],
    ['one row', bytes('title\nonly'), 'one item in each row'],
    ['no rows', bytes('title,year'), 'one item in each row'],
  ])('refuses %s and says how to mend it', (found, content, mend) => {
    const attempt = () => readTable(content, 'mine.dat');
    expect(attempt).toThrow(CatalogFormatError);
    expect(attempt).toThrow(`mine.dat: found ${found}`);
    expect(attempt).toThrow(mend);
  });

  test('gives a table or a CatalogFormatError for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (content) => {
        try {
          const { columns, rows } = readTable(content, 'x');
          for (const row of rows) expect(row.length).toBe(columns.length);
        } catch (error) {
          expect(error).toBeInstanceOf(CatalogFormatError);
        }
      }),
    );
  });
});
