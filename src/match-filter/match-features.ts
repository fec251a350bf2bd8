// What the match filter reads of a person and an item: how near the item is to what they like and dislike, what its facets
// say beside theirs, how the list scores it, and what was wished in words. All of it is on the device for the lists anyway.
import type { ItemCatalog } from '../catalog/item-catalog.ts';
import type { Manifest } from '../formats/manifest.ts';
import { dot, fourSumDot } from '../numerics/dot.ts';

/** The newest ones: what was long ago says little of tonight, and time goes with their number. */
const MOST_LIKED = 40;
const MOST_DISLIKED = 20;
/** Liked items nearest to an item that it is compared with together. */
const NEAREST = 3;
/** Rows that scores are compared with: the first, best-known ones, which are here first. */
const REFERENCES = 256;
/** Events that a share of few of them is worth at first, in the direction of the whole catalog. */
const SHRINKAGE = 4;
/** Of items whose vectors are kept; some 1 MB at 128 dims. */
const MOST_KEPT = 2000;
const COLUMNS = ['popularity', 'rating', 'freshness'] as const;
/** Numbers of items in which people differ, where a catalog has them as details. */
const NUMBERS = ['year', 'fromAge', 'price'] as const;

/** A person as the device knows them, rows of the catalog, oldest first, each once. */
export interface MatchProfile {
  liked: readonly number[];
  disliked: readonly number[];
  /** Viewed or seen, without an opinion. */
  seen: readonly number[];
}

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

