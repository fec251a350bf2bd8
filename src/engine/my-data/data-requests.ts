// The border of what works on the history as a whole and on titles of elsewhere: checked here, like all other requests
// (requests.ts), and fetched with the first of them.
import * as v from 'valibot';
import { between, object } from '../../history/stored-event.ts';
import { check, list, offsetCount, resultCount, text } from '../base/check.ts';
import type { EventsRequest, MatchOptions, TitleQuery } from './my-data-api.ts';

/** Titles that may be looked for in one call: some tens of milliseconds. */
export const MAX_TITLES_AT_ONCE = 1000;
const MAX_NAMES = 10;
const MAX_TITLE_LENGTH = 300;
const MAX_DETAILS = 10;

const eventsRequest = object(
  {
    query: v.optional(text(200)),
    offset: offsetCount,
    limit: resultCount,
  },
  'a request',
);
const title = v.pipe(
  v.string('a title'),
  v.nonEmpty('a title'),
  v.maxLength(MAX_TITLE_LENGTH, `at most ${MAX_TITLE_LENGTH} characters`),
);
const titles = v.pipe(v.array(title, 'titles'), v.minLength(1, 'at least one title'), v.maxLength(MAX_NAMES));
const titleQuery = object({ titles, year: v.optional(between(0, 9999, 'a year')) }, 'titles');
const matchOptions = object(
  {
    dateDetail: v.optional(v.string('a name')),
  },
  'options',
);

export function checkEventsRequest(request: unknown): EventsRequest {
  return check('events', eventsRequest, request) as EventsRequest;
}

export function checkTitles(queries: unknown): TitleQuery[] {
  return check('titles', list(titleQuery, MAX_TITLES_AT_ONCE), queries) as TitleQuery[];
}

export function checkMatchOptions(options: unknown): MatchOptions {
  return check('options', matchOptions, options) as MatchOptions;
}

export function checkDetailNames(names: unknown): string[] {
  return check('details', list(v.string('a name of a detail'), MAX_DETAILS), names);
}
