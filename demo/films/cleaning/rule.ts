// What a cleaning rule is, and the loop that applies rules and keeps the record for the report. A rule looks at one row
// (or at the whole list) and says what to change; it never changes a row itself.
import type { FilmRow } from './film-row.ts';

/** New values for some fields, or `drop` for a row that cannot be kept. */
export type Change = Partial<FilmRow> | 'drop';

export interface RowRule {
  name: string;
  /** One sentence: what is wrong and what is done about it. */
  why: string;
  /** Undefined: the row is fine. */
  apply(row: Readonly<FilmRow>): Change | undefined;
}

/** A rule that needs to see other rows, such as duplicates. Returns changes by row. */
export interface CatalogRule {
  name: string;
  why: string;
  applyAll(rows: readonly Readonly<FilmRow>[]): Map<FilmRow, Change>;
}

export type Rule = RowRule | CatalogRule;

/** One row touched by one rule. */
export interface ChangeRecord {
  rule: string;
  vegaIndex: number;
  title: string;
  /** Changed fields only, before and after; absent where the row was dropped. */
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
}

/** Applies the rules in order, each to the result of those before it. Rows stay in order; the input is not changed. */
export function applyRules(rows: readonly FilmRow[], rules: readonly Rule[]): { rows: FilmRow[]; log: ChangeRecord[] } {
  const log: ChangeRecord[] = [];
  let current = [...rows];
  for (const rule of rules) {
    const changes = 'applyAll' in rule ? rule.applyAll(current) : changesByRow(current, rule);
    current = current.flatMap((row) => {
      const change = changes.get(row);
      if (change === undefined) return [row];
      log.push(record(rule.name, row, change));
      return change === 'drop' ? [] : [{ ...row, ...change }];
    });
  }
  return { rows: current, log };
}

function changesByRow(rows: readonly FilmRow[], rule: RowRule): Map<FilmRow, Change> {
  const changes = new Map<FilmRow, Change>();
  for (const row of rows) {
    const change = rule.apply(row);
    if (change !== undefined) changes.set(row, change);
  }
  return changes;
}

function record(rule: string, row: FilmRow, change: Change): ChangeRecord {
  const entry = { rule, vegaIndex: row.vegaIndex, title: String(row.title) };
  if (change === 'drop') return entry;
  const fields = Object.keys(change) as (keyof FilmRow)[];
  const before = Object.fromEntries(fields.map((field) => [field, row[field]]));
  return { ...entry, before, after: { ...change } };
}
