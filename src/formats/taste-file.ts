// A taste as one person hands it to another, to choose together: JSON text in a file. docs/formats/taste-file.md is the
// specification. Reading it trusts nothing: a file with anything out of its range is refused whole, in words.

import * as v from 'valibot';
import { RequestError } from '../errors.ts';

export const TASTE_FORMAT = 'privet-taste';
const VERSION = 1;
/** Largest file, in characters. */
export const MAX_TASTE_CHARACTERS = 1_000_000;
/** Ids of one kind. */
export const MAX_TASTE_IDS = 5000;
/** Ids of a list. */
export const MAX_TASTE_LIST = 80;
/** Characters of a name, as people count them: code points. */
export const MAX_NAME_LENGTH = 40;
const MAX_ID_LENGTH = 512;
/** A name as it may stand in a file, before it is cleaned. */
const MAX_RAW_NAME = 400;
/** Marks upon one letter: more of them would reach into the lines above. */
const TOO_MANY_MARKS = /(\p{M}{2})\p{M}+/gu;

/** Ids by what the person said of the items, each in one list at most: strongest first, then newest first. */
export interface TasteFile {
  /** As `cleanName` leaves it, never empty. */
  name: string;
  /** Of its making, `2026-12-01`. */
  date: string;
  likes: readonly string[];
  dislikes: readonly string[];
  /** Seen, and neither liked nor disliked. */
  seen: readonly string[];
  /** Chosen for two, best first; absent where none is handed back. */
  list?: readonly string[];
}

/** A name without what is no letter, digit, sign or space, on one line, cut to its maximum; may be empty. */
export function cleanName(name: string): string {
  const visible = name.slice(0, MAX_RAW_NAME).normalize('NFC').replace(/\s+/gu, ' ').replace(/\p{C}/gu, '');
  const letters = [...visible.replace(TOO_MANY_MARKS, '$1').trim()];
  return letters.slice(0, MAX_NAME_LENGTH).join('').trim();
}

/** `2026-12-01`, and a day that there is. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** One id a line, so that it can be read; equal tastes give equal texts. */
export function formatTasteFile({ name, date, likes, dislikes, seen, list }: TasteFile): string {
  const ids = (values: readonly string[]) =>
    values.length === 0 ? '[]' : `[\n${values.map((id) => JSON.stringify(id)).join(',\n')}\n]`;
  const lists = Object.entries({ likes, dislikes, seen, ...(list && { list }) });
  const rows = lists.map(([kind, values]) => `"${kind}":${ids(values)}`);
  const head = `"format":"${TASTE_FORMAT}","version":${VERSION},"name":${JSON.stringify(name)},"date":"${date}"`;
  return `{${[head, ...rows].join(',\n')}}\n`;
}

const ID = `an item id of 1 to ${MAX_ID_LENGTH} characters`;
const itemId = v.pipe(v.string(ID), v.nonEmpty(ID), v.maxLength(MAX_ID_LENGTH, ID));
const ids = (max: number) =>
  v.pipe(
    v.array(itemId, 'a list of item ids'),
    v.maxLength(max, `at most ${max} item ids`),
    v.check((values) => new Set(values).size === values.length, 'each item id once'),
  );
const NAME = 'a name with at least one letter';
const schema = v.pipe(
  v.object(
    {
      name: v.pipe(v.string(NAME), v.maxLength(MAX_RAW_NAME, NAME), v.transform(cleanName), v.nonEmpty(NAME)),
      date: v.pipe(v.string('a day such as 2026-12-01'), v.check(isDay, 'a day such as 2026-12-01')),
      likes: ids(MAX_TASTE_IDS),
      dislikes: ids(MAX_TASTE_IDS),
      seen: ids(MAX_TASTE_IDS),
      list: v.optional(ids(MAX_TASTE_LIST)),
    },
    'a value',
  ),
  v.check(({ likes, dislikes, seen }) => {
    const all = [...likes, ...dislikes, ...seen];
    return new Set(all).size === all.length;
  }, 'each item liked, disliked or seen, and not two of these'),
);

/** @throws RequestError that says what was found, what was expected, and how to mend it */
export function parseTasteFile(text: string): TasteFile {
  if (text.length > MAX_TASTE_CHARACTERS) {
    fail(`it has ${text.length} characters, expected at most ${MAX_TASTE_CHARACTERS}`);
  }
  const json = readJson(text);
  const { format, version } = json;
  if (format !== TASTE_FORMAT) fail(`format is ${describe(format)}, expected '${TASTE_FORMAT}'`);
  if (version !== VERSION) {
    fail(`version is ${describe(version)}, expected ${VERSION}`, 'Both of you need the same version of this page.');
  }
  const result = v.safeParse(schema, json, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    const place = v.getDotPath(issue);
    fail(
      `${place ? `${place} is ${describe(issue.path!.at(-1)!.value)}` : 'it has an item twice'}, expected ${issue.message}`,
    );
  }
  const { list, ...taste } = result.output;
  return list ? { ...taste, list } : taste;
}

function readJson(text: string): Record<string, unknown> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    fail('it is no JSON, expected a taste that somebody saved');
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    fail(`it is ${describe(json)}, expected a taste that somebody saved`);
  }
  return json as Record<string, unknown>;
}

/** A short, single-line picture of any value. */
function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? `'${cleanName(value)}'` : String(value);
}

function fail(problem: string, mend = 'Ask for the file once more, as it was saved.'): never {
  throw new RequestError(`taste file: ${problem}. ${mend}`);
}
