// Is what somebody types obeyed? Sentences of ten kinds by a writer who never saw the reader, each with what a film must be.
// Every second one of each kind is the test half.
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import type { Engine } from '../../../src/engine/engine.ts';
import { textTable } from '../../../src/pipeline/base/text-table.ts';
import { firstNumber } from '../../../src/text/read-number.ts';
import type { Film } from '../cleaning/read-films.ts';
import { strict } from '../records/film-record.ts';
import { readWritten } from '../records/written-lines.ts';
import type { Half } from './measure-reading.ts';

/** So many are looked at, and so many of them must be as was said. */
const [LOOKED_AT, OBEYING] = [12, 10];
/** Of facets of which an absent value means none. */
const ABSENT_IS_NONE = new Set(['form', 'studio', 'franchise', 'prize', 'canon']);

const KINDS = [
  ...(['odd', 'negated', 'relative', 'regional', 'prized', 'quoted', 'misspelt', 'long'] as const),
  ...(['foreign', 'contradictory'] as const),
];
const texts = v.array(v.string());
const simple = v.union([
  strict({ field: v.string(), any: texts }),
  strict({ field: v.string(), all: texts }),
  strict({ field: v.string(), none: texts }),
  strict({ field: v.string(), min: v.optional(v.number()), max: v.optional(v.number()) }),
  strict({ not: texts }),
  strict({ ids: texts }),
]);
type Simple = v.InferOutput<typeof simple>;
const predicate = v.union([simple, strict({ or: v.array(simple) })]);
type Predicate = v.InferOutput<typeof predicate>;

const sentenceSchema = strict({
  kind: v.picklist(KINDS),
  text: v.string(),
  must: v.array(predicate),
  why: v.optional(v.string()),
});
type Sentence = v.InferOutput<typeof sentenceSchema>;

export function readSentences(half: Half): Sentence[] {
  const folder = fileURLToPath(new URL('data/', import.meta.url));
  const shown = 'demo/films/language/data/sentences.jsonl';
  const all = readWritten(folder, 'sentences.jsonl', shown, sentenceSchema).map(({ record }) => record);
  return KINDS.flatMap((kind) => {
    return all.filter((one) => one.kind === kind).filter((_, i) => i % 2 === (half === 'development' ? 0 : 1));
  });
}

export function obeys(film: Film, must: readonly Predicate[]): boolean {
  return must.every((one) => ('or' in one ? one.or.some((part) => holds(film, part)) : holds(film, one)));
}

function holds(film: Film, one: Simple): boolean {
  if ('not' in one) return !one.not.includes(film.itemId);
  if ('ids' in one) return one.ids.includes(film.itemId);
  const values = film.facets[one.field] ?? [];
  if ('any' in one) return one.any.some((value) => values.includes(value));
  if ('all' in one) return one.all.every((value) => values.includes(value));
  if ('none' in one)
    return (values.length > 0 || ABSENT_IS_NONE.has(one.field)) && !one.none.some((value) => values.includes(value));
  const number = firstNumber(film.details[one.field] ?? '');
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = one as { min?: number; max?: number };
  return number !== undefined && number >= min && number <= max;
}

interface Outcome {
  sentence: Sentence;
  isObeyed: boolean;
  /** Something of it is told not to have been understood, or to have given way. */
  isNamed: boolean;
  numFound: number;
  /** What is said of an empty answer. */
  note: string | undefined;
  line: string;
}

export async function measureSentences(engine: Engine, films: readonly Film[], half: Half): Promise<string[]> {
  const filmOf = new Map(films.map((film) => [film.itemId, film]));
  const outcomes: Outcome[] = [];
  for (const sentence of readSentences(half)) {
    const { text, must } = sentence;
    const { items, reading, note, relaxed, missing } = await engine.search({ query: text, count: LOOKED_AT });
    const fitting = films.filter((film) => obeys(film, must)).length;
    const right = items.filter(({ itemId }) => obeys(filmOf.get(itemId)!, must));
    const wanted = Math.min(OBEYING, fitting);
    const isObeyed = fitting === 0 ? items.length === 0 || relaxed !== undefined : right.length >= wanted;
    const isNamed = reading.rest !== '' || relaxed !== undefined || note !== undefined || missing !== undefined;
    const wrong = items.filter((item) => !right.includes(item)).slice(0, 3);
    const read = reading.wishes.map(({ label }) => label).join(' | ');
    const line = `${sentence.kind}: ${text}\n      ${right.length} of ${items.length} (${fitting} fit) as [${read}], left [${reading.rest}]; e.g. ${wrong.map(({ title }) => title).join(', ')}`;
    outcomes.push({ sentence, isObeyed, isNamed, numFound: items.length, note, line });
  }
  const share = (list: readonly Outcome[]) => list.filter(({ isObeyed }) => isObeyed).length / list.length;
  const disobeyed = outcomes.filter(({ isObeyed }) => !isObeyed);
  const silent = disobeyed.filter(({ isNamed }) => !isNamed);
  const mute = outcomes.filter(({ numFound, note }) => numFound === 0 && note === undefined);
  return [
    `sentences: ${outcomes.length} (${half} half), obeyed by ${OBEYING} of the first ${LOOKED_AT}, or by all that there are: ` +
      `${share(outcomes).toFixed(2)}; not obeyed and told so: ${(disobeyed.length - silent.length) / outcomes.length}, ` +
      `in silence: ${silent.length}; empty without a word: ${mute.length}`,
    ...textTable([
      ['kind', 'obeyed'],
      ...KINDS.map((kind) => [kind, share(outcomes.filter(({ sentence }) => sentence.kind === kind)).toFixed(2)]),
    ]),
    ...disobeyed.map(({ line, isNamed }) => `  ${isNamed ? 'told' : 'SILENT'}: ${line}`),
  ];
}
