// How else the values of a facet are said, in a catalog whose vocabulary follows from its items: by their last word ("boots" for
// "Hiking boots"), by a part ("memoir" for "Biography & Memoir"), by words that mean the same ("couch" for "Sofas"), and sizes
// ("size 42", "xl").
import { type FacetKind, facetKind } from './facet-kinds.ts';
import type { Meaning } from './meanings.ts';
import { nameWords, spokenWords } from './names.ts';
import type { LanguagePack } from './reading-pack.ts';

/** Facets whose values say what a thing is: a last word is a kind of its own. */
const KINDS: ReadonlySet<FacetKind> = new Set(['type', 'genre', 'topic']);
const SIZES = /\b(size|sizes|taille|talla|gr(o|oe|ö)(ss|ß)e)\b/i;
/** "28 cm", "1.7 l". */
const MEASURED = /^\d+([.,]\d+)?\s?\p{L}{1,5}$/u;
const MIN_VALUE_LENGTH = 3;

export interface ValuePhrase {
  /** Stems. */
  words: string[];
  /** More than one: any of them. */
  meanings: Meaning[];
}

/** The whole values first: what is added first stays. */
export function valuePhrases(facets: ReadonlyMap<string, Iterable<string>>, pack: LanguagePack): ValuePhrase[] {
  const [whole, parts] = [new Phrases(), new Phrases()];
  for (const [facet, values] of facets) {
    const kind = facetKind({ label: facet });
    const isSize = SIZES.test(facet);
    for (const value of values) {
      const meaning: Meaning = { mark: 'want', kind: facet, value };
      if (isSize) addSize(whole, value, meaning, pack);
      if (MEASURED.test(value)) whole.add(nameWords(value).map(pack.stem), meaning);
      if (value.length < MIN_VALUE_LENGTH || /^[\d\s]/.test(value)) continue;
      for (const words of spokenWords(value)) {
        for (const said of withSynonyms(words.map(pack.stem), pack)) whole.add(said, meaning);
      }
      if (!KINDS.has(kind)) continue;
      for (const part of value.split(/\s*(?:&|\/|,|\band\b|\bund\b|\bet\b|\by\b)\s*/).filter(Boolean)) {
        const words = nameWords(part).map(pack.stem);
        for (const said of withSynonyms(words, pack)) parts.add(said, meaning);
        const head = words.length > 1 ? withSynonyms(words.slice(-1), pack) : [];
        for (const said of head) parts.add(said, meaning);
      }
    }
  }
  return [...whole.list(), ...parts.list()];
}

function addSize(phrases: Phrases, value: string, meaning: Meaning, { sizeWords, stem }: LanguagePack): void {
  const words = nameWords(value).map(stem);
  if (words.length === 0 || words.length > 2) return;
  for (const word of sizeWords) phrases.add([stem(word), ...words], meaning);
  if (/^(x{1,4}[sl]|\dx[sl])$/i.test(value)) phrases.add(words, meaning);
}

/** The words, and the words with each phrase that has synonyms replaced by one of them. */
function withSynonyms(words: readonly string[], { synonyms, stem }: LanguagePack): string[][] {
  const said = [[...words]];
  for (const group of synonyms) {
    const phrases = group.map((phrase) => nameWords(phrase).map(stem));
    for (const phrase of phrases) {
      const at = indexOf(words, phrase);
      if (at < 0) continue;
      for (const other of phrases) {
        if (other !== phrase) said.push([...words.slice(0, at), ...other, ...words.slice(at + phrase.length)]);
      }
    }
  }
  return said;
}

function indexOf(words: readonly string[], phrase: readonly string[]): number {
  for (let at = 0; at + phrase.length <= words.length; at++) {
    if (phrase.every((word, i) => word === words[at + i])) return at;
  }
  return -1;
}

/** Phrases with all that they may mean, of the facet that came first. */
class Phrases {
  readonly #byKey = new Map<string, ValuePhrase>();

  add(words: string[], meaning: Meaning): void {
    const key = words.join(' ');
    const known = this.#byKey.get(key);
    if (!known) this.#byKey.set(key, { words, meanings: [meaning] });
    else if (known.meanings[0]!.kind === meaning.kind && !known.meanings.some(({ value }) => value === meaning.value)) {
      known.meanings.push(meaning);
    }
  }

  list(): ValuePhrase[] {
    return [...this.#byKey.values()];
  }
}
