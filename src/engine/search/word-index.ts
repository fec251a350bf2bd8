// Finds items of a large catalog by the words of their titles and of their facets' values. What minisearch keeps in objects
// is a few long arrays here: the words in their order, and of each the items that have it, as differences in bytes. A word
// may be unfinished (a range of words), and one that nobody has may have a mistake.
import { type ItemCatalog, OTHER_TITLES, TITLE_SEPARATOR } from '../../catalog/item-catalog.ts';
import { ByteWriter } from '../../catalog/packed-strings.ts';
import { distanceWithin } from '../../language/nearest-word.ts';
import { createTopK } from '../../numerics/top-k.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { withoutAccents } from '../../text/without-accents.ts';
import { nextTask } from '../base/next-task.ts';
import { MAX_QUERY_LENGTH, type TitleIndex } from './title-index.ts';

/** What is found at most: no page reads on behind it. */
const MOST_FOUND = 2000;
/** More of one title tell nobody which is meant. */
const MOST_CALLED = 20;
/** Items read at a stretch: some 10 ms, so that the worker can answer in between. */
const CHUNK_ITEMS = 4000;
const MIN_PREFIX_LENGTH = 2;
const MIN_FUZZY_LENGTH = 4;
const WEIGHTS = { prefix: 0.6, fuzzy: 0.3 };
/** How much more a short title counts in which a word is found. */
const SHORT_TITLE = 1;
const SCORE_STEPS = 100_000;

export interface WordIndex extends TitleIndex {
  /** All items that have every word of a phrase as it stands. */
  having(phrase: string): Bitset;
  /** The first items that are called so, whatever stands between the words. */
  called(title: string): number[];
}

/** Takes some 3 s for a million items. Items that come later are in the next one. */
export async function createWordIndex(catalog: ItemCatalog): Promise<WordIndex> {
  const { terms, postings, lengths } = await readCatalog(catalog);
  const { numItems } = catalog;
  const meanLength = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, numItems);

  /** Numbers of the terms that a word may mean, each with its weight. */
  function meant(word: string): [term: number, weight: number][] {
    const [start, end] = [lowerBound(terms, word), lowerBound(terms, `${word}\uffff`)];
    const found: [number, number][] = [];
    for (let term = start; term < end; term++) {
      if (terms[term] === word) found.push([term, 1]);
      else if (word.length >= MIN_PREFIX_LENGTH)
        found.push([term, (WEIGHTS.prefix * word.length) / terms[term]!.length]);
    }
    if (found.length > 0 || word.length < MIN_FUZZY_LENGTH) return found;
    // A mistake in the first letter is rare, and all words take too long.
    const first = word[0]!;
    for (let term = lowerBound(terms, first); terms[term]?.startsWith(first); term++) {
      const isNear = Math.abs(terms[term]!.length - word.length) <= 1;
      if (isNear && distanceWithin(word, terms[term]!, 1) !== undefined) found.push([term, WEIGHTS.fuzzy]);
    }
    return found;
  }

  function having(phrase: string): Bitset {
    let all: Bitset | undefined;
    for (const word of wordsOf(phrase)) {
      const items = new Bitset(numItems);
      const bare = word.replace(/(?<=[^s])s$/, '');
      for (const form of new Set([word, bare, `${bare}s`])) {
        const term = lowerBound(terms, form);
        if (terms[term] === form) postings.forEach(term, (item) => void items.add(item));
      }
      all = all?.and(items) ?? items;
    }
    return all ?? new Bitset(numItems);
  }

  return {
    add() {},
    search(query, combine) {
      const words = [...new Set(wordsOf(query.slice(0, MAX_QUERY_LENGTH)))];
      if (words.length === 0) return [];
      const scores = new Float32Array(numItems);
      const counts = new Uint8Array(numItems);
      const best = new Float32Array(numItems);
      for (const [place, word] of words.entries()) {
        best.fill(0);
        for (const [term, weight] of meant(word)) {
          const rarity = Math.log2(1 + numItems / postings.count(term));
          postings.forEach(term, (item) => {
            const score = weight * rarity;
            if (score <= best[item]!) return;
            if (best[item] === 0 && counts[item] === place) counts[item] = place + 1;
            scores[item]! += score - best[item]!;
            best[item] = score;
          });
        }
      }
      const top = createTopK(MOST_FOUND);
      for (let item = 0; item < numItems; item++) {
        if (scores[item] === 0 || (combine === 'AND' && counts[item] !== words.length)) continue;
        const isShort = SHORT_TITLE / (1 + lengths[item]! / meanLength);
        top.add(item, Math.round(SCORE_STEPS * scores[item]! * (1 + isShort)));
      }
      return [...top.finish().indices];
    },
    having,
    called(title) {
      const squeezed = (text: string) => wordsOf(text).join('');
      const wanted = squeezed(title.slice(0, MAX_QUERY_LENGTH));
      const items: number[] = [];
      for (const item of having(title.slice(0, MAX_QUERY_LENGTH)).indices()) {
        if (catalog.titles(item).some((own) => squeezed(own) === wanted)) items.push(item);
        if (items.length === MOST_CALLED) break;
      }
      return items;
    },
  };
}

