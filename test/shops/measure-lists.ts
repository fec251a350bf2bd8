// What lists of the three shops are like: `node --import tsx test/shops/measure-lists.ts FOLDER [--show | --count] [shop]`, over bundles
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

async function show(engine: Engine, name: ShopName, isShown: boolean, isCounted: boolean): Promise<void> {
  const judged = readJson<Record<ShopName, Judged>>('judged.json')[name];
  const all = await engine.popular({ count: 1000 });
  let [answered, same, numRows] = [0, 0, 0];
  for (const item of all.items) {
    const { items } = await engine.goesWith([item.itemId], { count: ROW });
    if (items.length > 0) answered++;
    for (const other of items) {
      numRows++;
      if (kindOf(other) === kindOf(item)) same++;
    }
  }
  console.log(
    `${name}: ${all.items.length} items; goesWith answers ${answered} (${(answered / all.items.length).toFixed(2)}), of the same kind ${same} of ${numRows}`,
  );
  for (const { id, similar, goesWith } of judged.items) {
    const one = await engine.item(id);
    const alike = (await engine.similar(id, { count: ROW })).items;
    const beside = (await engine.goesWith([id], { count: ROW })).items;
    const hits = (list: { itemId: string }[], wanted: string[]) =>
      list.filter(({ itemId }) => wanted.includes(itemId)).length;
    if (!isShown) continue;
    console.log(`  ${one.title} [${kindOf(one)}]`);
    console.log(
      `    similar${isCounted ? ` ${hits(alike, similar)}` : ''}: ${alike.map(({ title }) => title).join(' | ')}`,
    );
    console.log(
      `    with ${hits(beside, goesWith)}: ${beside.map((other) => `${other.title} [${kindOf(other)}]`).join(' | ')}`,
    );
  }
  for (const { name: who, kinds } of judged.shoppers) {
    await engine.forget();
    const liked = kinds.flatMap((kind) => kind.liked);
    // In turns: nobody likes all of one kind first.
    for (const [i, itemId] of liked.entries()) await engine.record({ type: 'like', itemId, time: Date.now() + i });
    const { items } = await engine.forYou({ count: FIRST });
    const soldOut = items.filter(({ details }) => details.stock === '0').length;
    const titles = items.map(({ title }) => title);
    const unknown = liked.filter((itemId) => !all.items.some((item) => item.itemId === itemId));
    console.log(
      `  ${who}: sold out ${soldOut}, twice ${titles.length - new Set(titles).size}, unknown likes ${unknown}`,
    );
    console.log(`    ${items.map((item) => `${item.title} [${kindOf(item)}]`).join(' | ')}`);
  }
}

const [folder = '.cache/shops', ...rest] = process.argv.slice(2);
for (const name of SHOP_NAMES.filter((one) => rest.every((word) => word.startsWith('--')) || rest.includes(one))) {
  const engine = await openShop(`${folder}/${name}`);
  await show(engine, name, rest.includes('--show') || rest.includes('--count'), rest.includes('--count'));
  await engine.dispose();
}
