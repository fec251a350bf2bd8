// CSV (RFC 4180) into cells: commas, semicolons or tabs, quoted cells with line breaks and doubled quotes. Lenient as spreadsheets are: a
// quote in the middle of a cell is a quote. Stops after the rows that it was asked for, so that a long file costs no more.

/** What may stand between cells, most usual first. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

export interface CsvRows {
  /** The header is the first; blank lines are left out. */
  rows: string[][];
  /** Whether there was more than `maxRows`. */
  wasCut: boolean;
  /** Line (from 1) of a quoted cell that never ends. */
  openQuoteLine?: number;
}

/** The delimiter that cuts the first line into most cells; a comma where none does. */
export function csvDelimiter(text: string): string {
  const counts = DELIMITERS.map((delimiter) => parseCsv(text, delimiter, 1).rows[0]?.length ?? 0);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

/** @param text  without a byte order mark @param maxRows  header included */
export function parseCsv(text: string, delimiter: string, maxRows = Number.POSITIVE_INFINITY): CsvRows {
  const rows: string[][] = [];
  let at = 0;
  while (at < text.length) {
    if (rows.length === maxRows) return { rows, wasCut: text.slice(at).trim() !== '' };
    const row: string[] = [];
    let end: CellEnd;
    do {
      end = readCell(text, at, delimiter);
      if (end.isOpen) return { rows, wasCut: false, openQuoteLine: lineOf(text, at) };
      row.push(end.value);
      at = end.next;
    } while (end.isDelimited);
    if (row.some((cell) => cell.trim() !== '')) rows.push(row);
  }
  return { rows, wasCut: false };
}

interface CellEnd {
  value: string;
  /** Where the next cell or row begins. */
  next: number;
  /** Another cell of this row follows. */
  isDelimited: boolean;
  /** The text ended inside quotes. */
  isOpen?: boolean;
}

function readCell(text: string, start: number, delimiter: string): CellEnd {
  let at = start;
  let quoted = '';
  if (text[at] === '"') {
    at++;
    for (;;) {
      const quote = text.indexOf('"', at);
      if (quote < 0) return { value: '', next: text.length, isDelimited: false, isOpen: true };
      quoted += text.slice(at, quote);
      at = quote + 1;
      if (text[at] !== '"') break;
      quoted += '"';
      at++;
    }
  }
  const from = at;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r') at++;
  const value = quoted + text.slice(from, at);
  if (text[at] === delimiter) return { value, next: at + 1, isDelimited: true };
  return { value, next: text.startsWith('\r\n', at) ? at + 2 : at + 1, isDelimited: false };
}

function lineOf(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