const wordsOf = (text: string): string[] => withoutAccents(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Where a word stands among sorted ones, or would. */
function lowerBound(terms: readonly string[], word: string): number {
  let [low, high] = [0, terms.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle]! < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

async function readCatalog(catalog: ItemCatalog) {
  const numbers = new Numbering();
  const lengths = new Uint8Array(catalog.numItems);
  const titles = await readTitles(catalog, numbers, lengths);
  const values: Values[] = [];
  for (const facet of catalog.facetNames) {
    for (const value of catalog.valuesOf(facet))
      values.push({ terms: numbers.ofText(value), items: catalog.itemsWith(facet, value) });
    await nextTask();
  }
  const { terms, order } = numbers.sorted();
  return { terms, lengths, postings: await Postings.of({ titles, values }, order) };
}

async function readTitles(catalog: ItemCatalog, numbers: Numbering, lengths: Uint8Array): Promise<TitleTerms> {
  const ends = new Uint32Array(catalog.numItems);
  let terms = new Uint32Array(4 * catalog.numItems);
  let length = 0;
  for (let item = 0; item < catalog.numItems; item++) {
    const found = catalog.available.has(item) ? numbers.ofTitles(catalog, item) : [];
    if (length + found.length > terms.length) {
      const grown = new Uint32Array(terms.length + (terms.length >> 1) + found.length);
      grown.set(terms);
      terms = grown;
    }
    terms.set(found, length);
    ends[item] = length += found.length;
    lengths[item] = Math.min(255, found.length);
    if (item % CHUNK_ITEMS === CHUNK_ITEMS - 1) await nextTask();
  }
  return { terms, ends };
}

/** What titles have: of each item the numbers of its terms, up to where they end. */
interface TitleTerms {
  terms: Uint32Array;
  ends: Uint32Array;
}

/** What a value of a facet is made of, and who has it. */
interface Values {
  terms: readonly number[];
  items: readonly number[];
}

/** Words as numbers, in the order in which they are met. */
class Numbering {
  readonly #numbers = new Map<string, number>();
  /** Of what stands between spaces: a catalog writes the same words over and over. */
  readonly #known = new Map<string, readonly number[]>();

  /** By the code of a word: so that most titles are read without making strings. */
  readonly #byCode: (readonly number[])[] = [];

  ofTitles(catalog: ItemCatalog, item: number): number[] {
    const codes = catalog.titleCodes(item);
    if (codes?.some((code) => this.#byCode[code] === undefined)) {
      const parts = catalog.title(item).split(' ');
      for (const [i, code] of codes.entries()) this.#byCode[code] ??= this.#ofPart(parts[i]!);
    }
    const others = catalog.detail(item, OTHER_TITLES);
    const own = codes?.flatMap((code) => this.#byCode[code]!) ?? this.ofText(catalog.title(item));
    return others === undefined
      ? own
      : [...own, ...others.split(TITLE_SEPARATOR).flatMap((title) => this.ofText(title))];
  }

  ofText(text: string): number[] {
    return text.split(' ').flatMap((part) => this.#ofPart(part));
  }

  #ofPart(part: string): readonly number[] {
    const known = this.#known.get(part);
    if (known) return known;
    const numbers = wordsOf(part).map((word) => {
      const number = this.#numbers.get(word) ?? this.#numbers.size;
      this.#numbers.set(word, number);
      return number;
    });
    this.#known.set(part, numbers);
    return numbers;
  }

  /** The words in their order, and of each its number. */
  sorted(): { terms: string[]; order: Uint32Array } {
    const terms = [...this.#numbers.keys()].sort();
    return { terms, order: Uint32Array.from(terms, (term) => this.#numbers.get(term)!) };
  }
}

/** Of each term its items, ascending: each as the difference to the one before, in bytes of seven bits. */
class Postings {
  readonly #bytes: Uint8Array;
  /** u32 [terms + 1] */
  readonly #offsets: Uint32Array;
  readonly #counts: Uint32Array;

  private constructor(bytes: Uint8Array, offsets: Uint32Array, counts: Uint32Array) {
    this.#bytes = bytes;
    this.#offsets = offsets;
    this.#counts = counts;
  }

  /** @param order  of each place the number of its term */
  static async of({ titles, values }: { titles: TitleTerms; values: Values[] }, order: Uint32Array): Promise<Postings> {
    const starts = new Uint32Array(order.length + 1);
    const numTerms = titles.ends.at(-1) ?? 0;
    for (let i = 0; i < numTerms; i++) starts[titles.terms[i]! + 1]!++;
    for (const { terms, items } of values) for (const term of terms) starts[term + 1]! += items.length;
    for (let term = 0; term < order.length; term++) starts[term + 1]! += starts[term]!;
    const next = starts.slice();
    const items = new Uint32Array(starts[order.length]!);
    for (let item = 0, i = 0; item < titles.ends.length; item++)
      for (; i < titles.ends[item]!; i++) items[next[titles.terms[i]!]!++] = item;
    for (const value of values)
      for (const term of value.terms) for (const item of value.items) items[next[term]!++] = item;
    await nextTask();
    const writer = new ByteWriter(2 * items.length);
    const offsets = new Uint32Array(order.length + 1);
    const counts = new Uint32Array(order.length);
    let sinceTask = 0;
    for (const [place, term] of order.entries()) {
      const sorted = items.subarray(starts[term], starts[term + 1]).sort();
      let before = -1;
      for (const item of sorted) {
        if (item === before) continue;
        writer.varint(item - before);
        before = item;
        counts[place]!++;
      }
      offsets[place + 1] = writer.length;
      sinceTask += sorted.length;
      if (sinceTask < 10 * CHUNK_ITEMS) continue;
      sinceTask = 0;
      await nextTask();
    }
    return new Postings(writer.finish(), offsets, counts);
  }

  count(term: number): number {
    return this.#counts[term]!;
  }

  forEach(term: number, tell: (item: number) => void): void {
    const bytes = this.#bytes;
    const end = this.#offsets[term + 1]!;
    let item = -1;
    for (let at = this.#offsets[term]!; at < end; ) {
      let step = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at++]!;
        step |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      item += step;
      tell(item);
    }
  }
}
