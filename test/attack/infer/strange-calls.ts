// Calls of every kind and parameter, by chance: whoever asks them of a person's port and of a stranger's gets the same answers.
import { createRandom, type Random } from '../../../src/numerics/random.ts';
import type { Attacked } from './attackers.ts';
import type { PortCall } from './ports.ts';
import type { World } from './world.ts';

const WORDS = [
  'comedy',
  'war',
  'a quiet film about friends',
  'lamp',
  'nothing violent',
  'from the nineties',
  'blue',
  'korean',
];
/** Of an answer, what is another each time. */
const OF_THE_ANSWER = ['requestId', 'latencyMs', 'timings', 'sequence', 'time'];

/** @returns answers as text, those of `forYou` without rules left out */
export const strangeCalls =
  (seed: number, numCalls: number) =>
  async ({ world, port }: Attacked): Promise<string[]> => {
    const random = createRandom(seed);
    const answers: string[] = [];
    const told = new Set<string>();
    for (let n = 0; n < numCalls; n++) {
      const [name, ...args] = callOf(world, random);
      // Told to the person's port too, and of no matter here.
      if (n % 10 === 0) await port.ask('forYou', { count: 24 });
      if (name === 'setFacts') for (const itemId of Object.keys(args[0] as object)) told.add(itemId);
      answers.push(await answered(port.ask(name, ...args)));
    }
    await world.engine.setFacts(Object.fromEntries([...told].map((itemId) => [itemId, { stock: null }])));
    return answers;
  };

async function answered(asked: Promise<unknown>): Promise<string> {
  const answer = await asked.catch(({ name, message }: Error) => ({ name, message }));
  return JSON.stringify(answer, (key, value) => (OF_THE_ANSWER.includes(key) ? undefined : value)) ?? '';
}

function callOf(world: World, random: Random): [PortCall, ...unknown[]] {
  const item = () => world.itemIds[Math.floor(world.itemIds.length * random.next() ** 2)]!;
  const rules = rulesOf(world, random, item);
  const [first, second] = [item(), item()];
  const calls: [PortCall, ...unknown[]][] = [
    ['popular', rules],
    ['trending', rules],
    ['similar', first, rules],
    ['goesWith', [first, second], rules],
    ['forYou', { ...rules, basket: [first] }],
    ['forYou', { ...rules, exclude: [first] }],
    ['search', { query: WORDS[random.integer(WORDS.length)], count: rules.count as number }],
    ['record', ...actOf(random, first)],
    ['setFacts', { [first]: { stock: random.integer(3) } }],
  ];
  return calls[random.integer(calls.length)]!;
}

function rulesOf(world: World, random: Random, item: () => string): Record<string, unknown> {
  const facets = world.facetsOf(world.indexOf.get(item())!);
  const names = Object.keys(facets).filter((name) => facets[name]!.length > 0);
  const facet = names[random.integer(Math.max(1, names.length))];
  const chance = (rule: Record<string, unknown>) => (random.next() < 0.3 ? rule : {});
  return {
    count: 1 + random.integer(300),
    ...(facet && chance({ where: { [facet]: [facets[facet]![0]] } })),
    ...chance({ exclude: [item(), item()] }),
    ...chance({ boosts: { [item()]: 4 } }),
    ...chance({ pins: [{ itemId: item(), position: 0 }] }),
    ...chance({ diversity: random.next() }),
    ...chance({ novelty: random.next() }),
  };
}

function actOf(random: Random, itemId: string): unknown[] {
  const types = [
    'view',
    'select',
    'like',
    'dislike',
    'hide',
    'save',
    'add_to_cart',
    'purchase',
    'clear',
    'remove_from_cart',
  ];
  return [types[random.integer(types.length)], itemId];
}
