// Guesses what each column is for, from its name and from what its cells have in common. A guess is only where a person
// starts from: the page shows it beside the first rows, the command line prints it, and every one can be changed.

import { columnWords } from '../text/column-words.ts';
import type { Cell } from './cells.ts';
import { type ColumnValues, columnValues, SAMPLE_ROWS } from './column-values.ts';
import type { ColumnRole, SingleRole } from './roles.ts';

/** Names by which files call a role, as whole words of the column's name. */
const NAMES = {
  title: /\b(title|name|titel|titre|titulo|nom|heading|label|game|book|recipe|dish|product)\b/,
  id: /\b(id|uid|uuid|sku|isbn|isbn13|asin|slug|key|code|index|no)\b/,
  text: /\b(text|description|desc|summary|overview|plot|synopsis|abstract|about|notes?|body|review|instructions|method|story|content|comment)\b/,
  year: /\b(year|date|published|publication|released?|first|jahr)\b/,
  rating: /\b(rating|ratings? average|average|stars?|score|rated|grade)\b/,
  popularity: /\b(popularity|votes?|ratings|reviews|sales|sold|downloads|views|count|players|rank|owned|likes|plays)\b/,
  facet:
    /\b(genres?|tags?|categor(y|ies)|keywords?|authors?|creators?|artists?|directors?|makers?|brands?|publishers?|designers?|topics?|subjects?|themes?|types?|kinds?|style|cuisine|course|ingredients|mechanics?|platforms?|language|country|series|mood|colou?r|season|diet)\b/,
  ignore: /\b(image|img|picture|photo|thumbnail|cover|url|link|href|uri|logo|icon|email|path)\b/,
} as const;

/** Longer texts on average are prose. */
const PROSE_CHARS = 60;
/** A column of more different entries than this share of the rows names items rather than kinds of them. */
const MAX_FACET_SHARE = 0.5;

/** Names that say it all, as people write them or not. */
const EXACT_NAMES: ReadonlyMap<string, SingleRole> = new Map([
  ['id', 'id'],
  ['title', 'title'],
  ['year', 'year'],
  ['rating', 'rating'],
  ['votes', 'popularity'],
]);
/** More than any other column can score. */
const EXACT_BONUS = 100;
/** Ids that are the same now and then are ids still: such rows are told apart, or refused. */
const MIN_DISTINCT_IDS = 0.98;

type Column = ColumnValues & { name: string };

/** The role that the very name of a column stands for. */
export function exactRole(name: string): ColumnRole | undefined {
  return EXACT_NAMES.get(columnWords(name));
}

/**
 * @param forced  roles that are known already, by column
 * @returns       one role a column; a title wherever any column can be one
 */
export function guessRoles(
  { columns, rows }: { columns: readonly string[]; rows: readonly (readonly Cell[])[] },
  forced: readonly (ColumnRole | undefined)[] = [],
): ColumnRole[] {
  const isWhole = rows.length <= SAMPLE_ROWS;
  const known = columns.map((name, i): Column => ({ name: columnWords(name), ...columnValues(rows, i) }));
  const roles = known.map((column, i) => forced[i] ?? roleAlone(column, isWhole));
  for (const [role, score] of SCORES) leaveToBest(known, roles, forced, role, score);
  return roles;
}

/** As if there were no other columns; several may say that they are the title or the year. */
function roleAlone(column: Column, isWhole: boolean): ColumnRole {
  const { name, numFilled, numbers, years, addresses, meanChars } = column;
  const exact = EXACT_NAMES.get(name);
  if (exact && readsAs(exact, column)) return exact;
  if (NAMES.ignore.test(name) || addresses > 0.5) return 'ignore';
  if (numFilled === 0) return isWhole ? 'ignore' : roleOfName(name);
  if (years > 0.8 && !NAMES.popularity.test(name)) return 'year';
  if (isId(column)) return 'id';
  if (numbers > 0.8) return NAMES.id.test(name) ? 'ignore' : roleOfNumbers(name);
  if (NAMES.text.test(name)) return 'text';
  if (meanChars > PROSE_CHARS && column.lists < 0.5) return 'text';
  if (isFacet(column)) return 'facet';
  return meanChars > 2 ? 'fact' : 'ignore';
}

