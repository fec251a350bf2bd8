// Reads a sentence: cut into segments (cut-segments.ts), which become wishes (collect-wishes.ts); what is left is free text.
import { titleForms } from '../text/title-forms.ts';
import { collectWishes, type WishWords } from './collect-wishes.ts';
import { cutSegments } from './cut-segments.ts';
import { nameWords } from './names.ts';
import { distanceWithin, type NearestWord } from './nearest-word.ts';
import type { Reading, Wish } from './reading.ts';
import type { LanguagePack } from './reading-pack.ts';
import type { Dictionary } from './segments.ts';
import { MAX_READ_LENGTH, type Token, tokenize } from './tokens.ts';

export interface SentenceReader {
  /** Never throws; of a text longer than MAX_READ_LENGTH the beginning is read. */
  read(text: string): Reading;
}

export interface ReaderWords extends Dictionary, WishWords {
  /** Items by their whole title without spaces. */
  exactTitles: ReadonlyMap<string, readonly number[]>;
  /** All words that mean something here; misspelt ones are taken for the nearest. */
  spelling: NearestWord;
  /** Words that a word may stand for where the catalog has not itself. */
  synonyms: ReadonlyMap<string, readonly string[]>;
}

export function createReader(words: ReaderWords): SentenceReader {
  return { read: (text) => readSentence(text, words) };
}

function readSentence(text: string, words: ReaderWords): Reading {
  const typed = tokenize(text, words.pack.stem);
  const foreign = foreignOf(typed, text, words);
  const tokens = respellPhrases(foreign?.tokens ?? typed, words).map((token) => respell(token, words));
  const segments = cutSegments(tokens, words);
  const { wishes, unwantedWords } = collectWishes(segments, tokens, text, words);
  const rest = segments.filter(({ kind }) => kind === 'word').flatMap(({ start, end }) => tokens.slice(start, end));
  return {
    text,
    wishes: joinRanges(withoutTakenBack(withoutRepeats(wishes), words.vocabulary), text),
    exactTitles: exactTitles(text.slice(0, MAX_READ_LENGTH), tokens, words),
    rest: rest.map(({ start, end }) => text.slice(start, end)).join(' '),
    restWords: rest.map(({ word }) => word),
    unwantedWords,
    ...(foreign && { language: foreign.language }),
    ...(isTalk(tokens, words.pack) && { isTalk: true as const }),
    unknownWords: rest.filter(({ word }) => !words.spelling.has(word)).map(({ start, end }) => text.slice(start, end)),
  };
}

/** So many words are no title and no line of a plot, where somebody says "I" in them. */
const TALK_WORDS = 16;
const LEAST_OF_THEMSELVES = 2;

function isTalk(tokens: readonly Token[], { talkWords }: LanguagePack): boolean {
  return tokens.length >= TALK_WORDS && tokens.filter(({ word }) => talkWords.has(word)).length >= LEAST_OF_THEMSELVES;
}

/** A sentence of another language, unless it is a title of one. */
function foreignOf(typed: readonly Token[], text: string, words: ReaderWords) {
  const { pack, phrases, cues } = words;
  if (!pack.readForeign || exactTitles(text.slice(0, MAX_READ_LENGTH), typed, words).length > 0) return undefined;
  const isEnglish = (word: string) => phrases.get([pack.stem(word)]) !== undefined || cues.get([word]) !== undefined;
  return pack.readForeign(typed, text, isEnglish, pack.stem);
}

/** As it is typed, or as it was meant. */
function exactTitles(text: string, tokens: readonly Token[], { exactTitles: known }: ReaderWords): number[] {
  const meant = tokens.map(({ word }) => word);
  const keys = [titleForms(text).whole, nameWords(text).join(''), titleForms(meant.join(' ')).whole, meant.join('')];
  return [...(keys.map((key) => known.get(key)).find((items) => items) ?? [])];
}

