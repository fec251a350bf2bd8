// Meanings in one line of text: `genre=Horror`, `!genre=Horror`, `less mood=dark`, `year=1970..1979`, `less fame`. That is how
// vocabularies, labelled phrases and queries are written and compared (docs/formats/language.md).
import type { Mark } from './reading.ts';

/** What a word means before it is known how it is wished: a value, a range, or a name without a value. */
export interface Meaning {
  mark: Mark;
  /** A facet, a field, `occasion`, or one of the flags and degrees. */
  kind: string;
  value?: string;
}

const SIGNS: Record<Mark, string> = { want: '', not: '!', more: 'more ', less: 'less ' };
const FORM = /^(!|more |less )?([\p{L}\p{N}_.-]+)(?:=(.+))?$/u;

/** @throws RangeError for a text that is no meaning */
export function parseMeaning(text: string): Meaning {
  const match = FORM.exec(text);
  if (!match) throw new RangeError(`language: '${text}' is no meaning, expected for example 'genre=Horror'`);
  const [, sign = '', kind, value] = match;
  const mark = (Object.keys(SIGNS) as Mark[]).find((name) => SIGNS[name] === sign)!;
  return { mark, kind: kind!, ...(value !== undefined && { value }) };
}

export function meaningText({ mark, kind, value }: Meaning): string {
  return SIGNS[mark] + kind + (value === undefined ? '' : `=${value}`);
}

const OUTER: Record<Mark, Record<Mark, Mark>> = {
  want: { want: 'want', not: 'not', more: 'more', less: 'less' },
  not: { want: 'not', not: 'want', more: 'less', less: 'more' },
  more: { want: 'more', not: 'not', more: 'more', less: 'less' },
  less: { want: 'less', not: 'want', more: 'less', less: 'more' },
};

/** "less obscure" is better known: what a cue makes of a meaning with a mark of its own. */
export function composeMarks(cue: Mark, own: Mark): Mark {
  return OUTER[cue][own];
}
