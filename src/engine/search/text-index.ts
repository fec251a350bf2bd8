// Finds items by the words of their texts, ranked by BM25+ (Lv and Zhai, CIKM 2011; minisearch's scoring). Meaning
// alone misses names and rare words, which a text encoder blurs; words alone miss everything said differently. Fused,
// they find more than either (see docs/evaluation.md).
import MiniSearch from 'minisearch';
import { stemmer } from 'stemmer';
import { withoutAccents } from '../../text/without-accents.ts';
import { MAX_QUERY_LENGTH } from './title-index.ts';

export interface TextIndex {
  /**
   * Item indices, best match first.
   *
   * @param combine  `AND`: texts with every word of the query that says something, `OR`: texts with any of them
   */
  search(query: string, combine: 'AND' | 'OR'): number[];
  /** Adds the texts of items that came later, a few at a time, so that the worker can answer in between. */
  add(firstIndex: number, texts: readonly string[]): Promise<void>;
}

/** Texts that are indexed at a stretch: some 15 ms. */
const CHUNK_SIZE = 250;

/**
 * Takes some 100 ms for 1,000 texts of 60 words, so it is made when a search is to be expected.
 *
 * @param stopWords  words that say nothing, of texts and of queries
 */
export function createTextIndex(stopWords: ReadonlySet<string>): TextIndex {
  /** null: a word that says nothing. */
  const stemOf = (term: string): string | null => {
    const word = withoutAccents(term);
    return stopWords.has(word) ? null : stemmer(word) || null;
  };
  /** Of the words met while texts are added, which have the same ones over and over. */
  const stems = new Map<string, string | null>();
  const index = new MiniSearch<{ id: number; text: string }>({
    fields: ['text'],
    processTerm: (term) => {
      let stem = stems.get(term);
      if (stem === undefined) stems.set(term, (stem = stemOf(term)));
      return stem;
    },
    searchOptions: { processTerm: stemOf },
  });
  return {
    add: async (firstIndex, texts) => {
      const documents = texts.map((text, i) => ({ id: firstIndex + i, text })).filter(({ id }) => !index.has(id));
      await index.addAllAsync(documents, { chunkSize: CHUNK_SIZE });
      stems.clear();
    },
    search: (query, combineWith) =>
      index.search(query.slice(0, MAX_QUERY_LENGTH), { combineWith }).map((result) => result.id as number),
  };
}
