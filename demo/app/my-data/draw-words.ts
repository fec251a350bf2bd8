// Words drawn at random, each as likely as any other.

/**
 * @param words     at most 65,536
 * @param random16  a random number from 0 to 65,535
 */
export function drawWords(words: readonly string[], count: number, random16: () => number): string[] {
  // What does not fill a whole round of the list is drawn again: else its first words would come more often.
  const most = Math.floor(2 ** 16 / words.length) * words.length;
  return Array.from({ length: count }, () => {
    let drawn = random16();
    while (drawn >= most) drawn = random16();
    return words[drawn % words.length]!;
  });
}
