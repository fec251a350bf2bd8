// Finds many words and phrases in a short text at once.

/** Lower-case words; a plural is its singular, as far as an `s` makes it one. */
export function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\d]+/gu) ?? [];
  return words.map((word) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word));
}

export class PhraseIndex<Value> {
  #byFirstWord = new Map<string, { words: string[]; value: Value }[]>();

  /** @param phrases  words and phrases between bars */
  add(phrases: string, value: Value): void {
    for (const phrase of phrases.split('|')) {
      const words = wordsOf(phrase);
      const known = this.#byFirstWord.get(words[0]!);
      if (known) known.push({ words, value });
      else this.#byFirstWord.set(words[0]!, [{ words, value }]);
    }
  }

  /** The values of the phrases that a text has, one for each place where a phrase stands. */
  find(text: string): Value[] {
    const words = wordsOf(text);
    return words.flatMap((word, at) =>
      (this.#byFirstWord.get(word) ?? [])
        .filter((phrase) => phrase.words.every((part, i) => words[at + i] === part))
        .map(({ value }) => value),
    );
  }
}
