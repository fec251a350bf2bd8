// The history as a text that a person keeps: JSON, one event a line, so that it can be read, cut and compared. Reading
// it trusts nothing: a file with a bad event is refused whole, with the places of what is wrong.

import * as v from 'valibot';
import { RequestError } from '../errors.ts';
import type { NewEvent, StoredEvent } from './events.ts';
import { newEventSchema } from './stored-event.ts';

const FORMAT = 'privet-history';
const VERSION = 1;
/** Bad events that the message names; the rest is counted. */
const MAX_NAMED = 5;

/** @param log  oldest first; sequence numbers are this device's business and stay here */
export function formatHistoryFile(log: readonly StoredEvent[]): string {
  // Fields in one order, so that equal histories are equal texts.
  const rows = log.map(({ type, itemId, query, value, mark, quantity, price, list, requestId, by, time }) =>
    JSON.stringify({ type, itemId, query, value, mark, quantity, price, list, requestId, by, time }),
  );
  const events = rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n]`;
  return `{"format":"${FORMAT}","version":${VERSION},"events":${events}}\n`;
}

/**
 * @returns the events, oldest first as in the file
 * @throws RequestError `history file: events.3 type is 'poke', expected one of …`, naming up to five events (from 0)
 */
export function parseHistoryFile(text: string): NewEvent[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new RequestError('history file: content is no JSON, expected a history that was exported', { cause });
  }
  return checkHistoryFile(json);
}

/**
 * The content of a history file as JSON was parsed from it.
 *
 * @throws RequestError as `parseHistoryFile`
 */
export function checkHistoryFile(json: unknown): NewEvent[] {
  if (typeof json !== 'object' || json === null) fail(`content is ${describe(json)}, expected an object`);
  const { format, version, events } = json as Record<string, unknown>;
  if (format !== FORMAT) fail(`format is ${describe(format)}, expected '${FORMAT}'`);
  if (version !== VERSION) fail(`version is ${describe(version)}, expected ${VERSION}`);
  if (!Array.isArray(events)) fail(`events is ${describe(events)}, expected a list`);
  const problems: string[] = [];
  const parsed = events.flatMap((row: unknown, index) => {
    const result = v.safeParse(newEventSchema, row, { abortEarly: true });
    if (result.success) return [result.output as NewEvent];
    problems.push(describeIssue(index, result.issues[0]));
    return [];
  });
  if (problems.length > 0) {
    const more = problems.length > MAX_NAMED ? `; and ${problems.length - MAX_NAMED} more` : '';
    fail(`${problems.slice(0, MAX_NAMED).join('; ')}${more} (${problems.length} of ${events.length} events are bad)`);
  }
  return parsed;
}

function describeIssue(index: number, issue: v.BaseIssue<unknown>): string {
  const field = v.getDotPath(issue);
  const found = describe(issue.path ? issue.path.at(-1)!.value : issue.input);
  return `events.${index}${field ? ` ${field}` : ''} is ${found}, expected ${issue.message}`;
}

/** A short, single-line picture of any value. */
function describe(value: unknown): string {
  if (value === undefined) return 'missing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return JSON.stringify(value).slice(0, 80);
  return typeof value === 'string' ? `'${value.slice(0, 60)}'` : String(value);
}

function fail(problem: string): never {
  throw new RequestError(`history file: ${problem}`);
}
