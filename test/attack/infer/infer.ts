// One run of the attacks over some histories: what each attacker reaches at the port of before and at the port of now, act by
// act, beside one who sees one list; what is found by what is missing; and whether all but one list are a stranger's.
import * as attackers from './attackers.ts';
import { crossedAreas, type Evidence } from './learner.ts';
import { ACTS, type Act, type Person } from './people.ts';
import { idsOf, type Port, portBefore, portNow } from './ports.ts';
import { strangeCalls } from './strange-calls.ts';
import type { World } from './world.ts';

/** Areas under the curve, means over the people. */
export interface Inference {
  act: Act;
  oneList: number;
  before: number;
  now: number;
  /** Which attacker reached most at the port of now. */
  by: string;
}

export interface Found {
  precision: number;
  recall: number;
}

export interface Attacks {
  byAct: Inference[];
  /** What is missing from the whole list, as what was liked, disliked, saved, hidden, put into the cart or bought. */
  missing: { before: Found; now: Found };
  /** Of all answers but the one list of a visit, those that are not a stranger's. */
  strange: { numAnswers: number; numOthers: number };
  /** Of the first list told, the least share that the frame draws as well. */
  leastDrawn: number;
}

export type Opens = (world: World) => Port;
export const portOfNow: Opens = ({ engine, clock }) => portNow(engine, () => clock.nowMs);
export const portOfBefore: Opens = ({ engine }) => portBefore(engine);

/** Of each person's port. */
const STRANGE_CALLS = 40;

const AT_NOW = {
  'looks on': attackers.looksOn,
  aims: attackers.aimsAtTaste,
  sweeps: attackers.sweeps,
  'takes back': attackers.takesBack,
  'asks for all': attackers.asksForAll,
};

/** @param opens  the port that is attacked (default: that of now) */
export async function infer(
  world: World,
  people: readonly Person[],
  { opens = portOfNow, onPerson = () => {} }: { opens?: Opens; onPerson?: (done: number) => void } = {},
): Promise<Attacks> {
  const seen: Record<string, Evidence[]> = { 'one list': [], before: [] };
  const found = { before: { hits: 0, told: 0, acted: 0 }, now: { hits: 0, told: 0, acted: 0 } };
  const strange = { numAnswers: 0, numOthers: 0 };
  let leastDrawn = 1;
  for (const [i, person] of people.entries()) {
    const play = <T>(port: Opens, attack: (attacked: attackers.Attacked) => Promise<T>) =>
      played(world, person, port, attack);
    seen['one list']!.push(await play(portOfBefore, attackers.oneWholeList));
    seen.before!.push(await play(portOfBefore, attackers.asksForAll));
    for (const [name, attack] of Object.entries(AT_NOW)) (seen[name] ??= []).push(await play(opens, attack));
    for (const [when, port] of [
      ['before', portOfBefore],
      ['now', opens],
    ] as const)
      count(found[when], await play(port, attackers.missingFromAll), person);
    leastDrawn = Math.min(leastDrawn, await play(opens, shareDrawn));
    const strangers = await played(world, [], opens, strangeCalls(i, STRANGE_CALLS));
    const theirs = await play(opens, strangeCalls(i, STRANGE_CALLS));
    strange.numAnswers += theirs.length;
    strange.numOthers += theirs.filter((answer, n) => answer !== strangers[n]).length;
    onPerson(i + 1);
  }
  const byAct = ACTS.map((act) => inferenceOf(act, seen, people));
  return { byAct, missing: { before: foundOf(found.before), now: foundOf(found.now) }, strange, leastDrawn };
}

function inferenceOf(act: Act, seen: Readonly<Record<string, Evidence[]>>, people: readonly Person[]): Inference {
  const positives = people.map((person) => new Set(person.filter(({ type }) => type === act).map(({ item }) => item)));
  const area = (name: string) => mean(crossedAreas(seen[name]!, positives));
  const reached = Object.keys(AT_NOW).map((name) => ({ name, area: area(name) }));
  const most = reached.reduce((a, b) => (b.area > a.area ? b : a));
  return { act, oneList: area('one list'), before: area('before'), now: most.area, by: most.name };
}

function count(sums: { hits: number; told: number; acted: number }, found: ReadonlySet<number>, person: Person): void {
  const acted = person.filter(({ type }) => type !== 'view').map(({ item }) => item);
  sums.hits += acted.filter((item) => found.has(item)).length;
  sums.told += found.size;
  sums.acted += acted.length;
}

const foundOf = ({ hits, told, acted }: { hits: number; told: number; acted: number }): Found => ({
  precision: hits / Math.max(1, told),
  recall: hits / acted,
});

async function shareDrawn({ world, port }: attackers.Attacked): Promise<number> {
  const told = idsOf(await port.ask('forYou', { count: 24 }));
  // What is sold out as well: a page is told of it, and draws it last as the frame does.
  const drawn = new Set(idsOf(await world.engine.forYou({ count: 24, hideSoldOut: false })));
  return told.filter((itemId) => drawn.has(itemId)).length / 24;
}

/** One attack on one person, whose history begins anew. */
export async function played<T>(
  world: World,
  person: Person,
  opens: Opens,
  attack: (attacked: attackers.Attacked) => Promise<T>,
): Promise<T> {
  const { engine, clock, itemIds } = world;
  const startMs = clock.nowMs;
  await engine.forget();
  let done = 0;
  const advance = async (toMs: number) => {
    clock.nowMs = Math.max(clock.nowMs, toMs);
    const until = person.findIndex(({ agoMs }) => startMs - agoMs > toMs);
    const deeds = person.slice(done, until < 0 ? undefined : until);
    done += deeds.length;
    const timed = deeds.map(({ type, item, agoMs }) => ({
      type,
      itemId: itemIds[item]!,
      time: Math.floor(startMs - agoMs),
    }));
    await engine.addEvents(timed);
  };
  await advance(startMs);
  const result = await attack({ world, person, port: opens(world), advance, startMs });
  await engine.forget();
  clock.nowMs = startMs;
  return result;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
