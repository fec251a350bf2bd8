// What lists of the three shops are like: `node --import tsx test/shops/measure-lists.ts FOLDER [--show] [shop]`, over bundles
// that measure-searches.ts built. After five likes of two kinds both are to stand in the first eight, nothing sold out and
// nothing twice; what goes with an item is of another kind, for seven items of ten at least.
import type { Engine } from '../../src/engine/engine.ts';
import { readJson, SHOP_NAMES, type ShopName } from './read-shops.ts';
import { openShop } from './shop-engine.ts';

const FIRST = 8;
const ROW = 6;

interface Shopper {
  name: string;
  kinds: { name: string; kind: string[]; liked: string[] }[];
}

interface Judged {
  items: { id: string; similar: string[]; goesWith: string[] }[];
  shoppers: Shopper[];
}

const kindOf = ({ facets }: { facets: Record<string, string[]> }): string =>
  (facets.type ?? facets.category ?? []).join(', ');

export interface MeasuredLists {
  numItems: number;
  /** Items beside which something goes, and shown companions of their own kind. */
  numAnswered: number;
  numSameKind: number;
  shoppers: ShopperList[];
  /** As lines to read: ten items with what is similar, and what goes with each. */
  lines: string[];
}

interface ShopperList {
  name: string;
  kinds: Shopper['kinds'];
  /** Of the first eight. */
  items: { title: string; kind: string; isSoldOut: boolean }[];
}

export async function measureLists(name: ShopName, bundle: string): Promise<MeasuredLists> {
  const engine = await openShop(bundle);
  const judged = readJson<Record<ShopName, Judged>>('judged.json')[name];
  const all = (await engine.popular({ count: 1000 })).items;
  const companions = [];
  for (const item of all) companions.push((await engine.goesWith([item.itemId], { count: ROW })).items);
  const isSameKind = (other: RankedOrNot, i: number) => kindOf(other) === kindOf(all[i]!);
  const lines = [];
  for (const { id } of judged.items) lines.push(...(await linesOf(engine, id)));
  const shoppers = [];
  for (const shopper of judged.shoppers) shoppers.push(await listOf(engine, shopper));
  await engine.dispose();
  return {
    numItems: all.length,
    numAnswered: companions.filter(({ length }) => length > 0).length,
    numSameKind: companions.flatMap((row, i) => row.filter((other) => isSameKind(other, i))).length,
    shoppers,
    lines,
  };
}

type RankedOrNot = Parameters<typeof kindOf>[0];

async function linesOf(engine: Engine, id: string): Promise<string[]> {
  const item = await engine.item(id);
  const alike = (await engine.similar(id, { count: ROW })).items;
  const beside = (await engine.goesWith([id], { count: ROW })).items;
  return [
    `  ${item.title} [${kindOf(item)}]`,
    `    similar: ${alike.map(({ title }) => title).join(' | ')}`,
    `    with: ${beside.map((other) => `${other.title} [${kindOf(other)}]`).join(' | ')}`,
  ];
}

async function listOf(engine: Engine, { name, kinds }: Shopper): Promise<ShopperList> {
  await engine.forget();
  const liked = kinds.flatMap((kind) => kind.liked);
  for (const [i, itemId] of liked.entries()) await engine.record({ type: 'like', itemId, time: Date.now() + i });
  const { items } = await engine.forYou({ count: FIRST });
  const told = items.map((item) => ({
    ...{ title: item.title, kind: kindOf(item), isSoldOut: item.details.stock === '0' },
  }));
  return { name, kinds, items: told };
}

if (process.argv[1]?.endsWith('measure-lists.ts')) {
  const [folder = '.cache/shops', ...rest] = process.argv.slice(2);
  for (const name of SHOP_NAMES.filter((one) => rest.every((word) => word.startsWith('--')) || rest.includes(one))) {
    const { numItems, numAnswered, numSameKind, shoppers, lines } = await measureLists(name, `${folder}/${name}`);
    console.log(`${name}: ${numItems} items; goesWith answers ${numAnswered}, ${numSameKind} of the same kind`);
    if (rest.includes('--show')) console.log(lines.join('\n'));
    for (const { name: who, items } of shoppers) {
      console.log(
        `  ${who}: ${items.map(({ title, kind, isSoldOut }) => `${title} [${kind}]${isSoldOut ? ' SOLD OUT' : ''}`).join(' | ')}`,
      );
    }
  }
}
