// The reader of one catalog: its facet values, people, series and titles, with the words that its vocabulary adds.
import { type Meaning, parseMeaning } from './meanings.ts';
import { indexSqueezed, indexTitles, isTitle, type NamedItem, nameWords, spokenWords } from './names.ts';
import { NAMES_ONLY } from './names-only.ts';
import { NearestWord } from './nearest-word.ts';
import { packOf } from './packs.ts';
import { findNearPeople, indexPeople } from './people.ts';
import { PhraseTrie } from './phrase-trie.ts';
import { createReader, type ReaderWords, type SentenceReader } from './read-sentence.ts';
import type { Cue, LanguagePack } from './reading-pack.ts';
import type { Attribute } from './segments.ts';
import { addSeries } from './series.ts';
import { readTexts } from './text-words.ts';
import { valuePhrases } from './value-phrases.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What of a catalog sentences may speak of. */
export interface CatalogWords {
  vocabulary: Vocabulary;
  /** Facet -> value -> number of items. */
  facets: ReadonlyMap<string, ReadonlyMap<string, number>>;
  items: readonly NamedItem[];
  /** Texts of the items: their words are known, and not taken for misspelt ones. */
  texts: Iterable<string>;
  /** A number among an item's details (default: none is known). */
  numberOf?: (itemIndex: number, field: string) => number | undefined;
  /** What "new" and "the last ten years" count from. */
  thisYear: number;
}

/** Between words that a misspelt one may be, a cue or a term of the vocabulary is meant before a name. */
const WEIGHTS = { cue: 4, phrase: 3, name: 2, text: 1 };
/** Values with fewer letters are no phrases: "R", "PG". */
const MIN_VALUE_LENGTH = 3;

/** What all items are called says something only as the value of many: "books" in a shop of other things. */
const FEW_SHARE = 0.1;

/** Meanings that need no detail. */
const WITHOUT_FIELD = new Set(['acclaim', 'fame']);

type PhraseList = Vocabulary['phrases'];

/** Takes some 0.5 s for 7,000 items. The vocabulary's locale says which language is read. */
export function createCatalogReader(words: CatalogWords): SentenceReader {
  const { vocabulary, facets, items, thisYear } = words;
  const pack = packOf(vocabulary.locale) ?? NAMES_ONLY;
  const { known, isOrdinary } = readTexts(words.texts, vocabulary);
  const titles = indexTitles(items);
  const titlesOf = new Map(items.map(({ itemIndex, titles: names }) => [itemIndex, names]));
  const yearOf = new Map(items.map(({ itemIndex, year }) => [itemIndex, year]));
  const phrases = indexPhrases(vocabulary.phrases, pack);
  const measures = new Set(Object.keys(vocabulary.fields));
  for (const [said, meanings] of pack.measurePhrases) {
    const parsed = meanings.map(parseMeaning).filter(({ kind }) => measures.has(kind) || WITHOUT_FIELD.has(kind));
    if (!parsed.some(({ kind }) => measures.has(kind))) continue;
    for (const phrase of said) addPhrase(phrases, phrase, parsed, pack);
  }
  const series: ReaderWords['series'] = new PhraseTrie();
  if (vocabulary.lastResort) {
    const spoken = [...facets].filter(
      ([facet]) => facet !== vocabulary.peopleFacet && facet !== vocabulary.seriesFacet,
    );
    const kindWords = new Set([...pack.kindNouns].map(pack.stem));
    const isOfItems = (value: string, count: number) =>
      kindWords.has(pack.stem(value.toLowerCase())) && count < FEW_SHARE * items.length;
    const kept = (counts: ReadonlyMap<string, number>) =>
      [...counts].filter(([value, count]) => !isOfItems(value, count)).map(([value]) => value);
    const values = new Map(spoken.map(([facet, counts]) => [facet, kept(counts)]));
    for (const { words: said, meanings } of valuePhrases(values, pack)) phrases.add(said, meanings);
  }
  for (const [facet, counts] of facets) {
    if (facet === vocabulary.peopleFacet) continue;
    for (const [value, count] of counts) {
      const meaning: Meaning = { mark: 'want', kind: facet, value };
      const isSeries = facet === vocabulary.seriesFacet;
      if (isSeries && isManyWords(value)) addPhrase(phrases, nameWords(value).join(''), [meaning], pack);
      const isShared = isSeries && isAlsoElse(value);
      if (isShared) addSeries(series, value, { meaning, count }, pack.stem, isOrdinary);
      else if (!vocabulary.lastResort && value.length >= MIN_VALUE_LENGTH && !/^[\d\s]/.test(value))
        addPhrase(phrases, value, [meaning], pack);
    }
  }
  const peopleCounts = facets.get(vocabulary.peopleFacet ?? '') ?? new Map<string, number>();
  const dictionary = {
    pack,
    cues: indexCues(pack, vocabulary.stopWords),
    phrases,
    settings: indexPhrases(vocabulary.settings),
    attributes: indexAttributes(vocabulary.attributes, pack),
    ...indexPeople(peopleCounts, (word) => isOrdinary(word) || pack.properWords.has(word)),
    titles,
    series,
  };
  return createReader({
    ...dictionary,
    unwanted: indexPhrases(vocabulary.unwanted, pack),
    nearPerson: findNearPeople(peopleCounts),
    exactTitles: indexSqueezed(items),
    yearOf: (item) => yearOf.get(item),
    numberOf: (item, quantity) => {
      const field = vocabulary.fields[quantity];
      return field === undefined ? undefined : words.numberOf?.(item, field);
    },
    isOrdinary,
    spelling: spellingOf(dictionary, words, known),
    vocabulary,
    seriesFacet: vocabulary.seriesFacet,
    thisYear,
    measures,
    isMeasured: vocabulary.lastResort !== undefined,
    synonyms: synonymsOf(pack),
  });

  /** Together they are no word of the language: "spiderman", "starwars". */
  function isManyWords(value: string): boolean {
    const words = nameWords(value);
    return words.length > 1 && !isOrdinary(words.join(''));
  }

  /** A series that is called as an item, or by an ordinary word. */
  function isAlsoElse(value: string): boolean {
    return isTitle(value, titles, (item) => titlesOf.get(item) ?? []) || nameWords(value).every(isOrdinary);
  }
}

