// One spelling for one person: records and the source write "Francois Truffaut" and "François Truffaut", and a filter on
// one would miss the films of the other.
import { withoutAccents } from '../../../src/text/without-accents.ts';

/**
 * The spelling that most films have, one with accents where two have as many.
 *
 * @param names  of every film, repeated as often as they stand there
 */
export function usualSpellings(names: Iterable<string>): (name: string) => string {
  const byKey = new Map<string, Map<string, number>>();
  for (const name of names) {
    const counts = byKey.get(keyOf(name)) ?? new Map<string, number>();
    byKey.set(keyOf(name), counts);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const usual = new Map([...byKey].map(([key, counts]) => [key, mostUsual(counts)]));
  return (name) => usual.get(keyOf(name)) ?? name;
}

function keyOf(name: string): string {
  return withoutAccents(name).replace(/[^\p{L}\p{N}]/gu, '');
}

function mostUsual(counts: ReadonlyMap<string, number>): string {
  const accents = (name: string) => name.normalize('NFD').match(/\p{M}/gu)?.length ?? 0;
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || accents(b) - accents(a) || (a < b ? -1 : 1));
  return sorted[0]![0];
}
