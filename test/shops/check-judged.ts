// Holds judged.json to the shops: every id is a card that can be bought, five beside five, and what "goes with" an item
// is of another finest kind. Run by `node --import tsx test/shops/check-judged.ts`.
import { type Card, readJson, readShop, SHOP_NAMES, type ShopName } from './read-shops.ts';

type Judged = {
  items: { id: string; title: string; similar: string[]; goesWith: string[] }[];
  shoppers: { name: string; kinds: { name: string; kind: string[]; liked: string[] }[] }[];
};

const judged = readJson<Record<ShopName, Judged>>('judged.json');
for (const name of SHOP_NAMES) {
  const cards = new Map(readShop(name).map((card) => [card.id, card]));
  const { items, shoppers } = judged[name];
  const faults = [
    ...expected(`${name}: judged items`, items.length, 10),
    ...expected(`${name}: shoppers of two kinds`, shoppers.length, 3),
    ...items.flatMap((item) => itemFaults(cards, item)),
    ...shoppers.flatMap((shopper) => shopperFaults(cards, shopper)),
  ];
  console.log(`${name}: ${items.length} items, ${shoppers.length} shoppers, ${faults.length} faults`);
  for (const line of faults) console.log(`  ${line}`);
  if (faults.length > 0) process.exitCode = 1;
}

function itemFaults(cards: Map<string, Card>, { id, title, similar, goesWith }: Judged['items'][number]): string[] {
  const ids = [id, ...similar, ...goesWith];
  const kind = cards.get(id)?.kind;
  const sameKind = goesWith.filter((other) => cards.get(other)?.kind === kind);
  return [
    ...ids.flatMap((one) => cardFaults(cards, one)),
    ...expected(`${title}: different cards`, new Set(ids).size, 11),
    ...expected(`${title}: similar`, similar.length, 5),
    ...sameKind.map((other) => `${title}: goes with ${other}, which is of its own kind`),
  ];
}

function shopperFaults(cards: Map<string, Card>, { name, kinds }: Judged['shoppers'][number]): string[] {
  const liked = kinds.flatMap((kind) => kind.liked);
  const astray = kinds.flatMap(({ kind, liked: of }) => of.filter((id) => !kind.includes(cards.get(id)?.kind ?? '')));
  return [
    ...liked.flatMap((id) => cardFaults(cards, id)),
    ...expected(`${name}: liked`, new Set(liked).size, 5),
    ...expected(`${name}: kinds`, kinds.length, 2),
    ...astray.map((id) => `${name}: ${id} is not of the kind that is named`),
  ];
}

function cardFaults(cards: Map<string, Card>, id: string): string[] {
  const card = cards.get(id);
  if (!card) return [`${id}: no such card`];
  return card.variants.some(({ inStock }) => inStock) ? [] : [`${id}: sold out`];
}

function expected(what: string, found: number, wanted: number): string[] {
  return found === wanted ? [] : [`${what}: ${found}, expected ${wanted}`];
}
