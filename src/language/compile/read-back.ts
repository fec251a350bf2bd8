// Whether a text is read as what it is to mean: what a page offers is held to the page's own reader.
import { meaningsOf } from '../meanings-of.ts';
import type { SentenceReader } from '../read-sentence.ts';
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
