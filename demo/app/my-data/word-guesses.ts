// How many guesses a passphrase of common words withstands: somebody tries all texts of two words, of three and so on, made of the
// commonest words first. Estimators of passwords take such phrases for far harder than that.

/**
 * @param rankOf  place of a word among the commonest, from 1; undefined for one that is not known
 * @returns       decadic logarithm of the guesses; undefined unless it is two or more known words
 */
export function wordGuesses(passphrase: string, rankOf: (word: string) => number | undefined): number | undefined {
  const words = passphrase.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];
  if (words.length < 2) return undefined;
  const ranks = words.map(rankOf);
  if (!ranks.every((rank) => rank !== undefined)) return undefined;
  return words.length * Math.log10(Math.max(...ranks));
}
