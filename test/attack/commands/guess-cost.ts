// `npm run attack -- guess-cost [rounds]`: what it costs, on paper, to guess passphrases of four kinds.
import { DOLLARS_PER_HOUR, guessCost, ROUNDS_PER_SECOND } from '../../../demo/app/my-data/guess-cost.ts';

/** Of random ones somebody finds a passphrase after half of all, on average. */
const half = (symbols: number, count: number) => count * Math.log10(symbols) - Math.log10(2);

/** Decadic logarithm of the guesses. */
export const KINDS: [name: string, guessesLog10: number][] = [
  ['8 random lower-case letters', half(26, 8)],
  // NIST SP 800-63-1, appendix A: about 32 bits for ten characters that a person made up by a pattern; zxcvbn gives `Fluffy123!` fewer.
  ['10 characters of a human pattern', 32 * Math.log10(2)],
  ['4 random words of 7,776', half(7776, 4)],
  ['6 random words of 7,776', half(7776, 6)],
];

export async function guessCosts(given?: string): Promise<boolean> {
  const all = given ? [Number(given)] : [600_000, 4_000_000];
  console.log(
    `assumed: a card does ${ROUNDS_PER_SECOND.toExponential(2)} rounds a second and costs ${DOLLARS_PER_HOUR} dollars an hour`,
  );
  console.log(
    `| passphrase | guesses | ${all.map((rounds) => `${rounds.toLocaleString('en-GB')} rounds`).join(' | ')} |`,
  );
  console.log(`| --- | ---: |${' ---: |'.repeat(all.length)}`);
  for (const [name, guessesLog10] of KINDS) {
    const costs = all.map((rounds) => dollars(guessCost(guessesLog10, rounds).dollars));
    console.log(`| ${name} | ${(10 ** guessesLog10).toExponential(1)} | ${costs.join(' | ')} |`);
  }
  return true;
}

function dollars(value: number): string {
  return value < 1e6 ? `$${Number(value.toPrecision(2)).toLocaleString('en-GB')}` : `$${value.toExponential(1)}`;
}
