// What is told of a page or an entry, as the record of a row: only what there is.

import type { JsonObject } from '../../../items/parse-json.ts';

/** @returns the values without those that are absent, empty texts and empty lists */
export function filled(values: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => {
      if (value === undefined || value === null || value === '') return false;
      return !Array.isArray(value) || value.length > 0;
    }),
  );
}
