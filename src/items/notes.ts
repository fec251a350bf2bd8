// What people should know of a reading, and what becomes of a row that is not as it should be. That is the one
// difference between a site's file, which is refused (its ids are what a log and pages name), and a visitor's, which is
// mended.

import { InputError, type InputErrorDetails } from '../errors.ts';

/**
 * Of a row that is not as it should be: `refuse` ends the reading, `skip` leaves the row out, `mend` leaves out or changes
 * as little as possible.
 */
export type Policy = 'refuse' | 'skip' | 'mend';

/** Rows of one kind that are named. */
const MAX_EXAMPLES = 3;

export class Notes {
  /** As errors name it: of an archive the file in it, once that is known. */
  file: string;
  /** What rows are counted by in the file: lines, or the items of a list. */
  lineWord: 'line' | 'item' = 'line';
  readonly #policy: Policy;
  /** Number of rows by what is to be said of them; 0 = a sentence as it stands. */
  readonly #counts = new Map<string, { count: number; line: number | undefined; examples: string[] }>();
  /** Rows that were skipped because something is wrong with them. */
  numBadRows = 0;
  #firstBad: InputErrorDetails | undefined;

  constructor(file: string, policy: Policy) {
    this.file = file;
    this.#policy = policy;
  }

  /** Whether rows that cannot be used are left out. */
  get skips(): boolean {
    return this.#policy === 'skip';
  }

  /** A sentence that is said once. */
  say(sentence: string): void {
    this.#counts.set(sentence, { count: 0, line: undefined, examples: [] });
  }

  /** @param what  of one more row, as `left out: no title` @param line  of the file, where it is known @param rows  of them */
  add(what: string, line?: number, example?: string, rows = 1): void {
    const known = this.#counts.get(what) ?? { count: 0, line, examples: [] };
    this.#counts.set(what, known);
    known.count += rows;
    if (example === undefined || known.examples.length === MAX_EXAMPLES) return;
    known.examples.push(line === undefined ? example : `${this.placeOf(line)}: ${example}`);
  }

  /**
   * A cell that is not as it should be.
   *
   * @param mended  what is done about it where it is not refused, as in `add`
   * @throws InputError where it is refused
   */
  fault(problem: Omit<InputErrorDetails, 'file'>, mended: string): void {
    if (this.#policy === 'refuse') throw this.#error(problem);
    const { found, mend } = problem;
    this.add(mended, problem.line, this.#policy === 'skip' ? `found ${found}${mend ? `; ${mend}` : ''}` : undefined);
  }

  /**
   * A row that cannot be used as it stands.
   *
   * @param mended  what is done about it where rows are mended
   * @param rows    that are wrong in this way, at least 1
   * @returns       whether it is skipped
   * @throws InputError where it is refused
   */
  badRow(problem: Omit<InputErrorDetails, 'file'>, mended: string, rows = 1): boolean {
    if (this.#policy !== 'skip') {
      this.fault(problem, mended);
      return false;
    }
    const { line, found, expected, mend } = problem;
    this.numBadRows += rows;
    this.#firstBad ??= { file: this.file, ...problem };
    this.add(`left out: expected ${expected}`, line, `found ${found}${mend ? `; ${mend}` : ''}`, rows);
    return true;
  }

  /** A row whose id another one has: where rows are skipped, the first is kept. @returns whether this one is left out */
  isRepeated(problem: Omit<InputErrorDetails, 'file'>, mended: string): boolean {
    if (this.#policy !== 'skip') {
      this.fault(problem, mended);
      return false;
    }
    this.add('left out: the first of an id is kept', problem.line, problem.found);
    return true;
  }

  /** One is let pass in any case. @param maxShare  of all rows, 0 to 1 @throws InputError where more were wrong: it is another file than it seems */
  checkBadRows(numRows: number, maxShare: number): void {
    const { numBadRows } = this;
    if (numBadRows <= Math.max(1, maxShare * numRows) || !this.#firstBad) return;
    const percent = (share: number) => `${(100 * share).toLocaleString('en-GB', { maximumFractionDigits: 1 })} %`;
    const { found, expected, mend, line } = this.#firstBad;
    const share = `${numBadRows.toLocaleString('en-GB')} of ${numRows.toLocaleString('en-GB')} rows that are wrong`;
    throw this.#error({
      line,
      found: `${share} (${percent(numBadRows / numRows)}); the first: ${found}`,
      expected: `${expected}, and at most ${percent(maxShare)} wrong rows`,
      mend: `${mend ? `${mend} ` : ''}--max-bad-rows ${Math.ceil((100 * numBadRows) / numRows)}% builds without them.`,
    });
  }

  #error(problem: Omit<InputErrorDetails, 'file'>): InputError {
    const { line } = problem;
    const isItem = line !== undefined && this.lineWord === 'item';
    const where = isItem ? { found: `${problem.found} ${this.placeOf(line)}`, line: undefined } : {};
    return new InputError({ file: this.file, ...problem, ...where });
  }

  /** `on line 3`, of the file or as the item of a list. */
  placeOf(line: number | undefined): string {
    return this.lineWord === 'line' ? `on line ${line}` : `in item ${line}`;
  }

  /** One sentence a kind. */
  list(): string[] {
    return [...this.#counts].map(([what, { count, line, examples }]) => {
      if (count === 0) return what;
      const rows = `${count.toLocaleString('en-GB')} ${count === 1 ? 'row' : 'rows'}`;
      const first = line === undefined ? '' : ` (the first ${this.placeOf(line)})`;
      const named =
        examples.length > 0
          ? ` (${examples.join('; ').replace(/\.$/, '')}${count > examples.length ? '; …' : ''})`
          : first;
      return `${rows} ${what}${named}.`;
    });
  }
}
