// Whether a text is read as what it is to mean: what a page offers is held to the page's own reader.
import { meaningText } from '../meanings.ts';
import type { SentenceReader } from '../read-sentence.ts';
import type { Reading, Wish } from '../reading.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** Whether a text is read as its meanings. */
export type Reads = (text: string, meanings: readonly string[]) => boolean;

/** As exactly these meanings, in any order, with no word left over and no item called so. */
export function readsAs(
  reader: SentenceReader,
  text: string,
  meanings: readonly string[],
  { fields }: Pick<Vocabulary, 'fields'>,
): boolean {
  const { wishes, rest, exactTitles } = reader.read(text);
  const found = meaningsOf(wishes, fields);
  const isAll = found.length === meanings.length && meanings.every((meaning) => found.includes(meaning));
  return isAll && rest === '' && exactTitles.length === 0;
}

/** Wishes as the meanings of a language file; items, which have none there, by their row. */
export function meaningsOf(wishes: Reading['wishes'], fields: Vocabulary['fields']): string[] {
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
