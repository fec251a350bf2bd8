// How far a film's neighbours fall when a like of it becomes a dislike. Scores compare within one answer only, so that
// a neighbour's place is measured in standard deviations from the mean of all films in the same answer.

/**
 * Runs inside the page, and so may use nothing from outside itself. Likes one film after another, beside three standing
 * likes, and changes each like into a dislike.
 *
 * @returns for each film by how much the mean standing of its ten nearest fell, in standard deviations; positive = it
 *   fell
 */
export async function measureChangesOfMind(count: number): Promise<number[]> {
  const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

  /** All films without an opinion, best first; an answer holds 1,000, so that they are asked for in turns. */
  const ranked = async () => {
    const all: { itemId: string; score: number }[] = [];
    for (let last = 1000; last === 1000; ) {
      const { items } = await privet.recommend({ k: 1000, exclude: all.map(({ itemId }) => itemId) });
      all.push(...items);
      last = items.length;
    }
    return all;
  };

  const standing = async (itemIds: ReadonlySet<string>) => {
    const items = await ranked();
    const mean = meanOf(items.map(({ score }) => score));
    const deviation = Math.sqrt(meanOf(items.map(({ score }) => (score - mean) ** 2)));
    const chosen = items.filter(({ itemId }) => itemIds.has(itemId));
    return meanOf(chosen.map(({ score }) => (score - mean) / deviation));
  };

  const items = await ranked();
  for (const index of [3, 11, 19]) await privet.record({ type: 'like', itemId: items[index]!.itemId });
  const step = Math.floor((items.length - 40) / count);
  const drops: number[] = [];
  for (let i = 0; i < count; i++) {
    const { itemId } = items[30 + i * step]!;
    const neighbours = new Set((await privet.similar(itemId, 10)).items.map((item) => item.itemId));
    await privet.record({ type: 'like', itemId });
    const liked = await standing(neighbours);
    await privet.record({ type: 'dislike', itemId });
    drops.push(liked - (await standing(neighbours)));
    await privet.record({ type: 'clear', itemId });
  }
  return drops;
}
