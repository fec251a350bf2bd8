// Attackers at a port. Each plays up to 560 calls over days and says what it saw as signs of each item: how like the told lists
// it is, how often it was told and how often it was missing where the list of that taste has it. Where a real attacker would
// have to work the taste's ranking out, these are given it: what they reach is more than anybody does.

import type { Evidence } from './learner.ts';
import type { Person } from './people.ts';
import { idsOf, type Port } from './ports.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;
/** Four visits a day are what a budget lets through at most. */
const VISITS = 12;
const BETWEEN_MS = 6 * HOUR_MS;
/** Items that a window is aimed with. */
const AIMS = 10;
const SEEN = 300;
const ALL = 1000;

/** What the world does while an attack goes on. */
export interface Attacked {
  world: World;
  port: Port;
  person: Person;
  /** To that moment: what the person did until then is recorded. */
  advance(toMs: number): Promise<void>;
  startMs: number;
}

/** Of one list of a port: what was told, and the ranking behind it from which nothing is left out. */
interface Sight {
  told: number[];
  whole: number[];
  /** The same as if nothing had been looked at. */
  unviewed: number[];
  probed: ReadonlySet<number>;
}

export type Attacker = (attacked: Attacked) => Promise<Evidence>;

/** One list of the taste from which nothing was left out: what attackers are compared with. */
export const oneWholeList: Attacker = async ({ world, advance, startMs }) => {
  await advance(startMs + BETWEEN_MS * VISITS);
  const whole = (await wholeRanking(world, true)).slice(0, 24);
  return evidenceOf(world, [{ told: whole, whole, unviewed: whole, probed: new Set() }]);
};

/** Looks on, and does nothing. */
export const looksOn: Attacker = async (attacked) => evidenceOf(attacked.world, await visits(attacked, async () => []));

/** Likes what is near what it was told, so that other parts of the taste come into the window. */
export const aimsAtTaste: Attacker = async (attacked) => {
  const { world } = attacked;
  const seen = new Set<number>();
  const sights = await visits(attacked, async (sights) => {
    for (const { whole } of sights.slice(-1)) for (const item of whole.slice(0, SEEN)) seen.add(item);
    return aimsNear(world, best(world.likeness(sights[0]!.told), seen), seen);
  });
  return evidenceOf(world, sights);
};

/** Likes what is far from all it has seen, best known first: so the window goes over the whole catalog. */
export const sweeps: Attacker = async (attacked) => {
  const { world } = attacked;
  const [seen, nearest] = [new Set<number>(), world.popularity.map(() => -1)];
  const sights = await visits(attacked, async (sights) => {
    for (const item of sights.at(-1)!.told) {
      seen.add(item);
      world.likeness([item]).forEach((cosine, other) => {
        nearest[other] = Math.max(nearest[other]!, cosine);
      });
    }
    return aimsNear(
      world,
      best(
        nearest.map((near, item) => world.popularity[item]! - near),
        seen,
      ),
      seen,
    );
  });
  return evidenceOf(world, sights);
};

/** Takes back what the person may have said, says it and takes it back, and looks what the next list does. */
export const takesBack: Attacker = async (attacked) => {
  const { world, port } = attacked;
  const probed = new Set<number>();
  const sights = await visits(attacked, async (sights) => {
    const { told } = sights[0]!;
    const near = world.likeness(told);
    const batch: number[] = [];
    for (let n = 0; n < AIMS; n++) {
      const item = best(near, new Set([...probed, ...told]));
      probed.add(item);
      batch.push(item);
      const itemId = world.itemIds[item]!;
      if (n % 2 === 0) await port.ask('record', 'like', itemId);
      else await port.ask('record', 'rate', itemId, { value: 3 });
      await port.ask('record', 'clear', itemId);
      await port.ask('record', 'remove_from_cart', itemId);
    }
    return batch;
  });
  return evidenceOf(world, sights);
};

