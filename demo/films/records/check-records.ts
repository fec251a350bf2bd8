// The whole check of demo/films/data: problems, disagreements that are not settled, nearly equal loglines, and how full
// the fields are. `npm run check:films` prints it.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { InputError, quoted } from '../../../src/errors.ts';
import { cleanFilms } from '../cleaning/clean-films.ts';
import { type FilmRow, readFilmRows } from '../cleaning/film-row.ts';
import { filmIds, misplacedRecords, rowOf } from '../cleaning/read-films.ts';
import { type AskedAgreement, askedAgreement, BLIND_ASKED, readBlindAsked } from './asked-agreement.ts';
import { type Disagreement, disagreements } from './disagreements.ts';
import type { FilmForms } from './film-forms.ts';
import type { FilmRecord } from './film-record.ts';
import { BLIND_FORMS, type FormAgreement, formAgreement, readBlindForms } from './form-agreement.ts';
import { type Placed, RECORDS_FOLDER, readFilmRecords } from './read-records.ts';
import { type SimilarPair, similarLoglines } from './similar-loglines.ts';

const OPTIONAL_FIELDS = ['setting', 'pace', 'audience', 'cautions', 'cast', 'director', 'runningTime'] as const;

export interface RecordsReport {
  numFilms: number;
  numRecords: number;
  numAdded: number;
  /** Films of either kind that have facts. */
  numFacts: number;
  /** Films of either kind by what they are made as, and by studio, the most frequent first. */
  formCounts: { value: string; count: number }[];
  /** What people ask of films, with a second writer; none where the folder has none. */
  asked: AskedAgreement[];
  /** Films that won a prize or stand in a list. */
  numPrizes: number;
  /** With a second writer, over the sample that both went through; none where the folder has none. */
  agreement: FormAgreement[];
  /**
   * Share of all records that have a field, 0..1; for director and length, of those films for which the source has
   * none.
   */
  fillRates: { field: string; share: number; of: number }[];
  problems: InputError[];
  /** Not settled. */
  disagreements: Disagreement[];
  numSettled: number;
  similar: SimilarPair[];
}

export function checkRecords(folder = RECORDS_FOLDER, rows: readonly FilmRow[] = readFilmRows()): RecordsReport {
  const source = cleanFilms(rows).rows;
  const ids = filmIds(source);
  const rowById = new Map(ids.map((id, i) => [id, source[i]!]));
  const found = readFilmRecords(folder);
  const records = [...found.records.values()].map(({ record }) => record);
  const added = [...found.added.values()].map(({ record }) => record);
  for (const film of added) rowById.set(film.id, rowOf(film));
  const all: FilmRecord[] = [...records, ...added];
  const settled = readSettled(join(folder, 'settled.jsonl'), found.problems);
  const every = all.flatMap((record) => (rowById.has(record.id) ? disagreements(record, rowById.get(record.id)!) : []));
  const open = every.filter((finding) => !settled.has(keyOf(finding)));
  const keys = new Set(every.map(keyOf));
  for (const [key, line] of settled) {
    if (keys.has(key)) continue;
    const expected = 'a disagreement that there is (remove the line)';
    found.problems.push(new InputError({ file: SETTLED, line, found: `'${key}'`, expected }));
  }
  return {
    numFilms: ids.length,
    numRecords: records.length,
    numAdded: added.length,
    numFacts: found.facts.size,
    asked: existsSync(join(folder, BLIND_ASKED))
      ? askedAgreement(recordsOf(found.asked), readBlindAsked(folder), ids.length + found.added.size)
      : [],
    numPrizes: found.prizes.size,
    agreement: existsSync(join(folder, BLIND_FORMS))
      ? formAgreement(recordsOf(found.forms), readBlindForms(folder))
      : [],
    formCounts: countForms([...found.forms.values()].map(({ record }) => record)),
    fillRates: fillRates(all, rowById),
    problems: [...found.problems, ...misplacedRecords(found, new Set(ids))],
    disagreements: open,
    numSettled: every.length - open.length,
    similar: similarLoglines(new Map(all.map(({ id, logline }) => [id, logline]))),
  };
}

const recordsOf = <T>(placed: ReadonlyMap<string, Placed<T>>) =>
  new Map([...placed].map(([id, { record }]) => [id, record]));

function countForms(forms: readonly FilmForms[]) {
  const counts = new Map<string, number>();
  for (const { form, studio } of forms) {
    for (const value of [...form, ...studio]) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

function fillRates(records: readonly FilmRecord[], rowById: ReadonlyMap<string, FilmRow>) {
  const lacks: Partial<Record<string, (row: FilmRow) => boolean>> = {
    director: (row) => row.director === null,
    runningTime: (row) => row.runningTimeMin === null,
  };
  return OPTIONAL_FIELDS.map((field) => {
    const asked = records.filter(({ id }) => lacks[field]?.(rowById.get(id)!) ?? true);
    const filled = asked.filter((record) => record[field] !== undefined);
    return { field, share: asked.length === 0 ? 1 : filled.length / asked.length, of: asked.length };
  });
}

const SETTLED = 'demo/films/data/settled.jsonl';
const keyOf = ({ id, check }: { id: string; check: string }) => `${id} ${check}`;
const settledSchema = v.strictObject({ id: v.string(), check: v.string(), why: v.pipe(v.string(), v.minLength(5)) });

/** `id check` of every finding that was looked at and is right as it is, with its line. */
function readSettled(path: string, problems: InputError[]): Map<string, number> {
  const settled = new Map<string, number>();
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  for (const [i, text] of lines.entries()) {
    if (text.trim() === '') continue;
    try {
      settled.set(keyOf(v.parse(settledSchema, JSON.parse(text))), i + 1);
    } catch (cause) {
      const expected = '{"id": …, "check": …, "why": …}';
      problems.push(new InputError({ file: SETTLED, line: i + 1, found: quoted(text), expected }, { cause }));
    }
  }
  return settled;
}
