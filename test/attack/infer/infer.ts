// One run of the attacks over some histories: what each attacker reaches at the port of before and at the port of now, act by
// act, beside one who sees one list.
import * as attackers from './attackers.ts';
import { crossedAreas, type Evidence } from './learner.ts';
import { ACTS, type Act, type Person } from './people.ts';
import { type Port, portBefore, portNow } from './ports.ts';
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

type Opens = (world: World) => Port;
const AT_NOW = {
  'looks on': attackers.looksOn,
  aims: attackers.aimsAtTaste,
  sweeps: attackers.sweeps,
  'takes back': attackers.takesBack,
};

export async function infer(
  world: World,
  people: readonly Person[],
  { port = portOfNow, onPerson = () => {} }: { port?: Opens; onPerson?: (done: number) => void } = {},
): Promise<Inference[]> {
  const seen: Record<string, Evidence[]> = { oneList: [], before: [] };
  for (const [i, person] of people.entries()) {
    const play = (opens: Opens, attack: attackers.Attacker) => played(world, person, opens, attack);
    seen.oneList!.push(await play(portBeforeOf, attackers.oneWholeList));
    seen.before!.push(await play(portBeforeOf, attackers.asksForAll));
    for (const [name, attack] of Object.entries(AT_NOW)) (seen[name] ??= []).push(await play(port, attack));
    onPerson(i + 1);
  }
  return ACTS.map((act) => {
    const positives = people.map(
      (person) => new Set(person.filter(({ type }) => type === act).map(({ item }) => item)),
    );
    const area = (name: string) => mean(crossedAreas(seen[name]!, positives));
    const reached = Object.keys(AT_NOW).map((name) => ({ name, area: area(name) }));
    const most = reached.reduce((a, b) => (b.area > a.area ? b : a));
    return { act, oneList: area('oneList'), before: area('before'), now: most.area, by: most.name };
  });
}

const portOfNow: Opens = ({ engine, clock }) => portNow(engine, () => clock.nowMs);
const portBeforeOf: Opens = ({ engine }) => portBefore(engine);

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
    await engine.addEvents(
      deeds.map(({ type, item, agoMs }) => ({ type, itemId: itemIds[item]!, time: Math.floor(startMs - agoMs) })),
    );
  };
  await advance(startMs);
  const result = await attack({ world, person, port: opens(world), advance, startMs });
  await engine.forget();
  clock.nowMs = startMs;
  return result;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