function indexPhrases(list: PhraseList, pack?: LanguagePack): PhraseTrie<readonly Meaning[]> {
  const trie = new PhraseTrie<readonly Meaning[]>();
  for (const [phrases, meanings] of list) {
    const parsed = meanings.map(parseMeaning);
    for (const phrase of phrases) addPhrase(trie, phrase, parsed, pack);
  }
  return trie;
}

function indexAttributes(list: Vocabulary['attributes'] = [], pack: LanguagePack): PhraseTrie<Attribute> {
  const trie = new PhraseTrie<Attribute>();
  for (const [phrases, meanings, before] of list) {
    const attribute = { meanings: meanings.map(parseMeaning), before };
    for (const phrase of phrases) trie.add(nameWords(phrase).map(pack.stem), attribute);
  }
  return trie;
}

/** What was added first stays. */
function addPhrase(
  trie: PhraseTrie<readonly Meaning[]>,
  phrase: string,
  meanings: readonly Meaning[],
  pack?: LanguagePack,
): void {
  for (const words of spokenWords(phrase))
    if (words.length > 0) trie.add(pack ? words.map(pack.stem) : words, meanings);
}

/** @param stopWords  what all items of the catalog are called */
function indexCues({ cues }: LanguagePack, stopWords: readonly string[] = []): PhraseTrie<readonly Cue[]> {
  const byPhrase = new Map<string, Cue[]>();
  for (const [cue, list] of [...cues, ['filler', stopWords] as const]) {
    for (const phrase of list) {
      if (phrase) byPhrase.set(phrase, [...new Set([...(byPhrase.get(phrase) ?? []), cue])]);
    }
  }
  const trie = new PhraseTrie<readonly Cue[]>();
  for (const [phrase, cues] of byPhrase) trie.add(phrase.split(/[\s-]+/), cues);
  return trie;
}

function spellingOf(
  { cues, settings, people, titles, pack }: Pick<ReaderWords, 'cues' | 'settings' | 'people' | 'titles' | 'pack'>,
  { vocabulary, facets }: CatalogWords,
  known: Iterable<string>,
): NearestWord {
  const spelling = new NearestWord();
  const add = (words: Iterable<string>, weight: number) => {
    for (const word of words) spelling.add(word, weight);
  };
  add(cues.words(), WEIGHTS.cue);
  add(pack.rangeWords, WEIGHTS.cue);
  for (const [phrases] of vocabulary.phrases) for (const phrase of phrases) add(nameWords(phrase), WEIGHTS.phrase);
  for (const [facet, values] of facets) {
    if (facet === vocabulary.peopleFacet || facet === vocabulary.seriesFacet) continue;
    for (const value of values.keys()) add(nameWords(value), WEIGHTS.phrase);
  }
  add(settings.words(), WEIGHTS.phrase);
  add(known, WEIGHTS.text);
  add(people.words(), WEIGHTS.name);
  for (const names of [titles.words(), pack.itemNouns, pack.seriesNouns, pack.orderWords]) add(names, WEIGHTS.name);
  return spelling;
}

/** Words that a word may stand for, one word each. */
function synonymsOf({ synonyms }: LanguagePack): ReadonlyMap<string, readonly string[]> {
  const byWord = new Map<string, string[]>();
  for (const group of synonyms) {
    const words = group.filter((phrase) => !/[\s-]/.test(phrase));
    for (const word of words)
      byWord.set(word, [...(byWord.get(word) ?? []), ...words.filter((other) => other !== word)]);
  }
  return byWord;
}
