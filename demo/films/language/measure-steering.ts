// Do lists follow what is said? Gold phrases, said to the lists of written people: no condition is broken, soft wishes move the
// list in their direction, and it stays a list for the person.
import type { Engine } from '../../../src/engine/engine.ts';
import type { SteerResponse } from '../../../src/engine/steering/steering-api.ts';
import { tell } from '../taste/film-engine.ts';
import type { Persona } from '../taste/personas.ts';
import { type Half, halfOf } from './measure-reading.ts';
import { type OnProgress, share } from './measures.ts';
import { readGold } from './written-phrases.ts';

const LIST = 20;

interface Sums {
  lists: number;
  items: number;
  broken: number;
  tooShort: number;
  moves: number;
  rightMoves: number;
  /** Of lists without a condition. */
  softLists: number;
  good: number;
  goodUnsteered: number;
}

type Items = Awaited<ReturnType<Engine['forYou']>>['items'];

/** What is asked once a person, and used for every phrase. */
interface Unsteered {
  persona: Persona;
  items: Items;
  /** Rows of what the person has an opinion on. */
  known: ReadonlySet<number>;
}

/** @param phrasesEach  phrases that are said to each person, others to the next; `all`: every one to everybody */
export async function measureSteering(
  engine: Engine,
  personas: readonly Persona[],
  half: Half,
  phrasesEach: number | 'all',
  onProgress: OnProgress = () => {},
): Promise<string[]> {
  const phrases = halfOf(readGold(), half);
  const numEach = phrasesEach === 'all' ? phrases.length : Math.min(phrasesEach, phrases.length);
  const sums: Sums = {
    lists: 0,
    items: 0,
    broken: 0,
    tooShort: 0,
    moves: 0,
    rightMoves: 0,
    softLists: 0,
    good: 0,
    goodUnsteered: 0,
  };
  // What a phrase asks for is the same for everybody: the items are looked up once.
  const matching = new Map<string, Set<number>>();
  const matchingOf = async (text: string, { where }: SteerResponse) => {
    const known = matching.get(text) ?? new Set(await engine.matching(where));
    matching.set(text, known);
    return known;
  };
  for (const [i, persona] of personas.entries()) {
    await tell(engine, persona);
    const { items } = await engine.forYou({ count: LIST });
    const summaries = await Promise.all([...persona.likes, ...persona.dislikes].map((id) => engine.item(id)));
    const unsteered = { persona, items, known: new Set(summaries.map(({ itemIndex }) => itemIndex)) };
    for (let n = 0; n < numEach; n++) {
      const { text } = phrases[(i * numEach + n) % phrases.length]!;
      const steering = await engine.steer(text);
      const { items } = await engine.forYou({ count: LIST });
      await engine.unsteer();
      addList(sums, unsteered, steering, items, await matchingOf(text, steering));
      onProgress(i * numEach + n + 1, personas.length * numEach);
    }
  }
  const { lists, items, broken, tooShort, moves, rightMoves, softLists, good, goodUnsteered } = sums;
  return [
    `steering: ${lists} lists of ${personas.length} people (${half} half), each after one phrase: ` +
      `${broken} of ${items} items break a condition, ${tooShort} lists are shorter than what satisfies it`,
    `steering: soft wishes moved the list in their direction in ${rightMoves} of ${moves} (${share(rightMoves, moves)}); ` +
      `good films of 20 where nothing but wishes was said (${softLists} lists): ${(good / softLists).toFixed(2)}, ` +
      `of the same people unsteered ${(goodUnsteered / softLists).toFixed(2)}`,
  ];
}

/** @param matching  all that satisfies the conditions of `steering` */
function addList(
  sums: Sums,
  { persona, items: unsteered, known }: Unsteered,
  steering: SteerResponse,
  items: Items,
  matching: ReadonlySet<number>,
): void {
  const isGood = ({ itemId }: { itemId: string }) => persona.good.has(itemId);
  sums.lists++;
  sums.items += items.length;
  sums.broken += items.filter(({ itemIndex }) => !matching.has(itemIndex)).length;
  const numUnknown = matching.size - [...known].filter((item) => matching.has(item)).length;
  if (items.length < Math.min(LIST, numUnknown)) sums.tooShort++;
  if (steering.wishes.length > 0 && Object.keys(steering.where).length === 0) {
    sums.softLists++;
    sums.good += items.filter(isGood).length;
    sums.goodUnsteered += unsteered.filter(isGood).length;
  }
  for (const move of movesOf(steering)) {
    const shareOf = (list: Items) =>
      list.filter(({ facets }) => facets[move.facet]?.includes(move.value)).length / Math.max(1, list.length);
    const [before, after] = [shareOf(unsteered), shareOf(items)];
    sums.moves++;
    // A list that has all of it, or none, cannot move further.
    const isThere = move.isMore ? before === 1 : before === 0;
    if (isThere ? after === before : move.isMore ? after > before : after < before) sums.rightMoves++;
  }
}

/** Facets whose values are wishes while they are wanted (demo/films/language/film-language.ts). */
const SOFT = new Set(['mood', 'pace', 'theme', 'cautions']);

function movesOf({ wishes }: SteerResponse) {
  return wishes.flatMap(({ kind, facet, value, mark }) => {
    if (kind !== 'value' || !SOFT.has(facet!) || mark === 'not') return [];
    return [{ facet: facet!, value: value!, isMore: mark !== 'less' }];
  });
}
