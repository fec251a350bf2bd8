// What people should know of a reading, and what becomes of a row that is not as it should be. That is the one
// difference between a site's file, which is refused (its ids are what a log and pages name), and a visitor's, which is
// mended.

import { InputError, type InputErrorDetails } from '../errors.ts';

/**
 * Of a row that is not as it should be: `refuse` ends the reading, `mend` leaves out or changes as little as possible.
 */
export type Policy = 'refuse' | 'mend';

export class Notes {
  readonly file: string;
  /** What rows are counted by in the file: lines, or the items of a list. */
  lineWord: 'line' | 'item' = 'line';
  readonly #policy: Policy;
  /** Number of rows by what is to be said of them; 0 = a sentence as it stands. */
  readonly #counts = new Map<string, { count: number; line: number | undefined }>();

  constructor(file: string, policy: Policy) {
    this.file = file;
    this.#policy = policy;
  }

  /** A sentence that is said once. */
  say(sentence: string): void {
    this.#counts.set(sentence, { count: 0, line: undefined });
  }

  /** @param what  of one more row, as `left out: no title` @param line  of the file, where it is known */
  add(what: string, line?: number): void {
    const known = this.#counts.get(what);
    if (known) known.count++;
    else this.#counts.set(what, { count: 1, line });
  }

  /**
   * A row that is not as it should be.
   *
   * @param mended  what is done about it where rows are mended, as in `add`
   * @throws InputError where they are refused
   */
  fault(problem: Omit<InputErrorDetails, 'file'>, mended: string): void {
    const { line } = problem;
    if (this.#policy === 'mend') {
      this.add(mended, line);
      return;
    }
    const isItem = line !== undefined && this.lineWord === 'item';
    const where = isItem ? { found: `${problem.found} ${this.placeOf(line)}`, line: undefined } : {};
    throw new InputError({ file: this.file, ...problem, ...where });
  }

  /** `on line 3`, of the file or as the item of a list. */
  placeOf(line: number | undefined): string {
    return this.lineWord === 'line' ? `on line ${line}` : `in item ${line}`;
  }

  /** One sentence a kind. */
  list(): string[] {
    return [...this.#counts].map(([what, { count, line }]) => {
      if (count === 0) return what;
      const rows = `${count.toLocaleString('en-GB')} ${count === 1 ? 'row' : 'rows'}`;
      return `${rows} ${what}${line === undefined ? '' : ` (the first ${this.placeOf(line)})`}.`;
    });
  }
}
