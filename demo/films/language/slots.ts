// A reading as the slots of demo/films/language/README.md, to be compared with what labellers wrote.
import { meaningText } from '../../../src/language/meanings.ts';
import type { Reading, Wish } from '../../../src/language/reading.ts';
import { FACETS_BY_KIND } from './film-language.ts';

const KIND_OF = Object.fromEntries(Object.entries(FACETS_BY_KIND).map(([kind, facet]) => [facet, kind]));
const FIELD_KINDS: Record<string, string> = { year: 'year', runningTime: 'minutes' };

/** @param itemIdOf  the id of an item by its index */
export function slotsOf(reading: Reading, itemIdOf: (itemIndex: number) => string): string[] {
  return reading.wishes.map((wish) => slotOf(wish, itemIdOf));
}

function slotOf(wish: Wish, itemIdOf: (itemIndex: number) => string): string {
  const { mark, kind } = wish;
  switch (wish.kind) {
    case 'value':
      return meaningText({ mark, kind: KIND_OF[wish.facet] ?? wish.facet, value: wish.value });
    case 'range': {
      const { min, max } = wish;
      const value = min === undefined && max === undefined ? undefined : `${min ?? ''}..${max ?? ''}`;
      return meaningText({ mark, kind: FIELD_KINDS[wish.field] ?? wish.field, ...(value && { value }) });
    }
    case 'like':
    case 'title':
      return meaningText({ mark, kind, value: itemIdOf(wish.itemIndex) });
    case 'occasion':
      return meaningText({ mark, kind: 'with', value: wish.value });
    default:
      return meaningText({ mark, kind });
  }
}
