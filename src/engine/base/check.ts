// How what a page sends is checked, by schemas: a page may be a stranger's (the engine is embedded), so a bad argument is told
// in words and nothing of it is kept.
import * as v from 'valibot';
import { RequestError } from '../../errors.ts';
import { EVENT_TYPES } from '../../history/events.ts';
import { between } from '../../history/stored-event.ts';
import { didYouMean } from '../../text/did-you-mean.ts';

/** Results of one response. */
export const MAX_RESULTS = 1000;
const MAX_LIST_LENGTH = 10_000;
export const MAX_FACETS = 50;

export const integer = (min: number, max: number, expected = `an integer from ${min} to ${max}`) =>
  v.pipe(between(min, max, expected), v.integer(expected));
export const list = <S extends v.GenericSchema>(entry: S, max = MAX_LIST_LENGTH) =>
  v.pipe(v.array(entry, 'a list'), v.maxLength(max, `at most ${max} entries`));
/** Values by any name, those included that every object has: `v.record` drops them in silence. */
export const record = <S extends v.GenericSchema>(
  value: S,
  noun: string,
  max = Number.POSITIVE_INFINITY,
  entries = 'entries',
  name: v.GenericSchema<string> = v.string(),
) =>
  v.pipe(
    v.custom<object>((given) => typeof given === 'object' && given !== null, noun),
    v.transform((given) => new Map<string, unknown>(Object.entries(given))),
    v.map(name, value),
    v.check(({ size }) => size <= max, `at most ${max} ${entries}`),
    v.transform(
      (byName): Record<string, v.InferOutput<S>> => Object.assign(Object.create(null), Object.fromEntries(byName)),
    ),
  );
export const text = (maxLength: number) =>
  v.pipe(v.string('a text'), v.maxLength(maxLength, `at most ${maxLength} characters`));

export const resultCount = v.optional(integer(0, MAX_RESULTS));
export const offsetCount = v.optional(integer(0, 1e9, 'an integer from 0'));
export const bound = v.optional(v.pipe(v.number('a number'), v.finite('a finite number')));

export function isUnique(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}

/** A misspelt key would silently do nothing. @throws RequestError */
function checkKeys(noun: string, schema: object, input: unknown): void {
  if (!('entries' in schema) || typeof input !== 'object' || input === null || Array.isArray(input)) return;
  const known = Object.keys(schema.entries as object);
  const unknown = Object.keys(input).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  const hint = meant(unknown, known) || `, expected ${known.join(', ')}`;
  throw new RequestError(`${noun}: unknown key ${describe(unknown)}${hint}`);
}

/** @param noun  what the message begins with. @throws RequestError */
export function check<S extends v.GenericSchema>(noun: string, schema: S, input: unknown): v.InferOutput<S> {
  checkKeys(noun, schema, input);
  const result = v.safeParse(schema, input, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  const given = issue.path ? issue.path.at(-1)!.value : issue.input;
  const hint = issue.type === 'picklist' ? meant(given, (issue.requirement ?? EVENT_TYPES) as string[]) : '';
  const found = describe(given);
  throw new RequestError(`${noun}: ${place ? `${place} is` : 'it is'} ${found}, expected ${issue.message}${hint}`);
}

/** A short, single-line picture of any value. */
export function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') {
    return value.length > 60 ? `a text of ${value.length} characters` : `'${value}'`;
  }
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
}

/** What was meant, where a known name is near. */
export function meant(given: unknown, known: readonly string[]): string {
  return typeof given === 'string' ? didYouMean(given, known) : '';
}
