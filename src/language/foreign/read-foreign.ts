// A sentence that is not in English, word by word in the English that is read for it. Which language it is, its commonest
// words say.
import { PhraseTrie } from '../phrase-trie.ts';
import type { Token } from '../tokens.ts';
import { FOREIGN, type ForeignLanguage } from './words.ts';

export interface ForeignSentence {
  /** English name of the language. */
  language: string;
  /** English words where the language's stood, each with the place of what it stands for. */
  tokens: Token[];
}

interface Lexicon {
  name: string;
  marks: ReadonlySet<string>;
  fillers: ReadonlySet<string>;
  words: PhraseTrie<readonly string[]>;
}

/** So many of a sentence's words at least say which language it is in. */
const LEAST_MARKS = 2;
/** "d'amour", "l'horreur", "un'avventura": the article and the noun are two words. */
const ELIDED = /^(?:l|d|qu|j|n|s|c|m|t|dell|all|nell|sull|dall|un|quell|quest)['’](?=\p{L})/iu;

let lexicons: Lexicon[] | undefined;

/**
 * @param isEnglish  whether a word is one of English that says something here, or a word that wishes nothing
 * @param stem       the form by which words are compared
 * @returns undefined for a sentence that is English, or of which nobody can say
 */
export function readForeign(
  tokens: readonly Token[],
  text: string,
  isEnglish: (word: string) => boolean,
  stem: (word: string) => string,
): ForeignSentence | undefined {
  const apart = tokens.flatMap((token) => withoutElision(token, text)).map(plain);
  lexicons ??= FOREIGN.map(lexiconOf);
  let best: { lexicon: Lexicon; marks: number } | undefined;
  for (const lexicon of lexicons) {
    const marks = new Set(apart.map(({ word }) => word).filter((word) => lexicon.marks.has(word))).size;
    const english = apart.filter(({ word }) => isEnglish(word) && !lexicon.marks.has(word)).length;
    if (marks >= LEAST_MARKS && marks > english && marks > (best?.marks ?? 0)) best = { lexicon, marks };
  }
  return best && { language: best.lexicon.name, tokens: inEnglish(apart, best.lexicon, stem) };
}

function inEnglish(tokens: readonly Token[], { words, fillers }: Lexicon, stem: (word: string) => string): Token[] {
  const said = tokens.map(({ word }) => word);
  const read: Token[] = [];
  let before: Token['before'] = '';
  for (let at = 0; at < tokens.length; ) {
    const token = tokens[at]!;
    if (before === '') before = token.before;
    const found = words.longest(said, at);
    if (!found && fillers.has(token.word)) {
      at++;
      continue;
    }
    const length = found?.length ?? 1;
    const place = { start: token.start, end: tokens[at + length - 1]!.end };
    for (const [i, word] of (found?.value ?? [token.word]).entries())
      read.push({ ...place, word, stem: stem(word), before: i === 0 ? before : '' });
    before = '';
    at += length;
  }
  return read;
}

const plain = (token: Token): Token => ({ ...token, word: token.word.replaceAll('ß', 'ss') });

/** The second of the two words of an elision, or the word itself; "l'" wishes nothing. */
function withoutElision(token: Token, text: string): Token[] {
  const typed = text.slice(token.start, token.end);
  const elided = ELIDED.exec(typed)?.[0];
  if (!elided) return [token];
  const letters = elided.length - 1;
  const first = { ...token, word: token.word.slice(0, letters), end: token.start + elided.length };
  const word = token.word.slice(letters);
  return [first, { ...token, word, stem: word, start: token.start + elided.length, before: '' }];
}

function lexiconOf({ name, marks, fillers, words }: ForeignLanguage): Lexicon {
  const trie = new PhraseTrie<readonly string[]>();
  for (const line of words.split('\n')) {
    const [spellings, english] = line.split('=');
    for (const spelling of spellings!.split(',')) trie.add(spelling.trim().split(' '), english!.split(' '));
  }
  return { name, marks: new Set(marks.split(' ')), fillers: new Set(fillers.split(' ')), words: trie };
}
