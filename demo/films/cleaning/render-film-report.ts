// Renders the cleaning report as Markdown, and as the one line that set-up prints.
import type { FilmReport, RuleReport } from './clean-films.ts';
import type { ChangeRecord } from './rule.ts';

const EXAMPLES_PER_RULE = 5;

/** For example `3,201 rows -> 3,199 films; 231 changes by 19 rules, 2 rows dropped`. */
export function summarizeFilmReport(report: FilmReport): string {
  const changes = report.rules.flatMap((rule) => rule.changes);
  const active = report.rules.filter((rule) => rule.changes.length > 0).length;
  const count = (value: number): string => value.toLocaleString('en-GB');
  return (
    `${count(report.numRows)} rows -> ${count(report.numFilms)} films; ` +
    `${count(changes.length)} changes by ${active} rules, ${report.numRows - report.numFilms} rows dropped or merged`
  );
}

/** The whole report: a table of the rules with counts, then examples of each. */
export function renderFilmReport(report: FilmReport): string {
  const table = report.rules.map((rule) => `| ${rule.name} | ${rule.changes.length} | ${rule.why} |`);
  return [
    '# Film catalog: what cleaning changed',
    '',
    `${summarizeFilmReport(report)}.`,
    '',
    '| rule | rows | what and why |',
    '| --- | ---: | --- |',
    ...table,
    '',
    ...report.rules.filter((rule) => rule.changes.length > 0).flatMap(renderExamples),
  ].join('\n');
}

function renderExamples(rule: RuleReport): string[] {
  const shown = rule.changes.slice(0, EXAMPLES_PER_RULE).map((change) => `- ${renderChange(change)}`);
  const rest = rule.changes.length - shown.length;
  return [`## ${rule.name}`, '', ...shown, ...(rest > 0 ? [`- and ${rest} more`] : []), ''];
}

function renderChange({ vegaIndex, title, before, after }: ChangeRecord): string {
  const row = `row ${vegaIndex}, ${title}: `;
  if (before === undefined || after === undefined) return `${row}dropped`;
  const changed = Object.keys(after).filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  return (
    row +
    changed.map((field) => `${field} ${JSON.stringify(before[field])} -> ${JSON.stringify(after[field])}`).join(', ')
  );
}
