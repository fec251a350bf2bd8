// What visitors are likely to type, the head of it: one thing or two that the catalog has most of.
import type { WrittenQuery } from '../../formats/language-file.ts';
import type { Wordings } from '../reading-pack.ts';
import { type CatalogTerms, isNearlyAlways, isTelling, type Term } from './catalog-terms.ts';
import type { Reads } from './read-back.ts';

export const MAX_QUERIES = 300;

export function likelyQueries(catalog: CatalogTerms, { query }: Wordings, reads: Reads): WrittenQuery[] {
  const ofOne = catalog.terms.map((term) => ({ terms: [term], count: term.rows.length }));
  const ofTwo = catalog.pairs.map(({ terms, count }) => ({ terms: [...terms], count }));
  // A stable sort: what is asked for alone comes before its crossings.
  const likely = [...ofOne, ...ofTwo].sort((a, b) => b.count - a.count);
  const queries: WrittenQuery[] = [];
  const textOf = new Map<string, string>();
  for (const { terms: said } of likely) {
    if (queries.length === MAX_QUERIES) break;
    if (said.some((term) => isNearlyAlways(term, catalog))) continue;
    if (said.length > 1 && !said.every((term) => isTelling(term, catalog))) continue;
    const text = query(said.map(({ part }) => part));
    const meanings = said.map(({ meaning }) => meaning);
    if (text === undefined || !reads(text, meanings)) continue;
    if (said.length === 1) textOf.set(meanings[0]!, text);
    const broader = said.length > 1 ? textOf.get(mainOf(said).meaning) : undefined;
    queries.push({ text, meanings, ...(broader !== undefined && { broader }) });
  }
  return queries;
}

/** What stays when one part is dropped: the sort of thing, else a value, else what more items have. */
function mainOf(pair: readonly Term[]): Term {
  const ofSort = pair.find(({ part }) => part.kind === 'genre' || part.kind === 'type');
  return ofSort ?? pair.find(({ part }) => 'value' in part) ?? pair[0]!;
}
