// Guesses what each column is for, from its name and from what its cells have in common. A guess is only where a person
// starts from: the page shows it beside the first rows, the command line prints it, and every one can be changed.

import { columnWords } from '../text/column-words.ts';
import type { Cell } from './cells.ts';
import { columnKey } from './column-key.ts';
import { columnValues, SAMPLE_ROWS } from './column-values.ts';
import { type Column, guessAlone, readsAs, WORDS } from './guess-column.ts';
import { looksPrivate } from './private-columns.ts';
import { rolesNamed } from './role-names.ts';
import { type ColumnGuess, type ColumnRole, SINGLE_ROLES, type SingleRole } from './roles.ts';

/** So many rows that say the same say nothing. */
const MIN_CONSTANT = 10;

/** More than any column without the very name can score. */
const EXACT_BONUS = 100;

interface GuessedTable {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/**
 * @param forced  roles that are known already, by column
 * @returns       one a column; a title wherever any column can be one
 */
export function guessColumns(
  { columns, rows }: GuessedTable,
  forced: readonly (ColumnRole | undefined)[] = [],
): ColumnGuess[] {
  const isWhole = rows.length <= SAMPLE_ROWS;
  const known = columns.map((name, i): Column => {
    const values = columnValues(rows, i);
    const isPrivate = looksPrivate(name, values.texts);
    return { words: columnWords(name), key: columnKey(name), isPrivate, ...values };
  });
  const guesses = known.map((column, i): ColumnGuess => {
    const role = forced[i];
    return role === undefined ? guessAlone(column, isWhole) : { role, certainty: 'sure' };
  });
  const isFree = (i: number) => forced[i] === undefined;
  for (const role of SINGLE_ROLES) leaveToBest(known, guesses, isFree, forced, role as SingleRole);
  leaveOut(known, guesses, isFree);
  return guesses;
}

/** A name says most; then that cells differ, are short, and are no numbers or lists. */
function titleScore(column: Column): number {
  const { words, distinct, numbers, lists, meanChars, numFilled, addresses, isPrivate } = column;
  if (numFilled === 0 || addresses > 0.5 || isPrivate) return 0;
  const named = WORDS.title.test(words) ? 3 : 0;
  const asTitle = /^(title|name)$/.test(words) ? 2 : 0;
  const short = meanChars >= 2 && meanChars <= 80 ? 1 : 0;
  const id = WORDS.id.test(words) ? 2 : 0;
  const facet = WORDS.facet.test(words) ? 1 : 0;
  return named + asTitle + short + distinct - 2 * numbers - id - (lists > 0.5 ? 1 : 0) - facet;
}

/** Which of several columns has a role that only one can have, beside the place of its name among those of the role. */
function scoreOf(role: SingleRole, column: Column): number {
  if (role === 'title') return titleScore(column);
  if (role === 'year') return column.years + (WORDS.year.test(column.words) ? 1 : 0);
  if (role === 'rating') return column.numbers + (/average|mean|stars/.test(column.words) ? 1 : 0);
  if (role === 'popularity') return column.numbers;
  return 1;
}

/** What a column is whose role another one has. */
const INSTEAD: Readonly<Partial<Record<SingleRole, ColumnRole>>> = {
  category: 'facet',
  brand: 'facet',
  tags: 'facet',
  title: 'fact',
  year: 'fact',
  date: 'fact',
  rating: 'fact',
};

function insteadOf(role: SingleRole, column: Column, winner: Column | undefined): ColumnRole {
  if (column.numFilled === 0) return 'fact';
  if (role === 'category' && column.key.startsWith('google')) return 'ignore';
  const isSame = (text: string, i: number) => text === winner?.texts[i];
  const isRepeated = role === 'title' && column.texts.filter(isSame).length >= column.texts.length / 2;
  return isRepeated ? 'ignore' : (INSTEAD[role] ?? 'ignore');
}

/**
 * Leaves a single role to the column that scores highest, one of its very name before all; for `title` any column may
 * have it.
 */
function leaveToBest(
  columns: readonly Column[],
  guesses: ColumnGuess[],
  isFree: (column: number) => boolean,
  forced: readonly (ColumnRole | undefined)[],
  role: SingleRole,
): void {
  const scores = columns.map((column, i) => {
    if (!isFree(i) || (role !== 'title' && guesses[i]!.role !== role)) return Number.NEGATIVE_INFINITY;
    if (column.numFilled === 0) return 0;
    const named = rolesNamed(column.key).find((name) => name.role === role && readsAs(role, column));
    return scoreOf(role, column) + (named ? EXACT_BONUS - named.place : 0);
  });
  const best = forced.includes(role) ? -1 : scores.indexOf(Math.max(...scores));
  for (const [i, guess] of guesses.entries()) {
    if (guess.role !== role || i === best || !isFree(i)) continue;
    const instead = insteadOf(role, columns[i]!, columns[best]);
    guesses[i] = {
      role: instead,
      certainty: guess.certainty,
      ...(instead === 'ignore' && { why: 'another column says it' }),
    };
  }
  if (best >= 0 && scores[best]! > 0 && guesses[best]!.role !== role) guesses[best] = { role, certainty: 'unsure' };
}

/** What says the same of every item tells none from another; where all rows name their group, that is the id. */
function leaveOut(columns: readonly Column[], guesses: ColumnGuess[], isFree: (column: number) => boolean): void {
  const group = guesses.findIndex(({ role }) => role === 'group');
  const id = guesses.findIndex(({ role }) => role === 'id');
  const numRows = Math.max(...columns.map(({ numFilled }) => numFilled));
  if (
    group >= 0 &&
    id >= 0 &&
    isFree(id) &&
    columns[group]!.numFilled === numRows &&
    guesses[id]!.certainty !== 'sure'
  ) {
    guesses[id] = { role: 'ignore', certainty: 'likely', why: 'a code' };
  }
  for (const [i, { role }] of guesses.entries()) {
    const { numFilled, numEntries } = columns[i]!;
    const isConstant = numFilled >= MIN_CONSTANT && numEntries === 1;
    if (isFree(i) && isConstant && (role === 'facet' || role === 'fact' || role === 'text')) {
      guesses[i] = { role: 'ignore', certainty: 'likely', why: 'all rows say the same' };
    }
  }
}
