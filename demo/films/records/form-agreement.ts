// How far two writers agree on forms and studios, who did not see each other's: the second one went through a sample.
import { type FilmForms, filmFormsFields } from './film-forms.ts';
import { RECORDS_PATH } from './read-records.ts';
import { readWritten } from './written-lines.ts';

/** Its name beside the records. */
export const BLIND_FORMS = 'blind-forms.jsonl';

export interface FormAgreement {
  value: string;
  /** Films of the sample to which both, only the first, only the second gave the value. */
  both: number;
  first: string[];
  second: string[];
}

/** The second writer's, by id: films without any value as well. */
export function readBlindForms(folder: string): Map<string, FilmForms> {
  const lines = readWritten(folder, BLIND_FORMS, `${RECORDS_PATH}/${BLIND_FORMS}`, filmFormsFields);
  return new Map(lines.map(({ record }) => [record.id, record]));
}

/** By value, those that any of the two gave to a film of the sample; most frequent first. */
export function formAgreement(
  first: ReadonlyMap<string, FilmForms>,
  second: ReadonlyMap<string, FilmForms>,
): FormAgreement[] {
  const found = new Map<string, FormAgreement>();
  for (const [id, theirs] of second) {
    const [a, b] = [valuesOf(first.get(id)), valuesOf(theirs)];
    for (const value of new Set([...a, ...b])) {
      const row = found.get(value) ?? { value, both: 0, first: [], second: [] };
      found.set(value, row);
      if (a.has(value) && b.has(value)) row.both++;
      else row[a.has(value) ? 'first' : 'second'].push(id);
    }
  }
  const size = ({ both, first, second }: FormAgreement) => both + first.length + second.length;
  return [...found.values()].sort((a, b) => size(b) - size(a));
}

const valuesOf = (forms: FilmForms | undefined) => new Set<string>([...(forms?.form ?? []), ...(forms?.studio ?? [])]);
