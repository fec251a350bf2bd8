// Finds films on the map by their title as it is typed: whole titles first, then those that begin so, then those with a
// word that does, then those that contain it; among equals the better known first. Accents and case do not matter.

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** @param titles  best known first; '' is never found */
export function createTitleFinder(titles: readonly string[]): (typed: string, count: number) => number[] {
  let plainTitles: string[] | undefined;
  return (typed, count) => {
    plainTitles ??= titles.map(plain);
    const wanted = plain(typed).trim();
    if (wanted === '') return [];
    const ranks: number[][] = [[], [], [], []];
    for (const [item, title] of plainTitles.entries()) ranks[rankOf(title, wanted)]?.push(item);
    return ranks.flat().slice(0, count);
  };
}

/** 0 is best; 4: not at all. */
function rankOf(title: string, wanted: string): number {
  if (title === wanted) return 0;
  if (title.startsWith(wanted)) return 1;
  if (title.includes(` ${wanted}`)) return 2;
  return title.includes(wanted) ? 3 : 4;
}
