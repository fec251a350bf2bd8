// Queries that a page offers to somebody who has typed nothing, for catalogs of which nobody has written any: two things
// that go together in some items and not in most, taken in turn from all pairs of facets, and each value seldom.
import type { SuggestedQuery } from '../../formats/language-file.ts';
import type { Wordings } from '../reading-pack.ts';
import { type CatalogTerms, isNearlyAlways, isTelling, type Pair, type Term } from './catalog-terms.ts';
import type { Reads } from './read-back.ts';

export const MAX_SUGGESTIONS = 400;
/** With fewer, a visitor would see the same ones again. */
const ENOUGH = 20;
/** Share of the items that a single thing is new territory for. */
const NEWS = 0.3;
/** Where one of two nearly always comes with the other, it says no more than that alone ("bread with flour"). */
const SAYS_MORE = 0.75;

interface Offer {
  text: string;
  terms: readonly Term[];
}

export function suggestedQueries(
  catalog: CatalogTerms,
  { suggestion, query }: Wordings,
  reads: Reads,
): SuggestedQuery[] {
  const suggestions = takeInTurn(offersOf(tellingTerms(catalog, NEWS), suggestion), reads);
  if (suggestions.length >= ENOUGH) return suggestions;
  // Where hardly anything can be said well, what people type is better than nothing.
  const known = new Set(suggestions.map(({ meanings }) => meanings.join()));
  const typed = takeInTurn(offersOf(tellingTerms(catalog, 1), query), reads);
  return [...suggestions, ...typed.filter(({ meanings }) => !known.has(meanings.join()))];
}

/** One thing or two that tell items apart. @param mostAlone  share of the items that one thing alone finds at most */
function tellingTerms(catalog: CatalogTerms, mostAlone: number): (readonly Term[])[] {
  const { terms, pairs, numItems } = catalog;
  const constant = new Set(terms.filter((term) => isNearlyAlways(term, catalog)).map(({ part }) => part.facet));
  const tells = (term: Term) => isTelling(term, catalog) && !constant.has(term.part.facet);
  const saysMore = ({ terms: both, count }: Pair) => both.every(({ rows }) => count <= SAYS_MORE * rows.length);
  const ofTwo = pairs.filter(saysMore).map((pair) => pair.terms);
  const alone = terms.filter(({ rows }) => rows.length <= mostAlone * numItems).map((term) => [term]);
  return [...ofTwo, ...alone].filter((some) => some.every(tells));
}

function offersOf(telling: readonly (readonly Term[])[], wording: Wordings['query']): Offer[] {
  return telling.flatMap((terms) => {
    const text = wording(terms.map(({ part }) => part));
    return text === undefined ? [] : [{ text: text.charAt(0).toUpperCase() + text.slice(1), terms }];
  });
}

/** One of each group after another, each about what was said least so far. */
function takeInTurn(offers: readonly Offer[], reads: Reads): SuggestedQuery[] {
  let groups = inGroups(offers);
  const timesSaid = new Map<Term, number>();
  const suggestions: SuggestedQuery[] = [];
  while (groups.length > 0) {
    for (const group of groups) {
      const { text, terms } = takeFreshest(group, timesSaid);
      const meanings = terms.map(({ meaning }) => meaning);
      if (!reads(text, meanings)) continue;
      if (suggestions.push({ text, meanings }) === MAX_SUGGESTIONS) return suggestions;
      for (const term of terms) timesSaid.set(term, (timesSaid.get(term) ?? 0) + 1);
    }
    groups = groups.filter(({ length }) => length > 0);
  }
  return suggestions;
}

/** By what they are of, in an order that does not depend on the items'. */
function inGroups(offers: readonly Offer[]): Offer[][] {
  const groups = new Map<string, Offer[]>();
  for (const offer of offers) {
    const names = offer.terms.map(({ part }) => `${part.facet} ${part.kind}`);
    const key = names.sort().join('\n');
    const group = groups.get(key);
    if (group) group.push(offer);
    else groups.set(key, [offer]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** Takes the one whose terms were said least so far; of several the one that finds most, which stands first. */
function takeFreshest(group: Offer[], timesSaid: ReadonlyMap<Term, number>): Offer {
  const timesOf = ({ terms }: Offer) => terms.reduce((sum, term) => sum + (timesSaid.get(term) ?? 0) ** 2, 0);
  let best = 0;
  let least = timesOf(group[0]!);
  for (let i = 1; i < group.length && least > 0; i++) {
    const times = timesOf(group[i]!);
    if (times < least) [best, least] = [i, times];
  }
  return group.splice(best, 1)[0]!;
}