/** Asks for all there is by every call that the port of before answered for the person. */
export const asksForAll: Attacker = async ({ world, port, advance, startMs }) => {
  await advance(startMs + BETWEEN_MS * VISITS);
  const told = rowsOf(world, idsOf(await port.ask('forYou', { count: SEEN })));
  const evidence = evidenceOf(world, [{ told: told.slice(0, 24), whole: [], unviewed: [], probed: new Set() }]);
  const [forYou, popular] = [await pagesOf(world, port, 'forYou'), await pagesOf(world, port, 'popular')];
  const [asked, known] = [new Set(forYou), new Set(popular)];
  const place = new Map(popular.map((item, at) => [item, at]));
  // What was looked at comes later than what was known less well.
  const publicly = [...known].sort((a, b) => world.popularity[b]! - world.popularity[a]!);
  const later = new Map(publicly.map((item, at) => [item, place.get(item)! - at]));
  return withSigns(evidence, (item) => {
    const [isMissing, isUnknown] = [!asked.has(item), !known.has(item)];
    const isLater = (later.get(item) ?? 0) > 0;
    return [Number(isMissing), Number(isUnknown), Number(isMissing && !isUnknown), Number(isLater)];
  });
};

/** What no page of `forYou` has: in a shop of less than a thousand items one call says it. */
export async function missingFromAll({ world, port, advance, startMs }: Attacked): Promise<Set<number>> {
  await advance(startMs + BETWEEN_MS * VISITS);
  const told = new Set(await pagesOf(world, port, 'forYou'));
  return new Set([...world.itemIds.keys()].filter((item) => !told.has(item)));
}

/** @param between  acts on the port between two visits. @returns items that it spoke of, whose mention the next list answers */
async function visits(
  { world, port, advance, startMs }: Attacked,
  between: (sights: readonly Sight[]) => Promise<number[]>,
): Promise<Sight[]> {
  const sights: Sight[] = [];
  let probed: ReadonlySet<number> = new Set();
  for (let visit = 0; visit < VISITS; visit++) {
    await advance(startMs + visit * BETWEEN_MS);
    const told = rowsOf(world, idsOf(await port.ask('forYou', { count: SEEN })));
    // A stranger's list is known as such: nothing is missing in it.
    const isPersons = `${told}` !== `${await strangersList(world, told.length)}`;
    const ranking = async (isUnviewed: boolean) => (isPersons ? wholeRanking(world, isUnviewed) : []);
    sights.push({ told, whole: await ranking(false), unviewed: await ranking(true), probed });
    const last = [...probed];
    probed = new Set(await between(sights));
    for (const item of last) await port.ask('record', 'clear', world.itemIds[item]!);
    for (const item of probed) await port.ask('record', 'like', world.itemIds[item]!);
  }
  return sights;
}

function aimsNear(world: World, target: number, without: ReadonlySet<number>): number[] {
  const near = world.likeness([target]);
  const order = [...near.keys()].filter((item) => item !== target && !without.has(item));
  return order.sort((a, b) => near[b]! - near[a]!).slice(0, AIMS);
}

function best(scores: Float64Array, without: ReadonlySet<number>): number {
  let found = 0;
  for (const [item, score] of scores.entries()) {
    if (!without.has(item) && (score > scores[found]! || without.has(found))) found = item;
  }
  return found;
}

async function strangersList({ engine, indexOf }: World, count: number): Promise<number[]> {
  const { items } = await engine.forYou({ count, anonymous: true });
  return items.map(({ itemId }) => indexOf.get(itemId)!);
}

/** All items as the person's list would have them if none were left out. */
async function wholeRanking({ engine, itemIds, indexOf, clock }: World, isUnviewed = false): Promise<number[]> {
  const boosts = isUnviewed ? await unviewing(engine, clock.nowMs) : {};
  const { items } = await engine.forYou({
    among: itemIds,
    hideBought: false,
    count: Math.min(ALL, itemIds.length),
    ...boosts,
  });
  return items.map(({ itemId }) => indexOf.get(itemId)!);
}

