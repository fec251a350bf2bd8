// Judgements: pairs of a person and an item, graded by the rubric. A file of JSON lines that a person reads and edits, one
// profile a line behind a first line that says what it is. Specification: docs/formats/judgements.md.

import * as v from 'valibot';
import { CatalogFormatError } from '../errors.ts';

export const JUDGEMENTS_FORMAT = 'privet-judgements';
/** The version that is written, and the newest that is read. */
export const JUDGEMENTS_VERSION = 1;
export const GRADES = [0, 1, 2, 3, 4] as const;
/** Why an item is no good match; `nothing` of a good one. */
export const JUDGED_REASONS = [
  ...['nothing', 'audience', 'mood', 'disliked', 'avoided', 'laterPart', 'same', 'fame', 'weak'],
] as const;
/** What somebody did, oldest first, before an id: "like ID". */
export const JUDGED_EVENTS = ['like', 'dislike', 'seen', 'view', 'purchase', 'hide'] as const;
/** Problems that one message names. */
const MOST_TOLD = 5;

const text = v.pipe(
  v.string('a text'),
  v.nonEmpty('a text that is not empty'),
  v.maxLength(2000, 'at most 2000 characters'),
);
const grade = v.picklist(GRADES, 'an integer from 0 to 4');
const event = v.pipe(
  v.string('an event like "like ITEM"'),
  v.regex(
    new RegExp(`^(${JUDGED_EVENTS.join('|')}) .{1,512}$`, 's'),
    `an event like "like ITEM", of ${JUDGED_EVENTS.join(', ')}`,
  ),
  v.transform((told) => {
    const at = told.indexOf(' ');
    return { type: told.slice(0, at) as (typeof JUDGED_EVENTS)[number], itemId: told.slice(at + 1) };
  }),
);
const judged = v.object(
  {
    item: text,
    /** For people who read the file; nothing else reads it. */
    title: v.optional(v.string('a text')),
    /** One of each pass that judged it. */
    grades: v.pipe(v.array(grade, 'a list of grades'), v.minLength(1, 'one grade at least')),
    reason: v.optional(v.picklist(JUDGED_REASONS, `one of ${JUDGED_REASONS.join(', ')}`)),
    /** Where the item was taken from: `list` is what the engine itself lists. */
    from: v.optional(text),
  },
  ({ expected }) => (expected === 'Object' ? 'an object with item and grades' : 'item and grades'),
);
const profile = v.object(
  {
    profile: text,
    /** What was said for tonight. */
    said: v.optional(text),
    events: v.pipe(v.array(event, 'a list of events'), v.minLength(1, 'one event at least')),
    judged: v.pipe(v.array(judged, 'a list of judged items'), v.minLength(1, 'one judged item at least')),
  },
  ({ expected }) => (expected === 'Object' ? 'an object' : 'profile, events and judged'),
);

export type JudgedProfile = v.InferOutput<typeof profile>;
export type JudgedItem = JudgedProfile['judged'][number];

/**
 * Reads a file.
 *
 * @param label  its name, for messages
 * @throws CatalogFormatError that names the lines and what is wrong with them; nothing of such a file is used
 */
export function parseJudgements(content: string, label: string): JudgedProfile[] {
  const problems: string[] = [];
  const profiles: JudgedProfile[] = [];
  const lineOf = new Map<string, number>();
  const lines = content.replace(/^\uFEFF/, '').split('\n');
  checkHeader(lines[0] ?? '', label);
  for (const [i, line] of lines.entries()) {
    if (i === 0 || line.trim() === '') continue;
    const found = readProfile(line);
    if (typeof found === 'string') {
      problems.push(`line ${i + 1}: ${found}`);
      continue;
    }
    const before = lineOf.get(found.profile);
    if (before !== undefined) problems.push(`line ${i + 1}: profile '${found.profile}' is on line ${before} already`);
    lineOf.set(found.profile, i + 1);
    const twice = found.judged.find(({ item }, at) => found.judged.findIndex((other) => other.item === item) !== at);
    if (twice) problems.push(`line ${i + 1}: '${twice.item}' is graded twice, expected each item once`);
    profiles.push(found);
  }
  if (problems.length === 0 && profiles.length === 0) problems.push('no profile, expected one a line');
  if (problems.length === 0) return profiles;
  const more = problems.length > MOST_TOLD ? ` (and ${problems.length - MOST_TOLD} more)` : '';
  throw new CatalogFormatError(`${label}: ${problems.slice(0, MOST_TOLD).join('; ')}${more}`);
}

/** The first line of a file. */
export function judgementsHeader(told: { date: string; author: string; about: string }): string {
  return JSON.stringify({ format: JUDGEMENTS_FORMAT, version: JUDGEMENTS_VERSION, ...told });
}

/** A line of a file. */
export function formatProfile({ events, ...rest }: JudgedProfile): string {
  const { profile: name, said, judged: items } = rest;
  return JSON.stringify({
    profile: name,
    ...(said !== undefined && { said }),
    events: events.map(({ type, itemId }) => `${type} ${itemId}`),
    judged: items,
  });
}

/** What the passes say together: their median. */
export function gradeOf({ grades }: Pick<JudgedItem, 'grades'>): number {
  const sorted = [...grades].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

function checkHeader(line: string, label: string): void {
  const header = parseJson(line) as Record<string, unknown> | undefined;
  if (header?.format !== JUDGEMENTS_FORMAT)
    throw new CatalogFormatError(
      `${label}: line 1 is no header, expected {"format":"${JUDGEMENTS_FORMAT}","version":1}`,
    );
  if (header.version !== JUDGEMENTS_VERSION)
    throw new CatalogFormatError(`${label}: line 1: version ${header.version}, expected ${JUDGEMENTS_VERSION}`);
}

function readProfile(line: string): JudgedProfile | string {
  const json = parseJson(line);
  if (json === undefined) return 'not JSON, expected one profile a line';
  const result = v.safeParse(profile, json, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  return `${v.getDotPath(issue) ?? 'the line'} is ${JSON.stringify(issue.input)?.slice(0, 80) ?? 'missing'}, expected ${issue.message}`;
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