type Parts = { catalog: ItemCatalog; manifest: Manifest };

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
export function matchFeatureNames({ catalog, manifest }: Parts): string[] {
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
  parts: Parts,
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

type Put = (value: number) => void;

const plainFacets = ({ vocabularies }: Manifest): string[] =>
  vocabularies.facets.filter(({ isSeries }) => !isSeries).map(({ name }) => name);

/** What of items is read again and again, made once for each. */
interface ItemTraits {
  tasteDims: number;
  /** f32 [tasteDims] of length 1: how good an item is says nothing about taste. */
  taste: (itemIndex: number) => Float32Array;
  /** By number: f64 [numItems], NaN where unknown; and its spread. */
  numbers: Map<string, { values: Float64Array; spread: number }>;
  /** Those of NUMBERS that it has. */
  numberNames: string[];
  numAvailable: number;
}

const traitsByCatalog = new WeakMap<ItemCatalog, ItemTraits>();

function traitsOf({ catalog, manifest }: Parts): ItemTraits {
  const numAvailable = catalog.available.count();
  const made = traitsByCatalog.get(catalog);
  if (made?.numAvailable === numAvailable) return made;
  const tasteDims = manifest.embeddingDim - manifest.qualityDims;
  const tastes = new Map<number, Float32Array>();
  const taste = (row: number) => {
    const known = tastes.get(row);
    if (known) return known;
    if (tastes.size >= MOST_KEPT) tastes.clear();
    const own = normalized(Float32Array.from(catalog.embeddings.row(row).subarray(0, tasteDims)));
    tastes.set(row, own);
    return own;
  };
  const numberNames = NUMBERS.filter((name) => catalog.hasField(name));
  const traits = { tasteDims, taste, numbers: new Map(), numberNames, numAvailable };
  traitsByCatalog.set(catalog, traits);
  return traits;
}

function numbersOf(parts: Parts, name: string): { values: Float64Array; spread: number } {
  const { catalog } = parts;
  const { numbers } = traitsOf(parts);
  const made = numbers.get(name);
  if (made) return made;
  const values = new Float64Array(catalog.numItems).fill(Number.NaN);
  for (const row of catalog.available.indices()) values[row] = catalog.numberOf(row, name) ?? Number.NaN;
  const known = values.filter((value) => !Number.isNaN(value));
  const middle = mean(known);
  const spread = Math.sqrt(mean(known.map((value) => (value - middle) ** 2))) || 1;
  numbers.set(name, { values, spread });
  return { values, spread };
}

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
function totalScore({ catalog, manifest }: Parts, { user, lift, wished }: MatchScores): (itemIndex: number) => number {
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
function qualityOf({ catalog, manifest }: Parts, itemIndex: number): number {
  return dotWithRow(catalog, itemIndex, manifest.prior) * manifest.itemScale;
}

function normalized(values: Float32Array): Float32Array {
  const length = Math.sqrt(fourSumDot(values, 0, values, 0, values.length)) || 1;
  return values.map((value) => value / length);
}

/** How much more (or less) often a value stands on some items than in the catalog, as a logarithm; 0 where nothing is known. */
export function valueLifts(catalog: ItemCatalog, facet: string, rows: readonly number[]): (value: string) => number {
  const numKnown = Math.max(1, catalog.known(facet).count());
  const counts = new Map<string, number>();
  let numRows = 0;
  for (const row of rows) {
    const values = catalog.facetValues(row, facet);
    if (values.length > 0) numRows += 1;
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  const strange = Math.log(SHRINKAGE / (numRows + SHRINKAGE));
  const lifts = new Map<string, number>();
  for (const [value, count] of counts) {
    const usual = catalog.facetCount(facet, value) / numKnown;
    lifts.set(value, Math.log((count / usual + SHRINKAGE) / (numRows + SHRINKAGE)));
  }
  return (value) => lifts.get(value) ?? strange;
}

/** A feature of an item, and how far it is from the mean of the liked ones. */
function featureBeside({ catalog, manifest }: Parts, name: string, liked: readonly number[]) {
  const column = manifest.vocabularies.features.indexOf(name);
  const known = manifest.vocabularies.features.indexOf(`${name}Known`);
  const read = (row: number) => {
    const at = row * catalog.numFeatures;
    return column < 0 || catalog.features[at + known] === 0 ? undefined : catalog.features[at + column]!;
  };
  const usual = liked.flatMap((row) => read(row) ?? []);
  const middle = mean(usual);
  return (row: number, put: Put) => {
    const value = read(row);
    put(value ?? 0);
    put(value === undefined || usual.length === 0 ? 0 : value - middle);
  };
}

/** How far a number of an item is from the mean of the liked ones, above their highest and below their lowest, in spreads. */
function numberBeside(parts: Parts, name: string, liked: readonly number[]) {
  const { values, spread } = numbersOf(parts, name);
  const usual = liked.map((row) => values[row]!).filter((value) => !Number.isNaN(value));
  const [middle, highest, lowest] = [mean(usual), Math.max(...usual), Math.min(...usual)];
  return (row: number, put: Put) => {
    const value = values[row]!;
    const isKnown = usual.length > 0 && !Number.isNaN(value);
    put(isKnown ? (value - middle) / spread : 0);
    put(isKnown ? Math.max(0, value - highest) / spread : 0);
    put(isKnown ? Math.max(0, lowest - value) / spread : 0);
  };
}

/** Whether it is a later part of a series of which nothing is known, and how much of its series was liked and disliked. */
function inSeries(
  catalog: ItemCatalog,
  facets: readonly string[],
  itemIndex: number,
  { liked, disliked }: MatchProfile,
  known: ReadonlySet<number>,
  put: Put,
): void {
  const parts = new Set<number>();
  for (const facet of facets)
    for (const value of catalog.facetValues(itemIndex, facet))
      for (const row of catalog.itemsWith(facet, value)) parts.add(row);
  parts.delete(itemIndex);
  const yearOf = (row: number) => catalog.numberOf(row, 'year') ?? Number.POSITIVE_INFINITY;
  const year = parts.size > 0 ? yearOf(itemIndex) : 0;
  const rows = [...parts];
  put(rows.some((row) => yearOf(row) < year) && !rows.some((row) => known.has(row)) ? 1 : 0);
  put(parts.size > 0 ? Math.log1p(liked.filter((row) => parts.has(row)).length) : 0);
  put(parts.size > 0 ? Math.log1p(disliked.filter((row) => parts.has(row)).length) : 0);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / Math.max(1, values.length);
}
