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

/** Pages by what is to be said of them: counted, and told with the first of each. */
export class LeftOut {
  readonly #reasons = new Map<string, { count: number; first: string }>();

  /** @param reason  as `with noindex` */
  add(reason: string, path: string): void {
    const known = this.#reasons.get(reason);
    if (known) known.count++;
    else this.#reasons.set(reason, { count: 1, first: path });
  }

  /** One a reason. @param say  with `A page was` or `12 pages were` */
  sentences(say: (pages: string) => string): string[] {
    return [...this.#reasons].map(([reason, { count, first }]) => {
      const pages = count === 1 ? 'A page was' : `${count.toLocaleString('en-GB')} pages were`;
      return `${say(pages)}: ${reason} (${count === 1 ? '' : 'the first '}${first}).`;
    });
  }
}
