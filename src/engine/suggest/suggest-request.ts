// What may be asked of suggestions: checked here, like all other requests (check-requests.ts), and fetched with what answers.
import * as v from 'valibot';
import { object } from '../../history/stored-event.ts';
import { check, integer, list } from '../base/check.ts';
import type { SuggestRequest } from './suggest-api.ts';

const MAX_SUGGESTIONS = 20;
const MAX_EXCLUDED_TEXTS = 1000;

const suggestRequest = object(
  {
    prefix: v.optional(v.string('a text')),
    count: v.optional(integer(0, MAX_SUGGESTIONS)),
    exclude: v.optional(list(v.string('a text'), MAX_EXCLUDED_TEXTS)),
  },
  'a request',
);

/** @throws RequestError */
export function checkSuggestRequest(request: unknown): SuggestRequest {
  return check('suggest', suggestRequest, request) as SuggestRequest;
}
