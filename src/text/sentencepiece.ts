// Tokenizer of the Universal Sentence Encoder lite: a sentencepiece unigram model, decoded by Viterbi. The encoder was
// trained with these very token ids, so this follows the original to the letter, oddities included: see the comment at
// `bestPath`. Used by the page for queries and by the pipeline for items.
//
// Algorithm: Kudo, Subword Regularization, ACL 2018, section 3.2. Time is O(characters x longest piece).

import type { TokenizerVocabulary } from './sentencepiece-vocabulary.ts';

/** Stands for a space, and opens every text. */
const SPACE_MARK = '\u2581';
/** Id of every character that no piece begins with. */
export const UNKNOWN_ID = 0;
const NO_PIECE = -1;

export interface Tokenizer {
  /** Number of ids: every id is in [0, numPieces). */
  readonly numPieces: number;
  /**
   * Token ids of a whole text, of any length; an empty text has none. The model reads the first `MAX_TOKENS` of them:
   * see token-batch.ts.
   */
  encode(text: string): Int32Array;
}

interface TrieNode {
  /** Children by code point. */
  readonly children: Map<number, TrieNode>;
  /** Piece that ends here, or NO_PIECE. */
  pieceId: number;
}

/** Makes a tokenizer; takes 10 to 20 ms for 8,000 pieces, so make one and keep it. */
export function createTokenizer(vocabulary: TokenizerVocabulary): Tokenizer {
  const root = buildTrie(vocabulary);
  return {
    numPieces: vocabulary.pieces.length,
    encode(text) {
      const symbols = toSymbols(text);
      return mergeUnknowns(bestPath(symbols, root, vocabulary.scores));
    },
  };
}

/**
 * Reserved pieces (unknown, start, end, ...) stay out: text never turns into one. Of equal pieces the last one counts.
 */
function buildTrie({ pieces, numReserved }: TokenizerVocabulary): TrieNode {
  const root = createNode();
  for (let id = numReserved; id < pieces.length; id++) {
    let node = root;
    for (const symbol of codePoints(pieces[id]!)) node = childOf(node, symbol);
    node.pieceId = id;
  }
  return root;
}

function createNode(): TrieNode {
  return { children: new Map(), pieceId: NO_PIECE };
}

function childOf(node: TrieNode, symbol: number): TrieNode {
  let child = node.children.get(symbol);
  if (!child) node.children.set(symbol, (child = createNode()));
  return child;
}

/** Unicode NFKC, a mark before the text and in place of every U+0020; other white space is left alone. */
function toSymbols(text: string): Uint32Array {
  const normalized = text.normalize('NFKC');
  if (normalized.length === 0) return new Uint32Array(0);
  return codePoints(SPACE_MARK + normalized.replaceAll(' ', SPACE_MARK));
}

/** Code points of a string; a surrogate without its partner counts as one. */
function codePoints(text: string): Uint32Array {
  const result = new Uint32Array(text.length);
  let length = 0;
  for (const symbol of text) result[length++] = symbol.codePointAt(0)!;
  return result.subarray(0, length);
}

/**
 * Piece ids of the best path through a text, last piece first.
 *
 * As in the original, an unknown character scores 0 (not a penalty below the rarest piece), a best score of 0 counts as
 * none, and ties go to the shorter last piece.
 */
function bestPath(symbols: Uint32Array, root: TrieNode, scores: readonly number[]): number[] {
  const { pieceIds, starts } = bestPieces(symbols, root, scores);
  const path: number[] = [];
  for (let end = symbols.length; end > 0; end = starts[end]!) path.push(pieceIds[end]!);
  return path;
}

/** For every end position from 1: the last piece of the best path up to there, and where that piece starts. */
function bestPieces(symbols: Uint32Array, root: TrieNode, scores: readonly number[]) {
  const bestScores = new Float64Array(symbols.length + 1);
  const pieceIds = new Int32Array(symbols.length + 1);
  const starts = Int32Array.from(bestScores, (_, end) => end - 1);
  const offer = (start: number, end: number, pieceId: number, pieceScore: number) => {
    const score = pieceScore + bestScores[start]!;
    if (bestScores[end] !== 0 && score < bestScores[end]!) return;
    bestScores[end] = score;
    pieceIds[end] = pieceId;
    starts[end] = start;
  };
  for (let start = 0; start < symbols.length; start++) {
    let numMatches = 0;
    let node = root.children.get(symbols[start]!);
    for (let end = start + 1; node; end++) {
      if (node.pieceId !== NO_PIECE) {
        offer(start, end, node.pieceId, scores[node.pieceId]!);
        numMatches++;
      }
      node = node.children.get(symbols[end]!);
    }
    if (numMatches === 0) offer(start, start + 1, UNKNOWN_ID, 0);
  }
  return { pieceIds, starts };
}

/** Turns the path round and leaves one unknown of every run. */
function mergeUnknowns(path: readonly number[]): Int32Array {
  const merged = path.filter((id, index) => id !== UNKNOWN_ID || path[index + 1] !== UNKNOWN_ID);
  return Int32Array.from(merged.reverse());
}