/** "Blak and wite": words that nobody knows, where they are a phrase together. */
function respellPhrases(tokens: readonly Token[], { spelling, phrases, pack }: ReaderWords): Token[] {
  const respelt = [...tokens];
  const stems = tokens.map(({ stem }) => stem);
  const isKnown = (stem: string) => /\d/.test(stem) || spelling.has(stem) || spelling.has(pack.stem(stem));
  const unknown = tokens.map(({ word, stem }) => !isKnown(word) && !isKnown(stem) && !phrases.hasWord(stem));
  for (let at = 0; at < tokens.length; ) {
    const mayBegin = unknown.slice(at, at + LONGEST_PHRASE).some(Boolean);
    const phrase = mayBegin
      ? phrases.nearest(stems, at, (stem) => !unknown[stems.indexOf(stem)], isMisspelt)
      : undefined;
    if (!phrase) {
      at++;
      continue;
    }
    for (const [i, stem] of phrase.entries()) respelt[at + i] = { ...respelt[at + i]!, word: stem, stem };
    at += phrase.length;
  }
  return respelt;
}

/** A phrase of more words is hardly misspelt. */
const LONGEST_PHRASE = 4;
/** Of words with fewer letters none is looked for. */
const LEAST_MISSPELT = 4;
const TWO_MISTAKES = 8;

function isMisspelt(word: string, meant: string): boolean {
  if (word.length < LEAST_MISSPELT || word[0] !== meant[0]) return false;
  return distanceWithin(word, meant, word.length >= TWO_MISTAKES ? 2 : 1) !== undefined;
}

/** A word that nobody knows is the known one that it was meant to be. */
function respell(token: Token, { spelling, pack, phrases, synonyms, vocabulary }: ReaderWords): Token {
  const { word, stem } = token;
  if (/\d/.test(word) || spelling.has(word) || phrases.get([stem]) !== undefined) return token;
  const others = vocabulary.lastResort ? (synonyms.get(word) ?? synonyms.get(stem) ?? []) : [];
  const known = (other: string) => spelling.has(other) || spelling.has(`${other}s`);
  const other = others.find(known);
  if (other === undefined && (phrases.hasWord(stem) || (vocabulary.lastResort && isOfShops(pack, word)))) return token;
  const meant = other ?? spelling.find(word);
  return meant === undefined ? token : { ...token, word: meant, stem: pack.stem(meant), isRespelt: true };
}

/** A word of a phrase that has synonyms is spelt right. */
function isOfShops({ synonyms }: LanguagePack, word: string): boolean {
  return synonyms.some((group) => group.some((phrase) => phrase.split(/[\s-]/).includes(word)));
}

/** "After 1980 but before 1995" is one range. */
function joinRanges(wishes: readonly Wish[], text: string): Wish[] {
  const joined: Wish[] = [];
  for (const wish of wishes) {
    const other = joined.find((known) => known.kind === 'range' && wish.kind === 'range' && areHalves(known, wish));
    if (other?.kind === 'range' && wish.kind === 'range') {
      const said = text.slice(other.start, wish.end);
      Object.assign(other, { min: other.min ?? wish.min, max: other.max ?? wish.max, said, end: wish.end });
    } else joined.push(wish);
  }
  return joined;
}

function areHalves(a: Wish & { kind: 'range' }, b: Wish & { kind: 'range' }): boolean {
  if (a.field !== b.field || a.mark !== 'want' || b.mark !== 'want') return false;
  const [low, high] = a.max === undefined ? [a, b] : [b, a];
  return low.max === undefined && high.min === undefined && low.min! <= high.max!;
}

/** "Like Tarantino does, but not by Tarantino": somebody who is not wanted at last was an example. */
function withoutTakenBack(wishes: readonly Wish[], { peopleFacet }: WishWords['vocabulary']): Wish[] {
  const isRefused = (wish: Wish) =>
    wishes.some((other) => {
      if (wish.kind !== 'value' || other.kind !== 'value' || wish.mark !== 'want' || other.mark !== 'not') return false;
      return (
        other.start > wish.start &&
        wish.facet === peopleFacet &&
        other.facet === peopleFacet &&
        other.value === wish.value
      );
    });
  return wishes.filter((wish) => !isRefused(wish));
}

function withoutRepeats(wishes: readonly Wish[]): Wish[] {
  const seen = new Set<string>();
  return wishes.filter((wish) => {
    const { said: _said, start: _start, end: _end, isAlternative: _or, behind: _behind, ...what } = wish;
    const key = JSON.stringify(what);
    return !seen.has(key) && seen.add(key);
  });
}
