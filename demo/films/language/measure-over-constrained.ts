// What happens where few or no films are all that was asked for? Is a page filled, and did first give way what a friend would
// let go first?
import type { Engine } from '../../../src/engine/engine.ts';
import { FEW } from '../../../src/engine/search/relax.ts';
import { readOverConstrained } from './written-phrases.ts';

/** Fields by what the writers of the set call them. */
const KIND_OF: Record<string, string> = { runningTime: 'minutes', year: 'year', country: 'country' };
const PAGE = 20;

export async function measureOverConstrained(engine: Engine): Promise<string[]> {
  const queries = readOverConstrained();
  let [numEmpty, numSaid, numRelaxed, numSensible, numFull] = [0, 0, 0, 0, 0];
  await engine.forget();
  for (const { text, least } of queries) {
    const { items, relaxed = [], note } = await engine.search({ query: text, count: PAGE });
    if (items.length === 0) {
      numEmpty++;
      if (note) numSaid++;
    } else if (items.length >= FEW) numFull++;
    if (relaxed.length === 0) continue;
    numRelaxed++;
    if (KIND_OF[relaxed[0]!.field] === least) numSensible++;
  }
  return [
    `search: ${queries.length} over-constrained queries: ${numFull} pages of at least ${FEW}, ${numEmpty} empty (${numSaid} say why); ` +
      `${numRelaxed} relaxed, ${numSensible} of them first in what a friend would let go first`,
  ];
}
