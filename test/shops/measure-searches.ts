// How many of the searches are obeyed, by the rubric of README.md: `node --import tsx test/shops/measure-searches.ts FOLDER
// [--build] [shop]`. Bundles are built into the folder, or taken from there.
import type { SearchResponse } from '../../src/engine/search/search-api.ts';
import { type Card, readJson, readShop, SHOP_NAMES, type ShopName } from './read-shops.ts';
import { buildShop, openShop } from './shop-engine.ts';
import { cardsAsWanted, type Wants } from './wants.ts';

interface Search {
  query: string;
  kind: string;
  wants: Wants;
  empty?: true;
  soft?: true;
}

const FIRST = 10;

export interface Measured {
  numSearches: number;
  /** In words, of those that were not obeyed. */
  failed: string[];
}

export async function measureSearches(name: ShopName, bundle: string): Promise<Measured> {
  const engine = await openShop(bundle);
  const cards = readShop(name);
  const cardOf = cardFinder(name, cards);
  const searches = readJson<Search[]>(`searches-${name}.json`);
  const failed: string[] = [];
  for (const search of searches) {
    const answer = await engine.search({ query: search.query, count: FIRST });
    const found = answer.items.map(({ itemId, title }) => cardOf(itemId, title));
    const problem = problemOf(search, answer, found, cards);
    if (problem) failed.push(`${search.kind}: "${search.query}": ${problem}`);
  }
  await engine.dispose();
  return { numSearches: searches.length, failed };
}

/** Editions of a book are one card. */
function cardFinder(name: ShopName, cards: readonly Card[]): (itemId: string, title: string) => Card | undefined {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const byTitle = new Map(cards.map((card) => [card.title, card]));
  return (itemId, title) => byId.get(itemId) ?? (name === 'books' ? byTitle.get(title) : undefined);
}

function problemOf(
  { wants, empty, soft }: Search,
  answer: Pick<SearchResponse, 'note' | 'relaxed' | 'loosen' | 'missing' | 'reading'>,
  found: readonly (Card | undefined)[],
  cards: Card[],
): string | undefined {
  const { note, relaxed = [], missing } = answer;
  const hasSentence = note !== undefined || relaxed.length > 0 || missing !== undefined;
  if (empty) return hasSentence ? undefined : `nothing says that nothing is like that (${titles(found.slice(0, 3))})`;
  if (found.length === 0) return `nothing is found (${note ?? 'no sentence'})`;
  if (new Set(found).size < found.length) return `one card twice (${titles(found)})`;
  const wanted = new Set(cardsAsWanted(cards, wants));
  const first = soft ? found.slice(0, Math.min(FIRST, wanted.size)) : found;
  const wrong = first.filter((card) => !card || !wanted.has(card));
  if (wrong.length > 0) {
    const read = answer.reading.wishes.map(({ label, said }) => `${said}=${label}`).join(', ');
    return `${wrong.length} of ${first.length} wrong (${titles(wrong.slice(0, 3))}); read ${read || 'nothing'}; rest "${answer.reading.rest}"; relaxed ${relaxed.map(({ field }) => field)}`;
  }
  return undefined;
}

function titles(found: readonly (Card | undefined)[]): string {
  return found.map((card) => card?.title ?? 'no card').join(', ');
}

if (process.argv[1]?.endsWith('measure-searches.ts')) {
  const [folder = '.cache/shops', ...rest] = process.argv.slice(2);
  const names = SHOP_NAMES.filter((name) => rest.every((word) => word.startsWith('--')) || rest.includes(name));
  for (const name of names) {
    if (rest.includes('--build')) await buildShop(name, folder);
    const { numSearches, failed } = await measureSearches(name, `${folder}/${name}`);
    console.log(`${name}: ${numSearches - failed.length} of ${numSearches} obeyed`);
    for (const line of failed) console.log(`  ${line}`);
  }
}
