// Gives each film of a list its motif, so that none stands twice close together. A film keeps what it has while the list
// stays; a film that comes takes the best of its motifs that no neighbour has.
import { type CoverItem, rankMotifs } from './choose-motif.ts';
import type { MotifName } from './motifs.ts';

/**
 * @param items in the order of the list
 * @param reach  places before and behind a film in which its motif does not stand again
 * @param kept  what films wore before, by id: kept where no neighbour that comes earlier has it too
 * @returns by item id. A film with more neighbours than motifs gets its best one, though it is taken.
 */
export function assignMotifs(
  items: readonly CoverItem[],
  reach: number,
  kept: ReadonlyMap<string, MotifName>,
): Map<string, MotifName> {
  const worn: (MotifName | undefined)[] = items.map(() => undefined);
  const isFree = (name: MotifName, at: number) => !worn.slice(Math.max(0, at - reach), at + reach + 1).includes(name);
  items.forEach(({ itemId }, at) => {
    const name = kept.get(itemId);
    if (name && isFree(name, at)) worn[at] = name;
  });
  items.forEach((item, at) => {
    if (worn[at]) return;
    const ranked = rankMotifs(item);
    worn[at] = ranked.find((name) => isFree(name, at)) ?? ranked[0]!;
  });
  return new Map(items.map(({ itemId }, at) => [itemId, worn[at]!]));
}
