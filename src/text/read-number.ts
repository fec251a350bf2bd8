// Numbers as people and shops write them: `1,234.5`, `1.234,50`, `12,90`, `1 299,00`. Which mark stands before the decimals
// is a habit of a whole column; one number alone is read by what it can be.

export type DecimalMark = '.' | ',';

/** Digits with marks and narrow blanks between them; no sign. */
const DIGITS = String.raw`\d[\d.,'’\u00a0\u202f]*`;
const NUMBER = new RegExp(`-?${DIGITS}`);

/** The first number in a text: `102 min` -> 102, `1,234 votes` -> 1234, `€ 10,50` -> 10.5; undefined where there is none. */
export function firstNumber(text: string | undefined, mark?: DecimalMark): number | undefined {
  const digits = text?.match(NUMBER)?.[0].replace(/[.,'’\s]+$/, '');
  return digits === undefined ? undefined : plainNumber(digits, mark);
}

/**
 * @param digits  digits and marks alone, `-` before them
 * @param mark    of the column (default: by this number alone: three digits behind one mark are thousands)
 */
export function plainNumber(digits: string, mark: DecimalMark = markOf(digits) ?? '.'): number {
  const bare = digits.replace(/['’\s]/g, '').replaceAll(mark === '.' ? ',' : '.', '');
  return Number(bare.replace(',', '.'));
}

/** The decimal mark that most of these texts speak for; a point where none does. */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark {
  let commas = 0;
  for (const text of texts) {
    const digits = text.match(NUMBER)?.[0].replace(/[.,'’\s]+$/, '');
    const mark = digits && markOf(digits);
    if (mark) commas += mark === ',' ? 1 : -1;
  }
  return commas > 0 ? ',' : '.';
}

/** Undefined where it may be either, as in `1.234` by a column of such. */
function markOf(digits: string): DecimalMark | undefined {
  const [comma, point] = [digits.lastIndexOf(','), digits.lastIndexOf('.')];
  if (comma >= 0 && point >= 0) return comma > point ? ',' : '.';
  const at = Math.max(comma, point);
  if (at < 0) return undefined;
  const found: DecimalMark = comma >= 0 ? ',' : '.';
  const other: DecimalMark = found === ',' ? '.' : ',';
  if (digits.indexOf(found) !== at) return other; // twice: between thousands
  const isThousands = digits.length - at - 1 === 3 && !/^-?0/.test(digits);
  // A point alone is read as English has it.
  return isThousands ? (found === ',' ? '.' : undefined) : found;
}
