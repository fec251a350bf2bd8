// What the match filter reads of a person and an item: how near the item is to what they like and dislike, what its facets
// say beside theirs, how the list scores it, and what was wished in words. All of it is on the device for the lists anyway.
import type { ItemCatalog } from '../catalog/item-catalog.ts';
import type { Manifest } from '../formats/manifest.ts';
import { dot, fourSumDot } from '../numerics/dot.ts';
import { featureBeside, inSeries, numberBeside, valueLifts } from './match-columns.ts';
import { type CatalogParts, type MatchProfile, mean, normalized, traitsOf } from './match-traits.ts';

/** The newest ones: what was long ago says little of tonight, and time goes with their number. */
const MOST_LIKED = 40;
const MOST_DISLIKED = 20;
/** Liked items nearest to an item that it is compared with together. */
const NEAREST = 3;
/** Rows that scores are compared with: the first, best-known ones, which are here first. */
const REFERENCES = 256;
const COLUMNS = ['popularity', 'rating', 'freshness'] as const;

/** How the lists would order items for them. */
export interface MatchScores {
  /** f32 [D], dequantized: a product with an item's embedding is in nats. */
  user: Float32Array;
  /** What goes with the history adds, in nats. */
  lift: (itemIndex: number) => number;
  /** What was wished in words adds, in nats; undefined while nothing was that moves scores. */
  wished: ((itemIndex: number) => number) | undefined;
  /** Something is wished in words. */
  isWished: boolean;
  /** How near an item is to the words by meaning, a cosine; undefined while that cannot be told. */
  meaning: ((itemIndex: number) => number) | undefined;
}

const SCALARS = [
  ...['score', 'place', 'taste', 'quality', 'lift', 'wished', 'wishedPlace', 'isWished'],
  ...['meant', 'meantBeside', 'isMeant'],
  ...['nearestLiked', 'nearLiked', 'meanLiked', 'lastLiked', 'nearestDisliked', 'meanDisliked', 'likedOverDisliked'],
  ...['nearestSeen', 'popularity', 'popularityBesideLiked', 'rating', 'ratingBesideLiked', 'freshness'],
  ...['freshnessBesideLiked', 'liked', 'disliked', 'dislikedShare'],
  ...['laterPart', 'likedOfSeries', 'dislikedOfSeries'],
] as const;
const OF_FACET = ['Liked', 'LeastLiked', 'MostLiked', 'Disliked'] as const;
const OF_NUMBER = ['BesideLiked', 'AboveLiked', 'BelowLiked'] as const;

/** Names of what `matchFeatures` gives, in its order: those of this catalog's facets and numbers among them. */
export function matchFeatureNames({ catalog, manifest }: CatalogParts): string[] {
  return [
    ...SCALARS,
    ...plainFacets(manifest).flatMap((facet) => OF_FACET.map((name) => `${facet}${name}`)),
    ...traitsOf({ catalog, manifest }).numberNames.flatMap((number) => OF_NUMBER.map((name) => `${number}${name}`)),
  ];
}

/**
 * What is read of items for one person. What follows from the person alone is made once.
 *
 * @returns by an item's row, f32 [names]; what is unknown is 0
 */
