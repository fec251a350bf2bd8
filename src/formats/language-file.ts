// language.json: what words mean to one catalog, likely queries and suggested ones. Written by whoever builds the bundle,
// so nothing in it is taken on trust. The prose specification is docs/formats/language.md.
import * as v from 'valibot';
import { CatalogFormatError } from '../errors.ts';

export const LANGUAGE_FORMAT = 'privet-language';
export const LANGUAGE_VERSION = 1;
/** Longest text of a file. */
export const MAX_LANGUAGE_BYTES = 4_000_000;
const MAX_TEXT = 200;
const MAX_ENTRIES = 50_000;

const objectMessage = ({ expected }: { expected: string | null }) => (expected === 'Object' ? 'an object' : 'a value');
const text = v.pipe(v.string('a text'), v.nonEmpty('a text'), v.maxLength(MAX_TEXT, `at most ${MAX_TEXT} characters`));
const MEANING = /^(?:!|more |less )?[\p{L}\p{N}_.-]+(?:=.+)?$/u;
const meaning = v.pipe(text, v.regex(MEANING, "a meaning such as 'genre=Horror' or 'less mood=dark'"));
const meanings = v.array(meaning, 'a list of meanings');
const list = <S extends v.GenericSchema>(entry: S, noun: string) =>
  v.pipe(v.array(entry, noun), v.maxLength(MAX_ENTRIES, `at most ${MAX_ENTRIES} entries`));
const byName = <S extends v.GenericSchema>(value: S, noun: string) => v.record(v.string('a name'), value, noun);
/** Phrases that stand for the same meanings, words parted by spaces: `[['sci fi', 'science fiction'], ['genre=…']]`. */
const phrases = list(v.tuple([list(text, 'phrases'), meanings], 'phrases and what they mean'), 'phrases by meaning');

const schema = v.object(
  {
    format: v.literal(LANGUAGE_FORMAT, `'${LANGUAGE_FORMAT}'`),
    version: v.literal(LANGUAGE_VERSION, `${LANGUAGE_VERSION}`),
    /** BCP 47: whose grammar reads sentences. */
    locale: text,
    phrases,
    /** Said of when or where a story plays ("set in the 70s"). */
    settings: phrases,
    /** What phrases mean where they are not wanted ("no drugs"). */
    unwanted: phrases,
    /** What phrases mean directly before a value of these facets ("family comedy"), in place of `phrases` (default: none). */
    attributes: v.optional(
      list(
        v.tuple([list(text, 'phrases'), meanings, list(text, 'names of facets')], 'phrases, meanings and facets'),
        'phrases with the facets that they stand before',
      ),
    ),
    /** Years of age, ascending, each with what ages up to it mean. */
    ages: list(v.tuple([v.number('an age'), meaning], 'an age and a meaning'), 'ages'),
    /** What said numbers are of: quantity (`year`, `minutes`) -> detail. */
    fields: byName(text, 'details by quantity'),
    /** How much of a quantity one of its detail's unit is: `weight` 1000, where the detail is in kilograms (default: 1). */
    units: v.optional(byName(v.number('a number'), 'numbers by quantity')),
    /** The facet whose values are names of people. */
    peopleFacet: v.optional(text),
    /** The facet whose values are series. */
    seriesFacet: v.optional(text),
    /** Occasion -> what it moves. */
    occasions: byName(meanings, 'meanings by occasion'),
    /** `facet=value` -> further values that satisfy it. */
    alsoFits: byName(list(text, 'values'), 'values by meaning'),
    /** `facet=value` -> values that say it may be so: whoever does not want the one avoids the others too (default: none). */
    mayBe: v.optional(byName(list(text, 'values'), 'values by meaning')),
    /** `facet=value` -> meanings of another facet that are all of it: a region's countries (default: none). */
    partsOf: v.optional(byName(meanings, 'meanings by meaning')),
    /** Facets whose values are wishes, and conditions only where they are not wanted. */
    softFacets: list(text, 'names of facets'),
    /** Facets whose values are words of stories as well ("a german soldier", "a child"): in a description they hold nothing. */
    storyFacets: v.optional(list(text, 'names of facets')),
    /**
     * `facet=value` -> what goes up with it when more of it is wished, and what goes down (default: itself alone): "lighter" is
     * less dark, bleak and violent, and more cheerful.
     */
    axes: v.optional(byName(v.object({ with: meanings, against: meanings }, objectMessage), 'axes by meaning')),
    /** Facets whose values are adjectives: "not scary", where of others "no horror" is said (default: none). */
    adjectiveFacets: v.optional(list(text, 'names of facets')),
    /** What all items are called, so that no text is searched for it (default: none). */
    stopWords: v.optional(list(text, 'words')),
    /** Fields whose conditions give way when too little satisfies a search, the least important first. */
    givesWay: list(text, 'names of facets and details'),
    /** Fields whose conditions give way where nothing at all is left, the least important first (default: none). */
    lastResort: v.optional(list(text, 'names of facets and details')),
    /** What people look for and the catalog lacks: title, year where it is known, and of what kind it is. */
    missing: list(v.tuple([text, v.nullable(v.number('a year')), text], 'a title, a year and a kind'), 'missing items'),
    /** Likely queries, with what they mean, and others to fall back on. */
    queries: list(
      v.object(
        {
          text,
          meanings,
          synonym: v.optional(text),
          broader: v.optional(text),
          instead: v.optional(text),
        },
        objectMessage,
      ),
      'queries',
    ),
    /** Queries that open new territory. */
    suggestions: list(v.object({ text, meanings }, objectMessage), 'suggestions'),
  },
  objectMessage,
);

export type LanguageFile = v.InferOutput<typeof schema>;
export type WrittenQuery = LanguageFile['queries'][number];
export type SuggestedQuery = LanguageFile['suggestions'][number];

/**
 * @param json   the file as text
 * @param label  for the message
 * @throws CatalogFormatError `<label>: found …, expected …`
 */
export function parseLanguage(json: string, label: string): LanguageFile {
  const tooLong = json.length > MAX_LANGUAGE_BYTES;
  if (tooLong)
    throw new CatalogFormatError(`${label}: found ${json.length} characters, expected at most ${MAX_LANGUAGE_BYTES}`);
  let file: unknown;
  try {
    file = JSON.parse(json);
  } catch (cause) {
    throw new CatalogFormatError(`${label}: found no JSON, expected a language file`, { cause });
  }
  const result = v.safeParse(schema, file, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const found = String(JSON.stringify(issue.input)).slice(0, 60);
  throw new CatalogFormatError(`${label}: found ${found} in ${v.getDotPath(issue) ?? 'it'}, expected ${issue.message}`);
}

/** The file's bytes: checked, fields in the order of the schema, so that equal content gives equal bytes. */
export function formatLanguage(file: LanguageFile): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${JSON.stringify(parseLanguage(JSON.stringify(file), 'language'))}\n`);
}
