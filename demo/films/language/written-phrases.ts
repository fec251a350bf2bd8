// The phrases, queries and suggestions of demo/films/language/data, written by a language model: what they say, as slots of
// the rubric (README.md beside this). A slot of an unknown kind or value is refused with file and line.
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { FIRST_YEAR, integer, LAST_YEAR, oneOf, strict } from '../records/film-record.ts';
import { AUDIENCES, CAUTIONS, ERAS, FORMS, MOODS, PACES, STUDIOS, THEMES } from '../records/vocabularies.ts';
import { readWritten } from '../records/written-lines.ts';

/** Where they lie. */
export const PHRASES_FOLDER = fileURLToPath(new URL('data/', import.meta.url));
const SHOWN = 'demo/films/language/data';

/** Kinds with a closed vocabulary; the others (person, country, series, source, genre, like, title) name what is there. */
const TERMS: Record<string, readonly string[]> = {
  mood: MOODS,
  theme: THEMES,
  caution: CAUTIONS,
  audience: AUDIENCES,
  era: ERAS,
  pace: PACES,
  form: FORMS,
  studio: STUDIOS,
  with: ['parents', 'date', 'friends'],
};
const OPEN_KINDS = new Set(['genre', 'country', 'person', 'source', 'series', 'like', 'title']);
const WITHOUT_VALUE = /^(?:(?:more|less) (?:fame|acclaim|minutes|year)|surprise|always)$/;
const SLOT = /^(?:!|more |less )?([a-z]+)=(.+)$/;
const RANGE = /^(?:!)?(?:year|minutes)=(?:\d+\.\.\d*|\.\.\d+)$/;

const slot = v.pipe(
  v.string('a slot'),
  v.check((text) => isSlot(text), 'a slot of demo/films/language/README.md'),
);
const text = v.pipe(v.string('a text'), v.nonEmpty('a text'), v.maxLength(200, 'at most 200 characters'));
const phraseSchema = strict({ text, slots: v.array(slot, 'a list of slots') });
const querySchema = strict({
  ...phraseSchema.entries,
  synonym: v.optional(text),
  broader: v.optional(text),
  instead: v.optional(text),
});
const overConstrainedSchema = strict({
  ...phraseSchema.entries,
  least: oneOf(['country', 'year', 'minutes', 'none'] as const, 'kinds'),
  why: text,
});

const missingSchema = strict({ title: text, year: integer(FIRST_YEAR, LAST_YEAR), kind: text });

export type LabelledPhrase = v.InferOutput<typeof phraseSchema>;
export type LikelyQuery = v.InferOutput<typeof querySchema>;
export type OverConstrained = v.InferOutput<typeof overConstrainedSchema>;

function isSlot(slotText: string): boolean {
  if (WITHOUT_VALUE.test(slotText) || RANGE.test(slotText)) return true;
  const [, kind, value] = SLOT.exec(slotText) ?? [];
  if (kind === undefined) return false;
  return OPEN_KINDS.has(kind) || (TERMS[kind]?.includes(value!) ?? false);
}

const read = <T>(name: string, schema: v.GenericSchema<unknown, T>): T[] =>
  readWritten(PHRASES_FOLDER, name, `${SHOWN}/${name}`, schema).map(({ record }) => record);

/** Phrases that rules were written from, in two independent passes. */
export const readPhrases = (pass: 'a' | 'b'): LabelledPhrase[] => read(`phrases-${pass}.jsonl`, phraseSchema);
/** Some of them, labelled again by who saw the texts alone. */
export const readBlindPhrases = (pass: 'a' | 'b'): LabelledPhrase[] => read(`blind-${pass}.jsonl`, phraseSchema);
/** Phrases for measuring alone; every second one is the test half. */
export const readGold = (): LabelledPhrase[] => read('gold.jsonl', phraseSchema);
export const readBlindGold = (): LabelledPhrase[] => read('gold-blind.jsonl', phraseSchema);
const slangSchema = strict({ slots: v.array(v.string()), phrases: v.array(text) });

/** Roundabout ways to ask, and what they mean. */
export const readSlang = (): [phrases: string[], slots: string[]][] =>
  read('slang.jsonl', slangSchema).map(({ phrases, slots }) => [phrases, slots]);
export const readQueries = (): LikelyQuery[] => read('queries.jsonl', querySchema);
export const readSuggestions = (): LabelledPhrase[] => read('suggestions.jsonl', phraseSchema);
/** Films that people look for and the catalog lacks. */
export const readMissing = (): [string, number | null, string][] =>
  read('missing.jsonl', missingSchema).map(({ title, year, kind }) => [title, year, kind]);
export const readOverConstrained = (): OverConstrained[] => read('over-constrained.jsonl', overConstrainedSchema);
