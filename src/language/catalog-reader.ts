// The reader of one catalog: its facet values, people and titles, with the words that its vocabulary adds.
import { ENGLISH } from './english/pack.ts';
import { type Meaning, parseMeaning } from './meanings.ts';
import { indexPeople, indexTitles, isTitle, type NamedItem, nameWords } from './names.ts';
import { NearestWord } from './nearest-word.ts';
import { PhraseTrie } from './phrase-trie.ts';
import { createReader, type SentenceReader } from './read-sentence.ts';
import type { Cue, LanguagePack } from './reading-pack.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What of a catalog sentences may speak of. */
export interface CatalogWords {
  vocabulary: Vocabulary;
  /** Facet -> value -> number of items. */
  facets: ReadonlyMap<string, ReadonlyMap<string, number>>;
  items: Iterable<NamedItem>;
  /** Texts of the items: their words are known, and not taken for misspelt ones. */
  texts: Iterable<string>;
  thisYear: number;
}

/** Weights between words that a misspelt one may be: a term of the vocabulary is meant before a name. */
const WEIGHTS = { cue: 4, phrase: 3, name: 2, text: 1 };
/** Values with fewer letters are no phrases: "R", "PG". */
const MIN_VALUE_LENGTH = 3;

export function createCatalogReader(words: CatalogWords, pack: LanguagePack = ENGLISH): SentenceReader {
  const { vocabulary, facets } = words;
  const lowerCase = new Set<string>();
  const textWords = new Set<string>();
  for (const text of words.texts) {
    for (const word of text.match(/[\p{L}\p{M}'’]+/gu) ?? []) {
      const plain = nameWords(word)[0];
      if (plain === undefined) continue;
      textWords.add(plain);
      if (/^\p{Ll}/u.test(word)) lowerCase.add(plain);
    }
  }
  const isOrdinary = (word: string) => lowerCase.has(word) || vocabulary.phrases[word] !== undefined;
  const isOrdinaryName = (name: string) => nameWords(name).every(isOrdinary);
  const people = indexPeople(facets.get(vocabulary.peopleFacet ?? '') ?? new Map(), isOrdinary);
  const items = [...words.items];
  const byIndex = new Map(items.map((item) => [item.itemIndex, item]));
  const titles = indexTitles(items);
  const series = new PhraseTrie<{ meaning: Meaning; count: number }>();
  const phrases = new PhraseTrie<readonly Meaning[]>();
  const spelling = new NearestWord();
  const addPhrase = (phrase: string, meanings: readonly Meaning[], stems = true) => {
    const parts = nameWords(phrase);
    if (parts.length === 0) return;
    for (const word of parts) spelling.add(word, WEIGHTS.phrase);
    phrases.add(stems ? parts.map(pack.stem) : parts, meanings);
  };
  for (const [phrase, meanings] of Object.entries(vocabulary.phrases)) addPhrase(phrase, meanings.map(parseMeaning));
  for (const [facet, counts] of facets) {
    if (facet === vocabulary.peopleFacet) continue;
    for (const [value, count] of counts) {
      if (
        facet === vocabulary.seriesFacet &&
        (isTitle(value, titles, (item) => byIndex.get(item)!.titles) || isOrdinaryName(value))
      ) {
        series.add(nameWords(value), { meaning: { mark: 'want', kind: facet, value }, count });
        continue;
      }
      if (value.length >= MIN_VALUE_LENGTH && !/^[\d\s]/.test(value))
        addPhrase(value, [{ mark: 'want', kind: facet, value }]);
    }
  }
  const unwanted = new PhraseTrie<readonly Meaning[]>();
  for (const [phrase, meanings] of Object.entries(vocabulary.unwanted))
    unwanted.add(nameWords(phrase).map(pack.stem), meanings.map(parseMeaning));
  const settings = new PhraseTrie<readonly Meaning[]>();
  for (const [phrase, meanings] of Object.entries(vocabulary.settings))
    settings.add(nameWords(phrase), meanings.map(parseMeaning));
  const cues = indexCues(pack);
  for (const word of [...cues.words(), ...pack.rangeWords]) spelling.add(word, WEIGHTS.cue);
  for (const word of settings.words()) spelling.add(word, WEIGHTS.phrase);
  for (const word of textWords) spelling.add(word, WEIGHTS.text);
  for (const trie of [people, titles]) for (const word of trie.words()) spelling.add(word, WEIGHTS.name);
  const yearOf = (item: number) => byIndex.get(item)?.year;
  return createReader({
    pack,
    cues,
    phrases,
    unwanted,
    settings,
    people,
    titles,
    series,
    yearOf,
    isOrdinary,
    spelling,
    vocabulary,
    thisYear: words.thisYear,
  });
}

function indexCues(pack: LanguagePack): PhraseTrie<readonly Cue[]> {
  const byPhrase = new Map<string, Cue[]>();
  for (const [cue, list] of pack.cues) {
    for (const phrase of list) {
      if (phrase) byPhrase.set(phrase, [...new Set([...(byPhrase.get(phrase) ?? []), cue])]);
    }
  }
  const trie = new PhraseTrie<readonly Cue[]>();
  for (const [phrase, cues] of byPhrase) trie.add(phrase.split(/[\s-]+/), cues);
  return trie;
}
