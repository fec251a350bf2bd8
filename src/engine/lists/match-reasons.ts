// Why an item is no match, as something that is true of it: the strongest of what took from its grade whose claim holds.

import { valueLifts } from '../../match-filter/match-columns.ts';
import type { MatchProfile } from '../../match-filter/match-traits.ts';
import type { ListParts } from './list-parts.ts';
import type { MatchReason } from './lists-api.ts';

/** A value is strange to somebody whose likes have it less often than this, beside the catalog: as a logarithm. */
const STRANGE = -0.3;
/** Grade that a cause takes away at least, to be told. */
const LEAST = 0.02;

/** @param added  what each feature adds to the grade, by `features` */
export function matchReason(
  parts: ListParts,
  profile: MatchProfile,
  row: number,
  features: readonly string[],
  added: Float64Array,
): MatchReason {
  const sums = new Map<string, number>();
  for (const [f, name] of features.entries()) {
    const cause = causeOf(name, parts);
    sums.set(cause, (sums.get(cause) ?? 0) + added[f]!);
  }
  const causes = [...sums].filter(([, sum]) => sum < -LEAST).sort((a, b) => a[1] - b[1]);
  for (const [cause] of causes) {
    const reason = claim(cause, parts, profile, row);
    if (reason) return reason;
  }
  return { kind: 'far' };
}

/** What a feature is about: a kind of reason, or `facet:NAME`. */
function causeOf(feature: string, { manifest }: ListParts): string {
  if (feature === 'laterPart') return 'later-part';
  if (/^(is)?(wished|meant)/i.test(feature)) return 'wished';
  if (/^(nearestDisliked|meanDisliked|likedOverDisliked|dislikedOfSeries)$/.test(feature)) return 'disliked';
  if (/^(popularity|rating)/.test(feature)) return 'fame';
  const facet = manifest.vocabularies.facets.find(({ name }) => feature.startsWith(name));
  if (feature.startsWith('fromAge')) return 'age';
  // What is in no menu is not told: some of it (how it ends) nobody wants to know.
  return facet && facet.inMenus !== false && !facet.isSeries ? `facet:${facet.name}` : 'far';
}

/** The reason of a cause, where it holds. */
function claim(cause: string, parts: ListParts, profile: MatchProfile, row: number): MatchReason | undefined {
  const { catalog } = parts;
  if (cause === 'wished') return { kind: 'wished' };
  if (cause === 'later-part') return { kind: 'later-part' };
  if (cause === 'disliked') {
    const near = nearest(parts, row, profile.disliked);
    return near === undefined ? undefined : { kind: 'disliked', title: catalog.title(near) };
  }
  if (cause === 'age') {
    const ageOf = (item: number) => catalog.numberOf(item, 'fromAge');
    const [age, usual] = [ageOf(row), profile.liked.flatMap((item) => ageOf(item) ?? [])];
    if (age === undefined || usual.length === 0) return undefined;
    if (age > Math.max(...usual)) return { kind: 'older', age };
    return age < Math.min(...usual) ? { kind: 'younger', age } : undefined;
  }
  if (cause.startsWith('facet:')) {
    const facet = cause.slice('facet:'.length);
    const liftOf = valueLifts(catalog, facet, profile.liked);
    const dislikeOf = valueLifts(catalog, facet, profile.disliked);
    const values = catalog
      .facetValues(row, facet)
      .map((value) => ({ value, lift: liftOf(value), against: dislikeOf(value) }));
    const [strangest] = values.sort((a, b) => a.lift - a.against - (b.lift - b.against));
    if (!strangest || strangest.lift > STRANGE) return undefined;
    return { kind: 'facet', facet, value: strangest.value };
  }
  if (cause === 'fame') {
    const column = parts.manifest.vocabularies.features.indexOf('popularity');
    const popularity = column < 0 ? 0 : catalog.features[row * catalog.numFeatures + column]!;
    return popularity > WELL_KNOWN ? { kind: 'fame' } : undefined;
  }
  return undefined;
}

/** Popularity from which most have heard of an item. */
const WELL_KNOWN = 0.7;

/** The disliked item most like it, where one is like it. */
function nearest({ similar }: ListParts, row: number, disliked: readonly number[]): number | undefined {
  if (disliked.length === 0) return undefined;
  const own = similar.cosines(row, disliked);
  const best = own.indexOf(Math.max(...own));
  return own[best]! >= ALIKE ? disliked[best] : undefined;
}

/** Cosine from which items are alike. */
const ALIKE = 0.3;
