// Do lists and searches obey what was meant? Steering is held to the engine's own reading; here the labels of the gold phrases
// say what no film may break, so that what was misread counts as well.
import type { Engine } from '../../../src/engine/engine.ts';
import type { Film } from '../cleaning/read-films.ts';
import { tell } from '../taste/film-engine.ts';
import type { Persona } from '../taste/personas.ts';
import { createSlotReader, type SlotCondition } from './gold-conditions.ts';
import { type Half, halfOf } from './measure-reading.ts';
import { firstLines, type OnProgress, share } from './measures.ts';
import { readGold } from './written-phrases.ts';

const PAGE = 20;
const SHOWN = 15;

type Items = readonly { itemId: string; itemIndex: number; title: string }[];

/** Looks conditions up in the engine, each once. */
export function createJudge(engine: Pick<Engine, 'matching'>) {
  const known = new Map<string, Promise<ReadonlySet<number>>>();
  const matching = (where: SlotCondition['where']) => {
    const key = JSON.stringify(where);
    const found = known.get(key) ?? engine.matching(where).then((items) => new Set(items));
    known.set(key, found);
    return found;
  };
  /** The first condition that one of the items breaks, in words; undefined for a list that obeys. */
  return async (items: Items, conditions: readonly SlotCondition[]): Promise<string | undefined> => {
    for (const { slots, where, without } of conditions) {
      const satisfying = await matching(where);
      const breaks = ({ itemIndex, itemId }: Items[number]) => !satisfying.has(itemIndex) || itemId === without;
      const number = items.filter(breaks).length;
      const first = items.find(breaks);
      if (first) return `${slots.join(', ')} (${number} of ${items.length}, first ${first.title})`;
    }
    return undefined;
  };
}

/** @param persona  whose history lists and searches have */
export async function measureObedience(
  engine: Engine,
  films: readonly Film[],
  persona: Persona,
  half: Half,
  onProgress: OnProgress = () => {},
): Promise<string[]> {
  const slotReader = createSlotReader(films);
  const brokenBy = createJudge(engine);
  const phrases = halfOf(readGold(), half)
    .map((phrase) => ({ ...phrase, conditions: slotReader.conditions(phrase) }))
    .filter(({ conditions }) => conditions.length > 0);
  const failing: string[] = [];
  let [numLists, emptyLists, numPages, emptyPages, numRelaxed] = [0, 0, 0, 0, 0];
  await tell(engine, persona);
  for (const [i, { text, conditions }] of phrases.entries()) {
    await engine.steer(text);
    const { items: list } = await engine.forYou({ count: PAGE });
    await engine.unsteer();
    const inList = await brokenBy(list, conditions);
    const { items: page, relaxed } = await engine.search({ query: text, count: PAGE });
    const inPage = relaxed ? undefined : await brokenBy(page, conditions);
    if (!inList) numLists++;
    if (list.length === 0) emptyLists++;
    if (relaxed) numRelaxed++;
    else if (!inPage) numPages++;
    if (page.length === 0) emptyPages++;
    const where = inList && inPage ? 'list and search' : inList ? 'list' : 'search';
    const broken = inList ?? inPage;
    if (broken) failing.push(`${where}: ${text}: ${broken}`);
    onProgress(i + 1, phrases.length);
  }
  const unrelaxed = phrases.length - numRelaxed;
  return [
    `obedience: ${phrases.length} gold phrases (${half} half) ask for a condition by their labels; of one person's lists ` +
      `obey ${numLists} wholly (${share(numLists, phrases.length)}; ${emptyLists} are empty), ` +
      `of searches ${numPages} of ${unrelaxed} (${share(numPages, unrelaxed)}; ${emptyPages} are empty), ${numRelaxed} more are relaxed`,
    ...firstLines(failing, SHOWN),
  ];
}
