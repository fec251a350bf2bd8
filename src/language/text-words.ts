// The words of the items' texts, and which of them are words of the language and not of names.
import { nameWords } from './names.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A word that stands somewhere in small letters is one of the language. */
const SMALL_WORD = /^\p{Ll}/u;

export interface TextWords {
  /** Words that are not misspelt. */
  known: string[];
  /** Whether a word is one of the language ("story", "snow"), and no name alone. */
  isOrdinary: (word: string) => boolean;
}

export function readTexts(texts: Iterable<string>, { phrases }: Pick<Vocabulary, 'phrases'>): TextWords {
  // A catalog writes the same words over and over: each is looked at once.
  const written = new Map<string, number>();
  for (const text of texts) {
    for (const word of text.match(/[\p{L}\p{M}'’]+/gu) ?? []) written.set(word, (written.get(word) ?? 0) + 1);
  }
  const counts = new Map<string, number>();
  const ordinary = new Set(phrases.flatMap(([words]) => words));
  for (const [word, count] of written) {
    const [plain] = nameWords(word);
    if (plain === undefined) continue;
    counts.set(plain, (counts.get(plain) ?? 0) + count);
    if (SMALL_WORD.test(word)) ordinary.add(plain);
  }
  // A name that stands in one text alone may be misspelt itself.
  const known = [...counts].filter(([word, count]) => count > 1 || ordinary.has(word)).map(([word]) => word);
  return { known, isOrdinary: (word) => ordinary.has(word) };
}
