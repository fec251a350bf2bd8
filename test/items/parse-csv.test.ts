// Any csv comes out as it was written, whole or in pieces; csv-parse is the reference.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvReader, csvDelimiter } from '../../src/items/parse-csv.ts';

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const anyCell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '𝄞') });
const anyRow = fc
  .array(anyCell, { minLength: 2, maxLength: 4 })
  .filter((cells) => cells.some((text) => text.trim() !== ''));
const anyRows = fc.array(anyRow, { minLength: 1 });
/** Any characters that a parser may stumble over. */
const anyText = fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a', '\u0000') });

/** Cuts a text where numbers fall on it. */
function inPieces(text: string, cuts: readonly number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [...places, text.length].map((end, i) => text.slice(places[i - 1] ?? 0, end));
}

function readPieces(pieces: readonly string[]) {
  const reader = new CsvReader(',');
  const rows = pieces.flatMap((piece) => [...reader.push(piece)]);
  return { rows: [...rows, ...reader.push('', true)], fault: reader.fault };
}

const cellsOf = (text: string) => readPieces([text]).rows.map(({ cells }) => cells);

test('reads what it is given as csv-parse does, whatever is in the cells', () => {
  fc.assert(
    fc.property(anyRows, fc.constantFrom('\n', '\r\n'), (rows, end) => {
      const text = rows.map((cells) => cells.map(quoted).join(',')).join(end);
      const reference = parse(text, { relax_column_count: true, record_delimiter: ['\n', '\r\n'] });
      expect(cellsOf(text)).toEqual(reference);
    }),
  );
});

test('rows know the line on which they begin', () => {
  const text = 'id,text\r\n1,"two\r\nlines"\r\n\r\n2,"three\n\nlines"\n,,\n3,end';
  const rows = [...new CsvReader(',').push(text, true)];
  expect(rows.map(({ line, cells }) => [line, cells[0]])).toEqual([
    [1, 'id'],
    [2, '1'],
    [5, '2'],
    [9, '3'],
  ]);
  fc.assert(
    fc.property(anyRows, (table) => {
      // Line breaks of one kind: csv-parse counts \r\n inside of cells as two.
      const text = table.map((cells) => cells.map((cell) => quoted(cell.replaceAll('\r', ''))).join(',')).join('\n');
      const reference = parse(text, { relax_column_count: true, info: true }) as unknown as {
        info: { lines: number };
      }[];
      const ends = [...new CsvReader(',').push(text, true)].map(
        ({ line, cells }) => line + (cells.join('').match(/\n/g)?.length ?? 0),
      );
      expect(ends).toEqual(reference.map(({ info }) => info.lines));
    }),
  );
});

test('a file in any pieces gives the rows of the whole', () => {
  const written = anyRows.map((rows) => rows.map((cells) => cells.map(quoted).join(',')).join('\r\n'));
  fc.assert(
    fc.property(fc.oneof(anyText, written), fc.array(fc.nat()), (text, cuts) => {
      expect(readPieces(inPieces(text, cuts))).toEqual(readPieces([text]));
    }),
  );
});

test('never fails and never hangs, whatever the text', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(cellsOf(text).flat().join('').length).toBeLessThanOrEqual(text.length);
    }),
  );
});

test.each([',', ';', '\t', '|'])('finds the delimiter %j, also with others inside quotes', (delimiter) => {
  const header = ['title', '"a, b; c | d"', 'year'].join(delimiter);
  expect(csvDelimiter(`${header}\nx${delimiter}y${delimiter}1`)).toBe(delimiter);
});

const endless = (line: number) => ({ line, found: 'a quoted cell that never ends' });

test('a quote that never ends is known at the end, or after a million characters', () => {
  expect(readPieces(['a,b\n1,"two\nlines']).fault).toMatchObject(endless(2));
  const reader = new CsvReader(',');
  expect([...reader.push('a,b\n1,2\n"x')].length).toBe(2);
  expect(reader.fault).toBeUndefined();
  expect([...reader.push('\n'.repeat(1_000_001))]).toEqual([]);
  expect(reader.fault).toMatchObject(endless(3));
});