/** Factors that take back how much later what was looked at comes. */
async function unviewing(engine: World['engine'], nowMs: number): Promise<{ boosts: Record<string, number> } | object> {
  const boosts: Record<string, number> = {};
  for (const { event } of await engine.history()) {
    if (event.type !== 'view' || !event.itemId) continue;
    boosts[event.itemId] = Math.max(
      boosts[event.itemId] ?? 1,
      4 ** (2 ** (-Math.max(0, nowMs - event.time) / (72 * HOUR_MS))),
    );
  }
  return Object.keys(boosts).length > 0 ? { boosts } : {};
}

async function pagesOf(world: World, port: Port, name: 'forYou' | 'popular'): Promise<number[]> {
  const ids: string[] = [];
  for (;;) {
    const page = idsOf(await port.ask(name, { count: ALL, exclude: ids }));
    ids.push(...page);
    if (page.length < ALL) return rowsOf(world, ids);
  }
}

const rowsOf = ({ indexOf }: World, ids: readonly string[]): number[] => ids.map((id) => indexOf.get(id)!);

/** The signs of each item that the sights give. */
function evidenceOf(world: World, sights: readonly Sight[]): Evidence {
  const first = sights[0]!.told;
  const everTold = new Set(sights.flatMap(({ told }) => told));
  const all = [...everTold];
  const byItem = world.itemIds.map(() => ({
    told: 0,
    missing: 0,
    unviewed: 0,
    lost: 0,
    found: 0,
    moved: 0,
    probed: 0,
  }));
  const lastTold = new Map<number, number>();
  const changed = sights.map(({ told }, i) => i > 0 && `${told}` !== `${sights[i - 1]!.told}`);
  for (const [visit, { told, whole, unviewed, probed }] of sights.entries()) {
    const isTold = new Set(told);
    missingOf(whole, isTold).forEach((item) => {
      byItem[item]!.missing++;
      if (lastTold.get(item) === visit - 1) byItem[item]!.lost++;
    });
    for (const item of missingOf(unviewed, isTold)) byItem[item]!.unviewed++;
    for (const [place, item] of told.entries()) {
      byItem[item]!.told++;
      byItem[item]!.moved += place - Math.min(60, Math.max(0, unviewed.indexOf(item)));
      if (probed.has(item)) byItem[item]!.found++;
      lastTold.set(item, visit);
    }
    for (const item of probed) byItem[item]!.probed += changed[visit] ? 1 : -1;
  }
  const [likeFirst, likeAll] = [world.likeness(first), world.likeness(all)];
  const likeOne = first.map((item) => world.likeness([item]));
  return withSigns(
    { numSigns: 0, signs: new Float64Array(0) },
    (item) => {
      const { told, missing, unviewed, lost, found, moved, probed } = byItem[item]!;
      const near = likeFirst[item]!;
      const nearest = Math.max(...likeOne.map((like) => like[item]!));
      const neverTold = Number(missing > 0 && told === 0);
      return [
        ...[near, nearest, near ** 2, likeAll[item]!, world.popularity[item]!, world.popularity[item]! ** 4],
        ...[
          Number(first.includes(item)),
          Math.min(1, told),
          neverTold,
          missing / sights.length,
          Math.min(1, unviewed) * (told ? 0 : 1),
        ],
        ...[Math.min(1, lost), Math.min(1, found), moved / Math.max(1, told), probed, neverTold * near],
      ];
    },
    world.itemIds.length,
  );
}

/** What a list of that length should have had. */
function missingOf(whole: readonly number[], told: ReadonlySet<number>): number[] {
  const last = whole.findLastIndex((item) => told.has(item));
  return whole.slice(0, last + 1).filter((item) => !told.has(item));
}

function withSigns(
  { numSigns, signs }: Evidence,
  more: (item: number) => number[],
  numItems = signs.length / numSigns,
): Evidence {
  const added = more(0).length;
  const both = new Float64Array(numItems * (numSigns + added));
  for (let item = 0; item < numItems; item++) {
    both.set(signs.subarray(item * numSigns, (item + 1) * numSigns), item * (numSigns + added));
    both.set(more(item), item * (numSigns + added) + numSigns);
  }
  return { numSigns: numSigns + added, signs: both };
}
