// What it costs to guess a passphrase, on paper: somebody has a copy of the encrypted history and rents graphics cards. The
// two figures below are assumptions, and age; the rounds are those of the lock.

/**
 * Rounds of PBKDF2-HMAC-SHA-256 that one card does in a second: an RTX 4090 in hashcat 6.2.6 (mode 10900, 999 rounds: 8,865.7
 * thousand guesses a second).
 */
export const ROUNDS_PER_SECOND = 8.86e9;
/** What an hour of such a card costs to rent. */
export const DOLLARS_PER_HOUR = 0.4;
/** Less than that somebody may spend on one person. */
const WEAK_DOLLARS = 1000;
const [FAIR_DOLLARS, GOOD_DOLLARS] = [1e6, 1e9];

export interface GuessCost {
  dollars: number;
  /** On one card. */
  seconds: number;
  /** 0: at once, 1: weak, 2: fair, 3: good, 4: beyond anybody. */
  level: 0 | 1 | 2 | 3 | 4;
}

/**
 * @param guessesLog10  decadic logarithm of the guesses
 * @param rounds        that each of them costs
 */
export function guessCost(guessesLog10: number, rounds: number): GuessCost {
  const seconds = (10 ** guessesLog10 * rounds) / ROUNDS_PER_SECOND;
  const dollars = (seconds / 3600) * DOLLARS_PER_HOUR;
  const steps = [1, WEAK_DOLLARS, FAIR_DOLLARS, GOOD_DOLLARS];
  return { dollars, seconds, level: steps.filter((least) => dollars >= least).length as GuessCost['level'] };
}

const WORDS = ['Guessed at once', 'Weak', 'Fair', 'Good', 'Beyond anybody’s means'];

/** `Weak: guessing it costs about 33 dollars, 3 days on one graphics card.` */
export function costWords({ dollars, seconds, level }: GuessCost): string {
  if (level === 0) return `${WORDS[0]}: it costs less than a dollar.`;
  const price = dollars < MOST_SAID ? `about ${count(dollars, 'dollar')}` : 'more than a thousand trillion dollars';
  return `${WORDS[level]}: guessing it costs ${price}, ${duration(seconds)} on one graphics card.`;
}

/** Beyond that a number says nothing. */
const MOST_SAID = 1e15;
const LARGE: [least: number, word: string][] = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
];

/** Two digits: nobody knows more. */
function amount(value: number): string {
  const [least, word] = LARGE.find(([least]) => value >= least) ?? [1, ''];
  const number = Number((value / least).toPrecision(2)).toLocaleString('en-GB');
  return word ? `${number} ${word}` : number;
}

const SPANS: [seconds: number, word: string][] = [
  [365.25 * 86_400, 'year'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

function duration(seconds: number): string {
  const [span, word] = SPANS.find(([span]) => seconds >= span) ?? [1, 'second'];
  return count(seconds / span, word);
}

function count(value: number, word: string): string {
  const number = amount(value);
  return `${number} ${word}${number === '1' ? '' : 's'}`;
}
