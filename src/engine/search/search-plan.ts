// What a reading asks of a search: which items may be found, which are named, and which properties lift them. In a short
// query every condition that is said holds; in a description ("child hides a lost alien from the adults") words that happen
// to be facet values only lift, and no more holds than exclusions, numbers and what is spelled out ("in black and white").
import type { Where } from '../../catalog/where.ts';
import { parseMeaning } from '../../language/meanings.ts';
import { nameWords } from '../../language/names.ts';
import type { Reading, Wish } from '../../language/reading.ts';
import type { FacetCardinality } from '../../language/to-where.ts';
import { toWhere } from '../../language/to-where.ts';
import type { Vocabulary } from '../../language/vocabulary.ts';
import { type Lift, liftOf, occasionLifts } from '../language/lifts.ts';

export interface SearchPlan {
  /** Conditions that every result satisfies. */
  where: Where;
  /** What is compared with the texts of items, by meaning and by words. */
  text: string;
  lifts: Lift[];
  /** Groups of properties of which one each is wished, with what is akin to them: what has all comes before what lacks one. */
  wished: readonly (readonly Pick<Lift, 'facet' | 'values'>[])[];
  /** Items that are asked for themselves. */
  named: number[];
  /** Items that are not wanted themselves: "kurosawa but not seven samurai". */
  unwanted: number[];
  /** Items that are examples, and those of what is not wanted. */
  examples: { itemIndex: number; isWanted: boolean }[];
  /** Cheap or dear: by whichever detail is the price, the lower or the upper half of what is found. */
  halves: { field: string; isLower: boolean }[];
  /** Words of no facet that must not stand in what is found. */
  refused: readonly string[];
  /** Groups of phrases of which one each must stand in what is found, where something has it: somebody looks for a thing to buy. */
  strict: readonly (readonly string[])[];
  /** -1 little known, 1 well known. */
  fame: number;
  /** -1 to 1. */
  acclaim: number;
  /** Share of the query's telling words that was read, 0 to 1: 1 leaves nothing to be searched for by words. */
  readShare: number;
  /** What is left says nothing of what is looked for. */
  isTalk: boolean;
}

/** So many further words make a query a description. */
const DESCRIPTION_WORDS = 3;
/** @param facets  of the catalog, and its words that no facet has (absent: none must stand anywhere) */
export function planSearch(
  reading: Reading,
  vocabulary: Vocabulary,
  facets: FacetCardinality & { restGroups?(reading: Reading): string[][] },
): SearchPlan {
  const { wishes, text, rest } = reading;
  const restWords = rest === '' ? 0 : rest.split(' ').length;
  const isDescription =
    !reading.isTalk && (restWords >= DESCRIPTION_WORDS || (restWords > 0 && restWords > numWords(wishes)));
  const isVague = (wish: Wish) => !reading.isTalk && restWords > 0 && wish.kind === 'range' && !isExplicit(wish);
  const spelledOut = isDescription ? wishes.filter((wish) => isSpelledOut(wish, vocabulary)) : [];
  const holds = isDescription ? [...wishes.filter(isExplicit), ...spelledOut] : wishes.filter((wish) => !isVague(wish));
  const noDescription = [...wishes.filter(isNoDescription), ...spelledOut];
  return {
    where: toWhere(holds, vocabulary, facets),
    text:
      restWords > 0
        ? withoutWords(withoutSpans(text, noDescription), wishes.length > 0 ? reading.unwantedWords : [])
        : wordsOf(wishes, vocabulary),
    lifts: wishes.flatMap((wish) => {
      if (wish.kind === 'occasion') return occasionLifts(wish, vocabulary);
      const isLift = wish.kind === 'value' && (!isDescription || vocabulary.softFacets.includes(wish.facet));
      return isLift ? [liftOf(wish, vocabulary)] : [];
    }),
    wished: isDescription ? [] : wishedGroups(wishes, vocabulary),
    named: [
      ...new Set([
        ...wishes.flatMap((wish) => (wish.kind === 'title' && wish.mark === 'want' ? [wish.itemIndex] : [])),
        ...reading.exactTitles,
      ]),
    ],
    unwanted: wishes.flatMap((wish) => (wish.kind === 'title' && wish.mark === 'not' ? [wish.itemIndex] : [])),
    examples: wishes.flatMap((wish) => {
      return wish.kind === 'like' ? [{ itemIndex: wish.itemIndex, isWanted: wish.mark !== 'not' }] : [];
    }),
    halves: wishes.flatMap((wish) => {
      const isHalf = wish.kind === 'range' && wish.field === vocabulary.fields.money && wish.mark !== 'want';
      return isHalf && wish.min === undefined && wish.max === undefined
        ? [{ field: wish.field, isLower: wish.mark === 'less' }]
        : [];
    }),
    // "No country" may be a title.
    refused: wishes.length > 0 || vocabulary.fields.money !== undefined ? reading.unwantedWords : [],
    strict: vocabulary.fields.money === undefined ? [] : (facets.restGroups?.(reading) ?? []),
    fame: degreeOf(wishes, 'fame'),
    acclaim: degreeOf(wishes, 'acclaim'),
    isTalk: reading.isTalk === true,
    readShare: restWords === 0 ? 1 : numWords(wishes) / (numWords(wishes) + restWords),
  };
}