export function matchFeatures(
  parts: CatalogParts,
  profile: MatchProfile,
  scores: MatchScores,
): (itemIndex: number) => Float32Array {
  const { catalog, manifest } = parts;
  const numNames = matchFeatureNames(parts).length;
  const traits = traitsOf(parts);
  const dims = traits.tasteDims;
  const liked = profile.liked.slice(-MOST_LIKED);
  const disliked = profile.disliked.slice(-MOST_DISLIKED);
  const seen = profile.seen.slice(-MOST_DISLIKED);
  const [likedTastes, dislikedTastes, seenTastes] = [liked, disliked, seen].map((rows) => rows.map(traits.taste));
  const userTaste = normalized(scores.user.slice(0, dims));
  const references = referenceScores(catalog, totalScore(parts, scores));
  const wished = scores.wished && referenceScores(catalog, scores.wished);
  const meanings = scores.meaning && referenceScores(catalog, scores.meaning);
  const facets = plainFacets(manifest).map((facet) => ({
    facet,
    likedLift: valueLifts(catalog, facet, profile.liked),
    dislikedLift: valueLifts(catalog, facet, profile.disliked),
  }));
  const series = manifest.vocabularies.facets.filter(({ isSeries }) => isSeries).map(({ name }) => name);
  const columns = COLUMNS.map((name) => featureBeside(parts, name, liked));
  const numbers = traits.numberNames.map((name) => numberBeside(parts, name, liked));
  const known = new Set([...profile.liked, ...profile.disliked, ...profile.seen]);
  const { liked: likes, disliked: dislikes } = profile;
  const ofPerson = [
    ...[Math.log1p(likes.length), Math.log1p(dislikes.length)],
    dislikes.length / Math.max(1, likes.length + dislikes.length),
  ];

  return (itemIndex) => {
    const values = new Float32Array(numNames);
    let at = 0;
    const put = (value: number) => {
      values[at++] = Number.isFinite(value) ? value : 0;
    };
    const taste = traits.taste(itemIndex);
    const score = references.scoreOf(itemIndex);
    put((score - references.mean) / references.spread);
    put(references.placeOf(score));
    put(fourSumDot(taste, 0, userTaste, 0, dims));
    put(qualityOf(parts, itemIndex));
    put(scores.lift(itemIndex));
    const wish = scores.wished?.(itemIndex) ?? 0;
    put(wish);
    put(wished?.placeOf(wish) ?? 0);
    put(scores.isWished ? 1 : 0);
    const meant = scores.meaning?.(itemIndex) ?? 0;
    put(meant);
    put(meanings ? (meant - meanings.mean) / meanings.spread : 0);
    put(meanings ? 1 : 0);
    const toLiked = cosines(taste, likedTastes!, dims);
    const toDisliked = cosines(taste, dislikedTastes!, dims);
    put(toLiked.nearest);
    put(toLiked.near);
    put(toLiked.mean);
    put(likedTastes!.length > 0 ? fourSumDot(taste, 0, likedTastes!.at(-1)!, 0, dims) : 0);
    put(toDisliked.nearest);
    put(toDisliked.mean);
    put(dislikedTastes!.length > 0 ? toLiked.nearest - toDisliked.nearest : 0);
    put(cosines(taste, seenTastes!, dims).nearest);
    for (const column of columns) column(itemIndex, put);
    for (const value of ofPerson) put(value);
    inSeries(catalog, series, itemIndex, profile, known, put);
    for (const { facet, likedLift, dislikedLift } of facets) {
      const found = catalog.facetValues(itemIndex, facet);
      let [sum, least, highest, against] = [0, 0, 0, 0];
      for (const value of found) {
        const lift = likedLift(value);
        sum += lift;
        if (lift < least) least = lift;
        if (lift > highest) highest = lift;
        against += dislikedLift(value);
      }
      const count = Math.max(1, found.length);
      put(sum / count);
      put(least);
      put(highest);
      put(against / count);
    }
    for (const number of numbers) number(itemIndex, put);
    return values;
  };
}

const plainFacets = ({ vocabularies }: Manifest): string[] =>
  vocabularies.facets.filter(({ isSeries }) => !isSeries).map(({ name }) => name);

/** Cosines of an item with some others: the highest, the mean of the NEAREST highest, and the mean of all. */
function cosines(taste: Float32Array, others: readonly Float32Array[], dims: number) {
  const highest = new Float64Array(NEAREST).fill(Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const other of others) {
    const cosine = fourSumDot(taste, 0, other, 0, dims);
    sum += cosine;
    for (let i = 0, rest = cosine; i < NEAREST; i++) {
      const here = highest[i]!;
      if (rest <= here) continue;
      highest[i] = rest;
      rest = here;
    }
  }
  const found = highest.subarray(0, Math.min(NEAREST, others.length));
  return { nearest: found[0] ?? 0, near: mean(found), mean: sum / Math.max(1, others.length) };
}

/** An item's score as the lists have it, in nats. */
function totalScore(
  { catalog, manifest }: CatalogParts,
  { user, lift, wished }: MatchScores,
): (itemIndex: number) => number {
  return (itemIndex) => {
    const own = dotWithRow(catalog, itemIndex, user) * manifest.itemScale;
    return own + lift(itemIndex) + (wished?.(itemIndex) ?? 0);
  };
}

function dotWithRow(catalog: ItemCatalog, itemIndex: number, values: ArrayLike<number>): number {
  return dot(catalog.embeddings.row(itemIndex), values, catalog.embeddingDim);
}

/** Mean and spread of some scores, and the place of one among them, as a logarithm. */
function referenceScores(catalog: ItemCatalog, scoreOf: (itemIndex: number) => number) {
  const rows = Array.from({ length: Math.min(REFERENCES, catalog.numItems) }, (_, row) => row);
  const ascending = Float64Array.from(rows.filter((row) => catalog.available.has(row)).map(scoreOf)).sort();
  const middle = mean(ascending);
  const spread = Math.sqrt(mean(ascending.map((score) => (score - middle) ** 2))) || 1;
  const placeOf = (score: number) => {
    let [low, high] = [0, ascending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (ascending[middle]! > score) high = middle;
      else low = middle + 1;
    }
    return Math.log2(1 + ascending.length - low);
  };
  return { mean: middle, spread, placeOf, scoreOf };
}

/** What everybody would say of it: the prior's score, in nats. */
function qualityOf({ catalog, manifest }: CatalogParts, itemIndex: number): number {
  return dotWithRow(catalog, itemIndex, manifest.prior) * manifest.itemScale;
}
