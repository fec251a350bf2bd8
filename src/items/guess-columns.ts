// Guesses what each column is for, from its name and from what its cells have in common. A guess is only where a person starts from: the
// page shows it beside the first rows, and every one can be changed.

import { type ColumnValues, columnValues } from './column-values.ts';
import type { ColumnRole } from './roles.ts';
import type { Table } from './table.ts';

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

type Column = ColumnValues & { name: string };

/** @returns one role a column; a title wherever any column can be one */
export function guessRoles(table: Table): ColumnRole[] {
  const columns = table.columns.map(
    (name, i): Column => ({
      name: wordsOf(name),
      ...columnValues(table.rows.map((row) => row[i]!)),
    }),
  );
  const roles: ColumnRole[] = columns.map(roleAlone);
  takeBest(columns, roles, 'title', titleScore);
  takeBest(columns, roles, 'id', (column) => (isId(column) ? 1 : 0));
  takeBest(columns, roles, 'year', (column) => column.years + (NAMES.year.test(column.name) ? 1 : 0));
  takeBest(columns, roles, 'rating', (column) => column.numbers + (/average|mean|stars/.test(column.name) ? 1 : 0));
  takeBest(columns, roles, 'popularity', (column) => column.numbers);
  return roles;
}

/** As if there were no other columns; several may say that they are the title or the year. */
function roleAlone(column: Column): ColumnRole {
  const { name, numFilled, numbers, years, addresses, meanChars } = column;
  if (numFilled === 0 || addresses > 0.5 || NAMES.ignore.test(name)) return 'ignore';
  if (years > 0.8 && !NAMES.popularity.test(name)) return 'year';
  if (isId(column)) return 'id';
  if (numbers > 0.8) return roleOfNumbers(name);
  if (NAMES.text.test(name)) return 'text';
  if (meanChars > PROSE_CHARS && column.lists < 0.5) return 'text';
  if (isFacet(column)) return 'facet';
  return meanChars > 2 ? 'fact' : 'ignore';
}

function roleOfNumbers(name: string): ColumnRole {
  if (NAMES.rating.test(name)) return 'rating';
  if (NAMES.popularity.test(name)) return 'popularity';
  return NAMES.id.test(name) ? 'ignore' : 'fact';
}

function isId({ name, distinct, lists, meanChars, numFilled }: Column): boolean {
  return NAMES.id.test(name) && distinct === 1 && lists < 0.1 && meanChars <= 64 && numFilled > 0;
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

/** Leaves a single role to the column that scores highest; for `title` any column may have it. */
function takeBest(
  columns: readonly Column[],
  roles: ColumnRole[],
  role: 'title' | 'id' | 'year' | 'rating' | 'popularity',
  score: (column: Column) => number,
): void {
  const isCandidate = (i: number) => role === 'title' || roles[i] === role;
  const scores = columns.map((column, i) => (isCandidate(i) ? score(column) : 0));
  const best = scores.indexOf(Math.max(...scores));
  for (const [i, other] of roles.entries()) if (other === role && i !== best) roles[i] = 'fact';
  if (best >= 0 && scores[best]! > 0) roles[best] = role;
}

/** `bookTitle`, `book_title` and `Book title` are the same words. */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .toLowerCase();
}
