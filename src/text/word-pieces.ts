// The tokenizer of the text encoder: a text becomes lower-case words without accents, and a word that is no piece itself is
// put together of the longest beginning that is one and the longest continuations (WordPiece; Wu et al., Google's Neural
// Machine Translation System, 2016, as in BERT). What no piece covers is left out.

/** Marks a piece that goes on with a word. */
export const CONTINUES = '##';
/** Longer words are no words of a language: their beginning counts. */
const MAX_WORD_LENGTH = 40;

const WORD = /[a-z]+|[0-9]+/g;
const BEYOND_ASCII = /[^\0-\x7f]/;

/** The words of a text: runs of letters a to z, and of digits. "Don't" is "dont", "Amélie" "amelie". */
export function wordsOf(text: string): string[] {
  return plain(text).match(WORD) ?? [];
}

function plain(text: string): string {
  const lower = text.toLowerCase();
  const folded = BEYOND_ASCII.test(lower) ? lower.normalize('NFKD').replace(/[\p{M}’]/gu, '') : lower;
  return folded.includes("'") ? folded.replaceAll("'", '') : folded;
}

export interface WordPieces {
  readonly numPieces: number;
  /** Piece numbers of a text, in its order; those of a text in another script are none. */
  encode(text: string): Uint32Array;
}

/** @param pieces  each once; their places are their numbers */
export function createWordPieces(pieces: readonly string[]): WordPieces {
  const numbers = new Map(pieces.map((piece, number) => [piece, number]));
  /** Words that were cut before: texts of a catalog have the same ones over and over. */
  let cuts = new Map<string, readonly number[]>();
  const cut = (word: string): readonly number[] => {
    const known = cuts.get(word);
    if (known) return known;
    if (cuts.size >= MAX_KEPT_CUTS) cuts = new Map();
    const found = cutWord(word.slice(0, MAX_WORD_LENGTH), numbers);
    cuts.set(word, found);
    return found;
  };
  return {
    numPieces: pieces.length,
    encode(text) {
      const found: number[] = [];
      for (const word of wordsOf(text)) {
        const number = numbers.get(word);
        if (number === undefined) found.push(...cut(word));
        else found.push(number);
      }
      return Uint32Array.from(found);
    },
  };
}

const MAX_KEPT_CUTS = 20_000;

/** Longest first, from the left; a word of which a part is no piece is left out whole, as its other parts mislead. */
function cutWord(word: string, numbers: ReadonlyMap<string, number>): number[] {
  const found: number[] = [];
  for (let start = 0, end = word.length; start < word.length; end = word.length) {
    const mark = start > 0 ? CONTINUES : '';
    while (end > start && !numbers.has(mark + word.slice(start, end))) end--;
    if (end === start) return [];
    found.push(numbers.get(mark + word.slice(start, end))!);
    start = end;
  }
  return found;
}
