// Finds a film of the catalog in another list by title and year. Lists write titles differently: articles behind a
// comma, second titles in brackets, accents, ampersands; and years differ by one where one counts the festival and the
// other the release.
import { slug } from '../../../src/items/slug.ts';

export interface TitleAndYear {
  title: string;
  year?: number;
}

/** Years that may lie between two entries of the same film, when no other film comes as close. */
const YEAR_TOLERANCE = 1;
const ARTICLES = 'the|a|an|le|la|les|il|lo|el|los|las|der|die|das';

/**
 * For each wanted film its place in `films`, or undefined. A film is only taken for another where title and year leave
 * no choice: of two that come equally near, neither.
 *
 * @param films   the list to look in
 * @param wanted  what to look for
 */
export function matchFilms(films: readonly TitleAndYear[], wanted: readonly TitleAndYear[]): (number | undefined)[] {
  const byTitle = new Map<string, Set<number>>();
  for (const [place, { title }] of films.entries()) {
    for (const key of titleKeys(title)) byTitle.set(key, (byTitle.get(key) ?? new Set()).add(place));
  }
  return wanted.map(({ title, year }) => {
    if (year === undefined) return undefined;
    const places = new Set(titleKeys(title).flatMap((key) => [...(byTitle.get(key) ?? [])]));
    return nearest(films, places, year);
  });
}

function nearest(films: readonly TitleAndYear[], places: ReadonlySet<number>, year: number): number | undefined {
  const distances = [...places]
    .map((place) => ({ place, distance: Math.abs((films[place]!.year ?? Number.NaN) - year) }))
    .filter(({ distance }) => distance <= YEAR_TOLERANCE)
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = distances;
  return first && first.distance !== second?.distance ? first.place : undefined;
}

/** The ways in which a title may be looked up: whole, without brackets, what is in brackets; all without articles. */
export function titleKeys(title: string): string[] {
  const bracketed = [...title.matchAll(/\(([^)]*)\)/g)].map(([, inside]) => inside!.replace(/^a\.?k\.?a\.?\s+/i, ''));
  const outside = title.replace(/\([^)]*\)/g, ' ');
  return [...new Set([title, outside, ...bracketed].map(titleKey).filter((key) => key !== ''))];
}

function titleKey(title: string): string {
  return slug(title.replace(/&/g, ' and '))
    .replace(new RegExp(`^(${ARTICLES})-`), '')
    .replace(new RegExp(`-(${ARTICLES})$`), '');
}