/** "Funny" is also what is goofy or witty; "slow or quiet" is one group. */
function wishedGroups(wishes: readonly Wish[], { softFacets, axes }: Vocabulary): SearchPlan['wished'] {
  const groups: Pick<Lift, 'facet' | 'values'>[][] = [];
  for (const wish of wishes) {
    if (wish.kind !== 'value' || wish.mark !== 'want' || !softFacets.includes(wish.facet)) continue;
    const akin = axes?.[`${wish.facet}=${wish.value}`]?.with.map(parseMeaning) ?? [];
    const values = akin.filter(({ kind }) => kind === wish.facet).map(({ value }) => value!);
    const lift = { facet: wish.facet, values: [wish.value, ...values] };
    if (wish.isAlternative && groups.length > 0) groups.at(-1)!.push(lift);
    else groups.push([lift]);
  }
  return groups;
}

function numWords(wishes: readonly Wish[]): number {
  return wishes.reduce((sum, { said }) => sum + said.split(/\s+/).length, 0);
}

/** What takes so many words ("ninety minutes at most", "in black and white") is said on purpose. */
const PURPOSE_WORDS = 3;
/** Of what stories speak of, too: "based on a true story", but not "a woman who". */
const LONG_PURPOSE_WORDS = 4;

/** What is said on purpose, and not as a word of a story ("old", "quick"). */
function isExplicit(wish: Wish): boolean {
  if (wish.kind === 'range') {
    const isSpan = wish.min !== undefined && wish.max !== undefined; // "the sixties"
    return isSpan || /\d/.test(wish.said) || numWords([wish]) >= PURPOSE_WORDS;
  }
  return wish.kind === 'value' && wish.mark === 'not';
}

/** A value that an item has or has not, and that no word of a story says by chance. */
function isSpelledOut(wish: Wish, { softFacets, storyFacets }: Vocabulary): boolean {
  const isHard = wish.kind === 'value' && wish.mark === 'want' && !softFacets.includes(wish.facet);
  if (!isHard || wish.behind === 'items') return isHard;
  if (!storyFacets) return numWords([wish]) >= PURPOSE_WORDS;
  if (storyFacets.includes(wish.facet)) return numWords([wish]) >= LONG_PURPOSE_WORDS;
  return wish.behind === 'nothing' || numWords([wish]) >= PURPOSE_WORDS;
}

/** Words that no item's text should be compared with. */
function isNoDescription({ kind, mark }: Wish): boolean {
  return mark === 'not' || mark === 'less' || kind === 'range' || kind === 'like';
}

/**
 * Where all words were read, those of what only lifts: texts of items that have them are of it all the more. Every result
 * satisfies the others, and the word in its title says no more ("kids movies", "the best drama").
 */
function wordsOf(wishes: readonly Wish[], { softFacets, adjectiveFacets = [] }: Vocabulary): string {
  const subjects = softFacets.filter((facet) => !adjectiveFacets.includes(facet));
  const lifting = wishes.filter((wish) => {
    return wish.kind === 'title' || (wish.kind === 'value' && wish.mark !== 'not' && subjects.includes(wish.facet));
  });
  return lifting.map(({ said }) => said).join(' ');
}

function degreeOf(wishes: readonly Wish[], kind: 'fame' | 'acclaim'): number {
  const degrees = wishes
    .filter((wish) => wish.kind === kind)
    .map(({ mark }) => (mark === 'less' || mark === 'not' ? -1 : 1));
  return degrees[0] ?? 0;
}

/** Texts that have what is not wanted are near to whoever says that. */
function withoutWords(text: string, unwanted: readonly string[]): string {
  const isUnwanted = (word: string) => unwanted.includes(nameWords(word).join(''));
  const words = text.split(' ');
  const left = words.filter((word) => !isUnwanted(word)).join(' ');
  return left.trim() === '' ? '' : left;
}

function withoutSpans(text: string, spans: readonly Pick<Wish, 'start' | 'end'>[]): string {
  let left = '';
  let from = 0;
  // One word may say two wishes, and one wish enclose another.
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    left += `${text.slice(from, Math.max(from, start))} `;
    from = Math.max(from, end);
  }
  return `${left}${text.slice(from)}`.replace(/\s+/g, ' ').trim();
}
