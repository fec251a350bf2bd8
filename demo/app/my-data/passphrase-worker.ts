// The entry of a worker of its own that suggests passphrases and tells how many guesses one withstands: the word lists behind
// that take the better part of a second to set up, and must hold up no page. What is typed goes no further than here.
//
// Words: the long list of the Electronic Frontier Foundation (7,776 words, CC BY 3.0 US), as zxcvbn-ts brings it. Guesses:
// zxcvbn-ts (MIT), with the commonest passwords, English words and first names.
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import commonWords from '@zxcvbn-ts/language-en/dist/commonWords.json.mjs';
import firstNames from '@zxcvbn-ts/language-en/dist/firstnames.json.mjs';
import sequences from '@zxcvbn-ts/language-en/dist/wordSequences.json.mjs';
import { expose } from 'comlink';
import { hearOfParts } from '../../../src/fetching/checked-code/import-part.ts';
import { drawWords } from './draw-words.ts';
import { wordGuesses } from './word-guesses.ts';

const NUM_WORDS = 6;
/** What stands behind this many characters adds time and no insight. */
const MOST_READ = 128;
const WORDS = dictionary['diceware-common'];

let estimator: ZxcvbnFactory | undefined;
let ranks: Map<string, number> | undefined;

const passphrases = {
  /** Six words of the list, drawn with the browser's own source of randomness, with blanks between. */
  suggest: (): string => drawWords(WORDS, NUM_WORDS, random16).join(' '),

  /** @returns decadic logarithm of the guesses that somebody needs who knows how people choose */
  guesses(passphrase: string): number {
    const text = passphrase.normalize('NFKC');
    estimator ??= new ZxcvbnFactory({
      ...{ graphs: adjacencyGraphs, maxLength: MOST_READ },
      dictionary: { ...dictionary, commonWords, firstNames, ...sequences },
    });
    const { guessesLog10 } = estimator.check(text);
    return Math.min(guessesLog10, wordGuesses(text, rankOf) ?? guessesLog10);
  },
};

function rankOf(word: string): number | undefined {
  ranks ??= rankWords();
  return ranks.get(word);
}

/** No word of the list is rarer than all of it together. */
function rankWords(): Map<string, number> {
  const all = new Map(commonWords.map((word, i) => [word, i + 1]));
  for (const word of WORDS) all.set(word, Math.min(all.get(word) ?? WORDS.length, WORDS.length));
  return all;
}

function random16(): number {
  return crypto.getRandomValues(new Uint16Array(1))[0]!;
}

hearOfParts();
expose(passphrases);
