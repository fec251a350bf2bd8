// CSV (RFC 4180) into rows of cells, piece by piece: commas, semicolons or tabs, quoted cells with line breaks and
// doubled quotes. Lenient as spreadsheets are: a quote in the middle of a cell is a quote. Nothing is read before it is
// asked for.

/** What may stand between cells, most usual first. */
const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Of a row, in UTF-16 code units. */
const MAX_ROW_CHARS = 1_000_000;
const MAX_ROW_CELLS = 10_000;
/** Enough for the first row of nearly any file. */
const HEAD_CHARS = 1_000_000;

export interface CsvRow {
  /** Where it begins, from 1. */
  line: number;
  cells: string[];
}

/** What a file has that no csv has; what follows it is not read. */
export interface CsvFault {
  /** From 1. */
  line: number;
  found: string;
  expected: string;
}

/** Takes a file in pieces; what a piece leaves unfinished goes on in the next. Rows of blank cells are left out. */
export class CsvReader {
  /** Once that is known: nothing is to be pushed any more. */
  fault: CsvFault | undefined;
  readonly #delimiter: string;
  #rest = '';
  #line = 1;

  /** @param delimiter  one character */
  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  /** The rows that end in this piece: to be read to the end before the next one. @param isLast  nothing follows */
  *push(piece: string, isLast = false): Generator<CsvRow> {
    const text = this.#rest + piece;
    const position: Position = { text, at: 0, line: this.#line, isLast, limit: 0 };
    let start = 0;
    while (position.at < text.length) {
      if (text[position.at] === '\n') {
        start = ++position.at;
        this.#line = ++position.line;
        continue;
      }
      const line = position.line;
      position.limit = start + MAX_ROW_CHARS;
      const cells = readRow(position, this.#delimiter);
      if (!cells) break;
      start = position.at;
      this.#line = position.line;
      if (!isBlank(cells)) yield { line, cells };
    }
    this.#rest = text.slice(start);
    const isOpen = (isLast && this.#rest !== '') || this.#rest.length > MAX_ROW_CHARS;
    this.fault = position.excess ?? (isOpen ? openQuote(position.line) : undefined);
  }
}

interface Position {
  readonly text: string;
  at: number;
  /** Of `at`; of the open quote where a row does not end. */
  line: number;
  readonly isLast: boolean;
  /** Where the row must have ended. */
  limit: number;
  /** What the row has too much of. */
  excess?: CsvFault;
}

const openQuote = (line: number): CsvFault => ({
  line,
  found: 'a quoted cell that never ends',
  expected: 'as many opening as closing quotes',
});

function excess({ line }: Position, most: number, noun: string): CsvFault {
  const limit = `${most.toLocaleString('en-GB')} ${noun}`;
  return { line, found: `a row of more than ${limit}`, expected: `at most ${limit}` };
}

/** Moves behind the row. Undefined where the text or what a row may have ends before it does. */
function readRow(position: Position, delimiter: string, maxCells = MAX_ROW_CELLS): string[] | undefined {
  const { text, isLast } = position;
  const cells: string[] = [];
  for (;;) {
    const cell = readCell(position, delimiter);
    if (cell === undefined) return undefined;
    if (cells.push(cell) > maxCells) {
      position.excess = excess(position, maxCells, 'cells');
      return undefined;
    }
    const end = text[position.at++];
    if (end === delimiter) continue;
    // The half of a line break that has come yet.
    if (end === '\r' && position.at === text.length && !isLast) return undefined;
    if (end === undefined && !isLast) return undefined;
    if (end === '\r' && text[position.at] === '\n') position.at++;
    position.line++;
    return cells;
  }
}

/** Moves to what ends the cell. */
function readCell(position: Position, delimiter: string): string | undefined {
  const { text, isLast, limit } = position;
  let quoted = '';
  if (text[position.at] === '"') {
    let from = position.at + 1;
    for (;;) {
      const quote = text.indexOf('"', from);
      // A quote at the very end may be the first of two. One that is so long never ends.
      if (quote < 0 || quote > limit || (quote === text.length - 1 && !isLast)) return undefined;
      quoted += text.slice(from, quote);
      from = quote + 1;
      if (text[from] !== '"') break;
      quoted += '"';
      from++;
    }
    position.at = from;
    if (/[\r\n]/.test(quoted)) position.line += quoted.match(/\r\n|\r|\n/g)!.length;
  }
  const from = position.at;
  let { at } = position;
  for (; at < text.length && at <= limit; at++) {
    const char = text[at];
    if (char === delimiter || char === '\n' || char === '\r') break;
  }
  if (at > limit) {
    position.excess = excess(position, MAX_ROW_CHARS, 'characters');
    return undefined;
  }
  position.at = at;
  return quoted === '' ? text.slice(from, at) : quoted + text.slice(from, at);
}

/** The delimiter that cuts the first line into most cells; a comma where none does. */
export function csvDelimiter(text: string): string {
  const head = text.slice(0, HEAD_CHARS);
  const counts = DELIMITERS.map((delimiter) => firstRow(head, delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))]!;
}

function firstRow(text: string, delimiter: string): string[] {
  const position: Position = { text, at: 0, line: 1, isLast: true, limit: text.length };
  while (position.at < text.length) {
    const cells = readRow(position, delimiter, Number.POSITIVE_INFINITY);
    if (!cells) break;
    if (!isBlank(cells)) return cells;
  }
  return [];
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');