/** Of a column that has the name of a role: a rating may be PG-13. Ids are what that column holds, whatever that is. */
function readsAs(role: SingleRole, { numFilled, numbers, years }: Column): boolean {
  if (role === 'title') return numFilled > 0;
  if (role === 'id') return true;
  return (role === 'year' ? Math.max(years, numbers) : numbers) >= 0.5;
}

/** Of a column that says nothing in the first rows of many. */
export function roleOfName(column: string): ColumnRole {
  const name = columnWords(column);
  if (NAMES.ignore.test(name)) return 'ignore';
  if (NAMES.text.test(name)) return 'text';
  return EXACT_NAMES.get(name) ?? (NAMES.facet.test(name) ? 'facet' : roleOfNumbers(name));
}

function roleOfNumbers(name: string): ColumnRole {
  if (NAMES.rating.test(name)) return 'rating';
  return NAMES.popularity.test(name) ? 'popularity' : 'fact';
}

function isId({ name, distinct, lists, meanChars, numFilled }: Column): boolean {
  return NAMES.id.test(name) && distinct >= MIN_DISTINCT_IDS && lists < 0.1 && meanChars <= 64 && numFilled > 0;
}

function isFacet({ name, lists, numEntries, numFilled, meanChars }: Column): boolean {
  if (lists > 0.3 || NAMES.facet.test(name)) return !NAMES.title.test(name) || lists > 0.5;
  return numEntries <= MAX_FACET_SHARE * numFilled && meanChars <= 40;
}

/** A name says most; then that cells differ, are short, and are no numbers or lists. */
function titleScore(column: Column): number {
  const { name, distinct, numbers, lists, meanChars, numFilled, addresses } = column;
  if (numFilled === 0 || addresses > 0.5) return 0;
  const named = NAMES.title.test(name) ? 3 : 0;
  const asTitle = /^(title|name)$/.test(name) ? 2 : 0;
  const short = meanChars >= 2 && meanChars <= 80 ? 1 : 0;
  return (
    named +
    asTitle +
    short +
    distinct -
    2 * numbers -
    (NAMES.id.test(name) ? 2 : 0) -
    (lists > 0.5 ? 1 : 0) -
    (NAMES.facet.test(name) ? 1 : 0)
  );
}

/** Which of several columns has a role that only one can have. */
const SCORES: readonly [role: SingleRole, score: (column: Column) => number][] = [
  ['title', titleScore],
  ['id', () => 1],
  ['year', (column) => column.years + (NAMES.year.test(column.name) ? 1 : 0)],
  ['rating', (column) => column.numbers + (/average|mean|stars/.test(column.name) ? 1 : 0)],
  ['popularity', (column) => column.numbers],
];

/**
 * Leaves a single role to the column that scores highest, one of its very name before all; for `title` any column may
 * have it.
 */
function leaveToBest(
  columns: readonly Column[],
  roles: ColumnRole[],
  forced: readonly (ColumnRole | undefined)[],
  role: SingleRole,
  score: (column: Column) => number,
): void {
  const isFree = (i: number) => forced[i] === undefined;
  const scores = columns.map((column, i) => {
    if (!isFree(i) || (role !== 'title' && roles[i] !== role)) return Number.NEGATIVE_INFINITY;
    if (column.numFilled === 0) return 0;
    return score(column) + (EXACT_NAMES.get(column.name) === role ? EXACT_BONUS : 0);
  });
  const best = forced.includes(role) ? -1 : scores.indexOf(Math.max(...scores));
  for (const [i, other] of roles.entries()) if (other === role && i !== best && isFree(i)) roles[i] = 'fact';
  if (best >= 0 && scores[best]! > 0) roles[best] = role;
}
