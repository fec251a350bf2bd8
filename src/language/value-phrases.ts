// How else the values of a facet are said, in a catalog whose vocabulary follows from its items: by their last word ("boots" for
// "Hiking boots"), by what they are made of ("wool" for "merino wool"), by words that mean the same ("couch" for "Sofas"), and
// sizes ("size 42", "xl").
import { type FacetKind, facetKind } from './facet-kinds.ts';
import type { Meaning } from './meanings.ts';
import { UNITS } from './measures.ts';
import { nameWords, spokenWords } from './names.ts';
import type { LanguagePack } from './reading-pack.ts';

/** Facets whose values say what a thing is: a last word is a kind of its own. */
const KINDS: ReadonlySet<FacetKind> = new Set(['type', 'genre', 'topic']);
const SIZES = /\b(size|sizes|taille|talla|gr(o|oe|ö)(ss|ß)e)\b/i;
/** "28 cm", "1.7 l". */
const MEASURED = /^\d+([.,]\d+)?\s?\p{L}{1,5}$/u;
const MIN_VALUE_LENGTH = 3;
/** Facets of what a thing is made of or looks like: "wool" is merino wool as well. */
const QUALITIES: ReadonlySet<FacetKind> = new Set(['quality', 'contents']);
const MIN_PART_LENGTH = 4;

export interface ValuePhrase {
  /** Stems. */
  words: string[];
  /** More than one: any of them. */
  meanings: Meaning[];
}

/** The whole values first, then what they are called otherwise, then their last words: what is added first stays. */
export function valuePhrases(facets: ReadonlyMap<string, Iterable<string>>, pack: LanguagePack): ValuePhrase[] {
  const said = { whole: new Phrases(), otherwise: new Phrases(), lastWords: new Phrases() };
  const listed = [...facets].map(([facet, values]): [string, string[]] => [facet, [...values]]);
  for (const [facet, values] of listed.sort(byTelling)) {
    const kind = facetKind({ label: facet });
    const isSize = SIZES.test(facet);
    const parts = QUALITIES.has(kind) ? partsOf(values, pack) : [];
    for (const value of values) {
      const meaning: Meaning = { mark: 'want', kind: facet, value };
      if (isSize) addSize(said.whole, value, meaning, pack);
      for (const words of measuredWords(value, pack)) said.whole.add(words, meaning);
      if (value.length < MIN_VALUE_LENGTH || /^[\d\s]/.test(value)) continue;
      for (const words of spokenWords(value)) addWords(said, words.map(pack.stem), meaning, pack);
      for (const part of parts) {
        const has = nameWords(value).some((word) => pack.stem(word).endsWith(part));
        for (const words of has ? withSynonyms([part], pack) : []) said.whole.add(words, meaning);
      }
      if (!KINDS.has(kind)) continue;
      const last = lastWord(value, pack);
      for (const words of last ? withSynonyms([last], pack) : []) said.lastWords.add(words, meaning);
    }
  }
  return [said.whole, said.otherwise, said.lastWords].flatMap((phrases) => phrases.list());
}

function addWords(
  { whole, otherwise }: { whole: Phrases; otherwise: Phrases },
  stems: string[],
  meaning: Meaning,
  pack: LanguagePack,
): void {
  const [own, ...others] = withSynonyms(stems, pack);
  whole.add(own!, meaning);
  for (const words of others) otherwise.add(words, meaning);
}

/** Words of values, each of which means all values that end so: "wool" is merino wool, and lambswool. */
function partsOf(values: readonly string[], { stem }: LanguagePack): string[] {
  const words = values.flatMap(nameWords).map(stem);
  return [...new Set(words)].filter(({ length }) => length >= MIN_PART_LENGTH);
}

/** "Pliers & spanners" are two kinds, and nobody knows which of its items are which. */
function lastWord(value: string, { cues, itemNouns, stem }: LanguagePack): string | undefined {
  const words = nameWords(value).map(stem);
  if (words.length < 2 || /[&/,]|\b(and|und|et|y)\b/.test(value)) return undefined;
  const last = words.at(-1)!;
  const isFiller = cues.some(([cue, phrases]) => cue === 'filler' && phrases.some((phrase) => stem(phrase) === last));
  return isFiller || itemNouns.has(last) || SAYS_LITTLE.has(last) ? undefined : last;
}

/** What says what a thing is, or how, before tags that say so too; of two facets of kinds the finer one. */
function byTelling([a, own]: [string, string[]], [b, others]: [string, string[]]): number {
  const [kind, other] = [facetKind({ label: a }), facetKind({ label: b })];
  if (kind === 'type' && other === 'type') return others.length - own.length;
  return Number(kind === 'tags') - Number(other === 'tags');
}

/** Last words of kinds that are none alone: "graphic novel", "picture book", "wall art". */
const SAYS_LITTLE = new Set(
  'novel fiction book story set kit accessory part supply item product other more fitting gear equipment'.split(' '),
);

/** "10 L" is said as "10 litre" as well. */
function measuredWords(value: string, { stem }: LanguagePack): string[][] {
  if (!MEASURED.test(value)) return [];
  const [, number, unit] = /^([\d.,]+)\s?(\p{L}+)$/u.exec(value) ?? [];
  const known = UNITS[unit!.toLowerCase()];
  const names = Object.entries(UNITS).filter(([, one]) => known && one[0] === known[0] && one[1] === known[1]);
  const said = new Set([unit!.toLowerCase(), ...names.map(([name]) => name)]);
  return [...said].map((name) => [number!.replace(',', '.'), stem(name)]);
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
