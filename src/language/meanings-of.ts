// Wishes as the meanings of a language file: so are readings compared with what was written of queries.
import { meaningText } from './meanings.ts';
import type { Wish } from './reading.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Items, which have no meaning there, are told by their row. */
export function meaningsOf(wishes: readonly Wish[], fields: Vocabulary['fields']): string[] {
  const quantityOf = new Map(Object.entries(fields).map(([quantity, field]) => [field, quantity]));
  return wishes.map((wish) => meaningOf(wish, quantityOf));
}

function meaningOf(wish: Wish, quantityOf: ReadonlyMap<string, string>): string {
  const { mark, kind } = wish;
  switch (wish.kind) {
    case 'value':
      return meaningText({ mark, kind: wish.facet, value: wish.value });
    case 'range': {
      const { field, min, max } = wish;
      const value = min === undefined && max === undefined ? undefined : `${min ?? ''}..${max ?? ''}`;
      return meaningText({ mark, kind: quantityOf.get(field) ?? field, ...(value && { value }) });
    }
    case 'like':
    case 'title':
      return meaningText({ mark, kind, value: `item ${wish.itemIndex}` });
    case 'occasion':
      return meaningText({ mark, kind, value: wish.value });
    default:
      return meaningText({ mark, kind });
  }
}
