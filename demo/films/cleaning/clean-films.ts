// All cleaning rules in their order, and the report of what they did.
import { DATE_RULES } from './date-rules.ts';
import { duplicateFilm } from './duplicate-rule.ts';
import type { FilmRow } from './film-row.ts';
import { RATING_RULES } from './rating-rules.ts';
import { applyRules, type ChangeRecord, type Rule } from './rule.ts';
import { TITLE_RULES } from './title-rules.ts';
import { VALUE_RULES } from './value-rules.ts';

/** Titles and years come first: the rules on ratings and duplicates compare films by them. */
export const FILM_RULES: readonly Rule[] = [
  ...TITLE_RULES,
  ...DATE_RULES,
  ...VALUE_RULES,
  ...RATING_RULES,
  duplicateFilm,
];

/** What one rule did. */
export interface RuleReport {
  name: string;
  why: string;
  changes: ChangeRecord[];
}

export interface FilmReport {
  /** Rows of the source file. */
  numRows: number;
  /** Films that are left. */
  numFilms: number;
  /** Every rule, in order, those that found nothing included. */
  rules: RuleReport[];
}

/** Applies FILM_RULES. The input rows are not changed. */
export function cleanFilms(rows: readonly FilmRow[]): { rows: FilmRow[]; report: FilmReport } {
  const cleaned = applyRules(rows, FILM_RULES);
  const rules = FILM_RULES.map(({ name, why }) => ({
    name,
    why,
    changes: cleaned.log.filter((change) => change.rule === name),
  }));
  return { rows: cleaned.rows, report: { numRows: rows.length, numFilms: cleaned.rows.length, rules } };
}
