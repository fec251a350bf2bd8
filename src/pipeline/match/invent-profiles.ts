// People who do not exist, made out of a catalog alone: what they liked lies around one or two items, what they disliked is of
// another kind, and one in three says what is wanted just now. Beside each stand the items that a judge is asked about, found as
// a page would find them: by its own engine.
import type { ItemCatalog } from '../../catalog/item-catalog.ts';
import type { Engine } from '../../engine/engine.ts';
import { InputError } from '../../errors.ts';
import type { JudgedProfile } from '../../formats/judgements.ts';
import { createRandom, type Random } from '../../numerics/random.ts';
import { LISTED, tellProfile } from './judged-rows.ts';

const FEWEST_ITEMS = 20;
const FEWEST_EVENTS = 3;
const MOST_EVENTS = 30;
/** Of a list of so many, so many are judged. */
const LIST = 40;
const FROM_LIST = 8;
/** How far around an item its kind goes, at most. */
const MOST_NEAR = 100;
const FEWEST_CANDIDATES = 4;
const MOST_CANDIDATES = 12;
const LOOKED_AT_SHARE = 0.15;
const WISHES: ((value: string) => string)[] = [
  (value) => value,
  (value) => `more ${value}`,
  (value) => `no ${value}`,
  (value) => `only ${value}`,
];

export interface InventedProfile extends Omit<JudgedProfile, 'judged'> {
  /** What is to be judged, in no telling order. */
  candidates: { item: string; from: string }[];
}

export interface InventOptions {
  /** Its history is replaced. */
  engine: Engine;
  catalog: ItemCatalog;
  seed: number;
}

/** One name, one profile, as long as the catalog is the same. */
export const inventedName = (seed: number, number: number) => `${seed}-${String(number).padStart(3, '0')}`;

/**
 * @param number  which one, from 1
 * @throws InputError for a catalog that is too small
 */
export async function inventProfile(
  { engine, catalog, seed }: InventOptions,
  number: number,
): Promise<InventedProfile> {
  const ids = Array.from(catalog.available.indices(), (row) => catalog.itemId(row));
  if (ids.length < FEWEST_ITEMS)
    throw new InputError({
      file: 'the bundle',
      found: `${ids.length} items`,
      expected: `at least ${FEWEST_ITEMS}: of fewer there is nothing to choose from`,
    });
  const random = createRandom(Math.imul(seed, 0x9e3779b1) + number);
  await engine.forget();
  const events = await inventEvents(engine, ids, random);
  const profile = { profile: inventedName(seed, number), events };
  const said = number % 3 === 0 ? await inventWish(engine, catalog, events, random) : undefined;
  if (said !== undefined) {
    await tellProfile(engine, { events, said });
    const candidates = await findCandidates(engine, events, random);
    // Where a wish leaves nothing to choose from, it was none.
    if (candidates.length >= FEWEST_CANDIDATES) return { ...profile, said, candidates };
  }
  await tellProfile(engine, { events });
  return { ...profile, candidates: await findCandidates(engine, events, random) };
}

type Events = JudgedProfile['events'];

async function inventEvents(engine: Engine, ids: readonly string[], random: Random): Promise<Events> {
  const most = Math.min(MOST_EVENTS, Math.floor(ids.length / 4));
  const numEvents = FEWEST_EVENTS + Math.floor((most - FEWEST_EVENTS + 1) * random.next() ** 2);
  const numDisliked = random.integer(Math.floor(numEvents / 4) + 1);
  const seeds = Array.from({ length: 1 + random.integer(2) }, () => oneOf(ids, random));
  const near = new Set(seeds);
  const chosen = new Map<string, Events[number]['type']>();
  for (const [i, seed] of seeds.entries()) {
    const share = Math.ceil((numEvents - numDisliked) / seeds.length);
    const around = await similarTo(engine, seed, Math.min(MOST_NEAR, Math.floor(ids.length / 4)));
    for (const item of around) near.add(item);
    chosen.set(seed, 'like');
    const pool = shuffled(around.slice(0, 3 * share), random);
    for (const item of pool) {
      if (chosen.size >= Math.min(share * (i + 1), numEvents - numDisliked)) break;
      if (!chosen.has(item)) chosen.set(item, random.next() < LOOKED_AT_SHARE ? 'view' : 'like');
    }
  }
  const far = ids.filter((id) => !near.has(id));
  if (numDisliked > 0 && far.length > 0) {
    const first = oneOf(far, random);
    const around = (await similarTo(engine, first, MOST_EVENTS)).filter((id) => !near.has(id));
    for (const item of [first, ...around].slice(0, numDisliked)) chosen.set(item, 'dislike');
  }
  return shuffled(
    Array.from(chosen, ([itemId, type]) => ({ type, itemId })),
    random,
  );
}

/** About a kind that they like, or about any. */
async function inventWish(
  engine: Engine,
  catalog: ItemCatalog,
  events: Events,
  random: Random,
): Promise<string | undefined> {
  const facets = Object.entries(await engine.facetCounts()).filter(([, values]) => values.length > 1);
  if (facets.length === 0) return undefined;
  const [facet, values] = oneOf(facets, random);
  const own = events.flatMap(({ itemId }) => catalog.facetValues(catalog.indexOf(itemId)!, facet));
  const isOwn = random.next() < 0.5 && own.length > 0;
  const value = isOwn ? oneOf(own, random) : oneOf(values, random).value;
  return oneOf(WISHES, random)(value);
}

async function findCandidates(engine: Engine, events: Events, random: Random): Promise<InventedProfile['candidates']> {
  const found = new Map<string, string>();
  const known = new Set(events.map(({ itemId }) => itemId));
  const take = (ids: readonly string[], from: string, count: number) => {
    const fresh = ids.filter((id) => !known.has(id) && !found.has(id));
    for (const id of fresh.slice(0, count)) found.set(id, from);
  };
  const list = async (novelty: number, count: number) =>
    shuffled(idsOf(await engine.forYou({ count, novelty, match: 'off' })), random);
  const own = await list(0, LIST);
  const last = events.findLast(({ type }) => type === 'like')!;
  const disliked = events.find(({ type }) => type === 'dislike');
  take(own, LISTED, FROM_LIST);
  const isNew = (id: string) => !own.includes(id);
  take((await list(1, LIST / 2)).filter(isNew), 'surprising', 1);
  take((await list(-1, LIST / 2)).filter(isNew), 'familiar', 1);
  take((await similarTo(engine, last.itemId, LIST / 2)).filter(isNew), 'beside', 1);
  take(shuffled(idsOf(await engine.popular({ count: LIST })), random), 'known', 1);
  if (disliked) take((await similarTo(engine, disliked.itemId, LIST / 2)).filter(isNew), 'disliked', 1);
  take(own, LISTED, Math.max(0, MOST_CANDIDATES - found.size));
  return shuffled(
    Array.from(found, ([item, from]) => ({ item, from })),
    random,
  );
}

async function similarTo(engine: Engine, itemId: string, count: number): Promise<string[]> {
  return idsOf(await engine.similar(itemId, { count }));
}

const idsOf = ({ items }: { items: readonly { itemId: string }[] }) => items.map(({ itemId }) => itemId);
const oneOf = <T>(list: readonly T[], random: Random): T => list[random.integer(list.length)]!;
const shuffled = <T>(list: readonly T[], random: Random): T[] => {
  const copy = [...list];
  random.shuffle(copy);
  return copy;
};
