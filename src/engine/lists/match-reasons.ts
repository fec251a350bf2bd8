// Why an item is no match, as something that is true of it: the strongest of what took from its grade whose claim holds.
import { valueLifts } from '../../match-filter/match-columns.ts';
import type { MatchProfile } from '../../match-filter/match-traits.ts';
import type { ListParts, SteeringPull } from './list-parts.ts';
import type { MatchReason } from './lists-api.ts';

/** Grade that a cause takes away at least, to be told. */
const LEAST = 0.02;
/** Likes from which it says something that none of them has a value, or is of an age. */
const FEWEST_LIKED = 3;
/** A value stands less often on what was liked than this, beside the catalog: as a logarithm. */
const STRANGE = -0.3;
/** An earlier part from longer ago may be another telling of the story. */
const YEARS_OF_A_STORY = 8;
/** Share of the strongest wish that an item has at most, to be none of what was wished. */
const UNWISHED = 0.25;
const YEARS_APART = 2;
/** Popularity from which most have heard of an item. */
const WELL_KNOWN = 0.7;
/** Cosines from which items are much alike, and up to which they are far apart. */
const ALIKE = 0.5;
const FAR = 0.35;

/** Whom an item is no match for. */
export interface MatchSubject {
  profile: MatchProfile;
  pull: SteeringPull | undefined;
}

/** @param added  what each feature adds to the grade, by `features` */
export function matchReason(
  parts: ListParts,
  subject: MatchSubject,
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
  // That it is a later part explains what else is said of it.
  const inOrder = causes.toSorted((a, b) => Number(b[0] === 'later-part') - Number(a[0] === 'later-part'));
  for (const [cause] of inOrder) {
    const reason = claim(cause, parts, subject, row);
    if (reason) return reason;
  }
  return claim('far', parts, subject, row) ?? { kind: 'unlikely' };
}

/** What a feature is about: a kind of reason, or `facet:NAME`. */
function causeOf(feature: string, { manifest }: ListParts): string {
  if (feature === 'laterPart') return 'later-part';
  if (/^(is)?(wished|meant)/i.test(feature)) return 'wished';
  if (/^(nearestDisliked|meanDisliked|likedOverDisliked|dislikedOfSeries)$/.test(feature)) return 'disliked';
  if (/^(popularity|rating)/.test(feature)) return 'fame';
  if (feature.startsWith('fromAge')) return 'age';
  // What is in no menu is not told: some of it (how it ends) nobody wants to know.
  const facet = manifest.vocabularies.facets.find(({ name }) => feature.startsWith(name));
  return facet && facet.inMenus !== false && !facet.isSeries ? `facet:${facet.name}` : 'far';
}

/** The reason of a cause, where it holds. */
function claim(cause: string, parts: ListParts, subject: MatchSubject, row: number): MatchReason | undefined {
  const { profile } = subject;
  if (cause.startsWith('facet:')) return facetReason(parts, profile, row, cause.slice('facet:'.length));
  switch (cause) {
    case 'wished':
      return isUnwished(subject, row) ? { kind: 'wished' } : undefined;
    case 'later-part':
      return isSoonAfter(parts, row) ? { kind: 'later-part' } : undefined;
    case 'disliked': {
      const { item, cosine } = nearest(parts, row, profile.disliked);
      return cosine >= ALIKE ? { kind: 'disliked', title: parts.catalog.title(item!) } : undefined;
    }
    case 'age':
      return ageReason(parts, profile, row);
    case 'fame':
      return isWellKnown(parts, row) && isFar(parts, profile, row) ? { kind: 'fame' } : undefined;
    default:
      return isFar(parts, profile, row) ? { kind: 'far' } : undefined;
  }
}

/** Whether something is wished that moves scores, and the item has next to nothing of it. */
function isUnwished({ pull }: MatchSubject, row: number): boolean {
  if (!pull?.nats || pull.wished.some((items) => items.has(row))) return false;
  const most = pull.nats.reduce((highest, nats) => Math.max(highest, nats), 0);
  return pull.nats[row]! <= UNWISHED * most;
}

function isSoonAfter({ catalog, manifest }: ListParts, row: number): boolean {
  const year = catalog.numberOf(row, 'year');
  const facets = manifest.vocabularies.facets.filter(({ isSeries }) => isSeries).map(({ name }) => name);
  const parts = facets.flatMap((facet) =>
    catalog.facetValues(row, facet).flatMap((value) => [...catalog.itemsWith(facet, value)]),
  );
  const years = parts.flatMap((part) => catalog.numberOf(part, 'year') ?? []).filter((other) => other < (year ?? 0));
  return year === undefined ? parts.length > 1 : years.some((other) => year - other <= YEARS_OF_A_STORY);
}

/** A value that nothing of what was liked has, the one that speaks most against it. */
function facetReason(
  { catalog }: ListParts,
  { liked, disliked }: MatchProfile,
  row: number,
  facet: string,
): MatchReason | undefined {
  const known = liked.filter((item) => catalog.facetValues(item, facet).length > 0);
  if (known.length < FEWEST_LIKED) return undefined;
  const [likeOf, dislikeOf] = [valueLifts(catalog, facet, liked), valueLifts(catalog, facet, disliked)];
  const strange = catalog
    .facetValues(row, facet)
    .filter(
      (value) => likeOf(value) <= STRANGE && !known.some((item) => catalog.facetValues(item, facet).includes(value)),
    );
  const against = (value: string) => dislikeOf(value) - likeOf(value);
  const [value] = strange.sort((a, b) => against(b) - against(a));
  return value === undefined ? undefined : { kind: 'facet', facet, value };
}

function ageReason({ catalog }: ListParts, { liked }: MatchProfile, row: number): MatchReason | undefined {
  const age = catalog.numberOf(row, 'fromAge');
  const usual = liked.flatMap((item) => catalog.numberOf(item, 'fromAge') ?? []);
  if (age === undefined || usual.length < FEWEST_LIKED) return undefined;
  if (age >= Math.max(...usual) + YEARS_APART) return { kind: 'older', age };
  return age <= Math.min(...usual) - YEARS_APART ? { kind: 'younger', age } : undefined;
}

function isWellKnown({ catalog, manifest }: ListParts, row: number): boolean {
  const column = manifest.vocabularies.features.indexOf('popularity');
  return column >= 0 && catalog.features[row * catalog.numFeatures + column]! > WELL_KNOWN;
}

const isFar = (parts: ListParts, { liked }: MatchProfile, row: number): boolean =>
  liked.length > 0 && nearest(parts, row, liked).cosine < FAR;

/** The item most like it, and how like it is; the least there is where there are none. */
function nearest({ similar }: ListParts, row: number, others: readonly number[]) {
  const cosines = similar.cosines(row, others);
  const cosine = Math.max(-1, ...cosines);
  return { item: others[cosines.indexOf(cosine)], cosine };
}
