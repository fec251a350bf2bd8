// What two people ask of the engine, as one file of code that is fetched behind the lists.
import * as v from 'valibot';
import { MAX_TASTE_LIST } from '../../formats/taste-file.ts';
import { itemIdSchema, object } from '../../history/stored-event.ts';
import { check, list, resultCount, text } from '../base/check.ts';
import type { ListParts } from '../lists/list-parts.ts';
import { facetNames, LIST_RULES, matchLevel } from '../lists/rule-schemas.ts';
import { readTaste, shareTaste } from './shared-taste.ts';
import { together } from './together.ts';
import type { ReadTaste, ShareRequest, TasteToShare, TogetherRequest, TogetherResponse } from './together-api.ts';

const DEFAULT_ITEMS = 12;
/** Of a name as it is typed. */
const MAX_NAME = 400;
const ids = list(itemIdSchema);
const shareRequest = object(
  { name: text(MAX_NAME), without: v.optional(ids), list: v.optional(list(itemIdSchema, MAX_TASTE_LIST)) },
  'a request',
);
const readRequest = object({ text: v.string('a text') }, 'a text');
const togetherRequest = object(
  {
    other: object({ likes: ids, dislikes: v.optional(ids), seen: v.optional(ids) }, 'a taste'),
    count: resultCount,
    where: LIST_RULES.where,
    facets: v.optional(facetNames),
    match: v.optional(matchLevel),
  },
  'a request',
);

/** Its methods are documented in EngineCalls. */
export class ForTwo {
  readonly #parts: ListParts;

  constructor(parts: ListParts) {
    this.#parts = parts;
  }

  shareTaste(request: unknown): TasteToShare {
    return shareTaste(this.#parts, check('shareTaste', shareRequest, request) as ShareRequest);
  }

  readTaste(given: unknown): ReadTaste {
    return readTaste(this.#parts, check('readTaste', readRequest, { text: given }).text);
  }

  together(request: unknown): Promise<TogetherResponse> {
    const checked = check('together', togetherRequest, request) as TogetherRequest;
    return together(this.#parts, checked, checked.count ?? DEFAULT_ITEMS);
  }
}
