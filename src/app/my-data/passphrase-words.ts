// What can be said of a passphrase without pretending to measure it: how long it is, and what makes a good one.

const MIN_CHARACTERS = 8;
/** Four words of four letters. */
const LONG_CHARACTERS = 16;
const GOOD = 'Four random words are easy to keep and hard to guess.';

/** A line of advice for what is typed so far. */
export function passphraseAdvice(typed: string): string {
  const count = [...typed.normalize('NFKC')].length;
  if (count === 0) return `At least ${MIN_CHARACTERS} characters. ${GOOD}`;
  if (count < MIN_CHARACTERS) return `${count} of at least ${MIN_CHARACTERS} characters. ${GOOD}`;
  if (new Set(typed).size < 5) return `The same characters again and again are guessed first. ${GOOD}`;
  if (count < LONG_CHARACTERS) return `Short: a machine can try it out. ${GOOD}`;
  return 'Long enough, if nobody can guess it: no line of a film, nothing about you.';
}
