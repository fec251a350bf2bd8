// What was written of a query is what it means: likely queries, those that mean the same, and suggestions, word for word. Rules
// read all others.
import type { LanguageFile } from '../formats/language-file.ts';
import { parseMeaning } from './meanings.ts';
import { nameWords } from './names.ts';
import type { Reading, Wish } from './reading.ts';
import { wishOf } from './segment-wishes.ts';

/** @returns the written reading of a text, letters and digits alone compared; undefined for all others */
export function indexWritten(language: LanguageFile): (text: string) => Reading | undefined {
  const meanings = new Map<string, readonly string[]>();
  const add = (text: string, list: readonly string[]) => {
    if (list.length > 0 && !meanings.has(keyOf(text))) meanings.set(keyOf(text), list);
  };
  for (const query of language.queries) add(query.text, query.meanings);
  for (const { text, meanings: list } of language.suggestions) add(text, list);
  for (const { synonym, meanings: list } of language.queries) if (synonym !== undefined) add(synonym, list);
  return (text) => {
    const written = meanings.get(keyOf(text));
    if (!written) return undefined;
    return {
      text,
      wishes: written.map((meaning) => wishFrom(meaning, language)),
      exactTitles: [],
      rest: '',
      restWords: [],
      unwantedWords: [],
      unknownWords: [],
    };
  };
}

/** No words of the text are its own: the text as a whole says it. */
function wishFrom(text: string, language: LanguageFile): Wish {
  const meaning = parseMeaning(text);
  return wishOf(meaning, 'want', { said: meaning.value ?? meaning.kind, start: 0, end: 0 }, language);
}

const keyOf = (text: string): string => nameWords(text).join(' ');
