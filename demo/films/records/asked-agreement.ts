// How far two writers agree on what people ask of films, who did not see each other's: by kind, how much the first one
// states of the films that both went through, and how much of it the second one contradicts.
import { type AskedFacts, askedFactsFields } from './asked-facts.ts';
import { RECORDS_PATH } from './read-records.ts';
import { WARNINGS } from './vocabularies.ts';
import { readWritten } from './written-lines.ts';

/** Its name beside the records. */
export const BLIND_ASKED = 'blind-asked.jsonl';
/** Ages that lie no further apart are the same judgement. */
const SAME_AGE = 2;

export interface AskedAgreement {
  kind: string;
  /** Of all films of the catalog, 0 to 1. */
  known: number;
  /** Of the films of the second writer, where both state something. */
  stated: number;
  contradicted: string[];
}

export function readBlindAsked(folder: string): AskedFacts[] {
  const lines = readWritten(folder, BLIND_ASKED, `${RECORDS_PATH}/${BLIND_ASKED}`, askedFactsFields);
  return lines.map(({ record }) => record);
}

/** What a writer states of one kind; undefined: nothing. */
type Statement = (facts: AskedFacts) => unknown;

const warned =
  (name: (typeof WARNINGS)[number]): Statement =>
  ({ with: has, unsure }) =>
    has === undefined || unsure!.includes(name) ? undefined : has.includes(name);
const sorted = (values: readonly string[] | undefined) => values && [...values].sort().join(' ');

const KINDS: readonly (readonly [kind: string, statement: Statement, isSame?: (a: never, b: never) => boolean])[] = [
  ['director', ({ director }) => sorted(director)],
  ['lead', ({ lead }) => sorted(lead)],
  ['language', ({ language }) => language?.[0]],
  ['ending', ({ ending }) => ending],
  ['twist', ({ ending, twist }) => ending && twist === true],
  ['age', ({ age }) => age, (a: number, b: number) => Math.abs(a - b) <= SAME_AGE],
  ['sung', ({ sung }) => sung],
  ['when', ({ when }) => sorted(when)],
  ...WARNINGS.map((name) => [name, warned(name)] as const),
];

export function askedAgreement(
  first: ReadonlyMap<string, AskedFacts>,
  second: readonly AskedFacts[],
  numFilms: number,
): AskedAgreement[] {
  return KINDS.map(([kind, statement, isSame = Object.is]) => {
    const pairs = second.flatMap((theirs) => {
      const own = first.get(theirs.id);
      const [a, b] = [own && statement(own), statement(theirs)];
      return a === undefined || b === undefined ? [] : [{ id: theirs.id, isSame: isSame(a as never, b as never) }];
    });
    const known = [...first.values()].filter((facts) => statement(facts) !== undefined).length / numFilms;
    const contradicted = pairs.filter((pair) => !pair.isSame).map(({ id }) => id);
    return { kind, known, stated: pairs.length, contradicted };
  });
}
