// Holds the searches to the shops: every wish can be had (two cards at least), or by none where the search is `empty`.
// Run by `node --import tsx test/shops/check-searches.ts`; README.md has the rubric.
import { type Card, readJson, readShop, SHOP_NAMES } from './read-shops.ts';
import { cardsAsWanted, type Wants } from './wants.ts';

type Search = { query: string; kind: string; wants: Wants; empty?: true; soft?: true };

const SEARCHES_PER_SHOP = 60;
const AT_LEAST = { price: 10, stock: 6, refusal: 6, typo: 8, synonym: 8, rating: 6, colour: 0, size: 3 };
const EMPTY_AT_LEAST = 6;
const CARDS_AT_LEAST = 300;

for (const name of SHOP_NAMES) {
  const cards = readShop(name);
  const searches = readJson<Search[]>(`searches-${name}.json`);
  const faults = [...countFaults(cards, searches), ...searches.flatMap((search) => fault(cards, search))];
  const counts = searches.map(({ wants }) => cardsAsWanted(cards, wants).length);
  const soldOut = cards.filter((card) => !card.variants.some(({ inStock }) => inStock)).length;
  console.log(
    `${name}: ${cards.length} cards, ${soldOut} sold out, ${searches.length} searches, ${faults.length} faults`,
  );
  if (process.argv.includes('--list')) searches.forEach(({ query }, i) => void console.log(`  ${counts[i]}  ${query}`));
  for (const line of faults) console.log(`  ${line}`);
  if (faults.length > 0) process.exitCode = 1;
}

function fault(cards: Card[], { query, wants, empty }: Search): string[] {
  const found = cardsAsWanted(cards, wants);
  if (empty) return found.length === 0 ? [] : [`"${query}" is to be empty, found ${titles(found)}`];
  return found.length >= 2 ? [] : [`"${query}": ${found.length} cards (${titles(found)}), expected 2 at least`];
}

function titles(cards: Card[]): string {
  return cards.map(({ title }) => title).join(', ');
}

function countFaults(cards: Card[], searches: Search[]): string[] {
  const of = (kind: string) => searches.filter((search) => search.kind === kind).length;
  const expected: [string, number, number][] = [
    ['cards', cards.length, CARDS_AT_LEAST],
    ['searches', searches.length, SEARCHES_PER_SHOP],
    ['queries that differ', new Set(searches.map(({ query }) => query)).size, searches.length],
    ['empty', searches.filter(({ empty }) => empty).length, EMPTY_AT_LEAST],
    ...Object.entries(AT_LEAST).map(([kind, least]): [string, number, number] => [kind, of(kind), least]),
  ];
  return expected.filter(([, n, least]) => n < least).map(([what, n, least]) => `${what}: ${n}, expected ${least}`);
}
