// Where two people agree and differ: items, and the kinds of items that stand out among their likes.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { ItemSummary } from '../../catalog/item-summary.ts';
import type { Marks } from '../../history/events.ts';
import type { TasteTrait } from '../my-data/my-data-api.ts';
import { tasteProfile } from '../my-data/taste-profile.ts';
import type { TasteKind, TogetherResponse } from './together-api.ts';

type MarksById = ReadonlyMap<string, Marks>;

/** Kinds that are told of each sort. */
const MAX_KINDS = 8;
/** Items that are told of each sort. */
const MAX_ITEMS = 50;
/** Of fewer likes nobody can say what is not among them. */
const MIN_LIKES = 3;

/** @param marks   of the visitor, and of the other @param facets  names of those to speak of */
export function agreement(
  catalog: ItemCatalog,
  marks: readonly [MarksById, MarksById],
  facets: readonly string[],
): Pick<TogetherResponse, 'agree' | 'differ'> {
  const [mine, theirs] = marks;
  const items = (isWanted: (a: Marks['taste'], b: Marks['taste']) => boolean): ItemSummary[] =>
    [...mine]
      .reverse()
      .filter(([itemId, { taste }]) => isWanted(taste, theirs.get(itemId)?.taste))
      .flatMap(([itemId]) => catalog.indexOf(itemId) ?? [])
      .slice(0, MAX_ITEMS)
      .map((row) => catalog.summary(row));
  const differ = (['me', 'other'] as const).flatMap((likedBy) => {
    const [own, others] = likedBy === 'me' ? ['like', 'dislike'] : ['dislike', 'like'];
    return items((a, b) => a === own && b === others).map((item) => ({ item, likedBy }));
  });
  const [myLikes, theirLikes] = marks.map((ofOne) => tasteProfile(catalog, ofOne, [], facets).likes) as [
    TasteTrait[],
    TasteTrait[],
  ];
  const onlyOf = (likes: readonly TasteTrait[], others: MarksById, likedBy: 'me' | 'other') => {
    const liked = likedRows(catalog, others);
    if (liked.length < MIN_LIKES) return [];
    const isStrange = ({ name, value }: TasteTrait) =>
      !liked.some((row) => catalog.facetValues(row, name).includes(value));
    return likes
      .filter(isStrange)
      .slice(0, MAX_KINDS)
      .map((trait) => ({ ...kindOf(trait), likedBy }));
  };
  return {
    agree: { items: items((a, b) => a === 'like' && b === 'like'), kinds: kindsOfBoth(myLikes, theirLikes) },
    differ: {
      items: differ,
      kinds: [...onlyOf(myLikes, theirs, 'me'), ...onlyOf(theirLikes, mine, 'other')],
    },
  };
}

/** What is clear of both comes first: the lesser evidence decides, as in the list. */
function kindsOfBoth(mine: readonly TasteTrait[], theirs: readonly TasteTrait[]): TasteKind[] {
  const evidenceOf = new Map(theirs.map((trait) => [keyOf(trait), trait.evidence]));
  return mine
    .flatMap((trait) => {
      const evidence = evidenceOf.get(keyOf(trait));
      return evidence === undefined ? [] : [{ trait, lesser: Math.min(trait.evidence, evidence) }];
    })
    .sort((a, b) => b.lesser - a.lesser)
    .slice(0, MAX_KINDS)
    .map(({ trait }) => kindOf(trait));
}

function likedRows(catalog: ItemCatalog, marks: MarksById): number[] {
  const liked = [...marks].filter(([, { taste }]) => taste === 'like');
  return liked.flatMap(([itemId]) => catalog.indexOf(itemId) ?? []);
}

const keyOf = ({ name, value }: TasteKind): string => JSON.stringify([name, value]);
const kindOf = ({ name, value }: TasteKind): TasteKind => ({ name, value });
