// Triples ("is A nearer to B or to C?") and short queries: what holds of them, and how far two judges agree.
import { existsSync } from 'node:fs';
import { type Card, readJson, readShop, SHOP_NAMES, type ShopName } from './read-shops.ts';

type Header = { date: string; author: string; rubric: string };
export type Triple = { a: string; b: string; c: string };
/** A row's answer; `-` is what a careful person could argue either way. */
export type Answer = 'b' | 'c' | '-';
type ShortQuery = { shop: ShopName; query: string; answers: string[] };

const TRIPLES_PER_SHOP = 300;
const SHORT_QUERIES = 200;
/** Of the decided rows. */
const SIDE_SHARE = { min: 0.45, max: 0.55 };
const UNDECIDED_AT_MOST = 15;
const WORDS = { min: 2, max: 7 };
const ANSWERS = { min: 1, max: 4 };

export function readTriples(shop: ShopName): Header & { rows: Triple[] } {
  return readJson(`triples-${shop}.json`);
}

/** One pass's answers by row of a shop's triples; undefined where nobody has judged so far. */
export function readAnswers(shop: ShopName, pass: number): Answer[] | undefined {
  const file = `triples-answers-${pass}.json`;
  if (!existsSync(new URL(file, import.meta.url))) return undefined;
  return [...readJson<Record<ShopName, string>>(file)[shop]] as Answer[];
}

export function readShortQueries(): Header & { rows: ShortQuery[] } {
  return readJson('short-queries.json');
}

export function triplesFaults(shop: ShopName): string[] {
  const { rows, ...header } = readTriples(shop);
  const ids = idsOf(readShop(shop));
  const keys = rows.map(({ a, b, c }) => [a, ...[b, c].sort()].join(' '));
  return [
    ...headerFaults(`${shop}: triples`, header),
    ...expected(`${shop}: triples`, rows.length, TRIPLES_PER_SHOP),
    ...expected(`${shop}: triples that differ`, new Set(keys).size, rows.length),
    ...rows.flatMap(({ a, b, c }) => [a, b, c].filter((id) => !ids.has(id)).map((id) => `${shop}: no card ${id}`)),
    ...rows.filter(({ a, b, c }) => new Set([a, b, c]).size < 3).map(({ a }) => `${shop}: ${a}: an item twice`),
    ...answersFaults(shop, 1, rows.length),
    ...answersFaults(shop, 2, rows.length),
  ];
}

/** The sides are balanced for the judge who shuffled them; a second one need only have answered every row. */
function answersFaults(shop: ShopName, pass: number, numRows: number): string[] {
  const answers = readAnswers(shop, pass);
  if (!answers) return pass === 1 ? [`${shop}: no answers`] : [];
  const what = `${shop}: answers of pass ${pass}`;
  const strange = answers.filter((answer) => !'bc-'.includes(answer));
  const { share, numUndecided } = sides(answers);
  const { min, max } = SIDE_SHARE;
  return [
    ...expected(what, answers.length, numRows),
    ...strange.map((answer) => `${what}: ${answer}, expected b, c or -`),
    ...(pass === 1 && (share < min || share > max) ? [`${what}: ${share} are b, expected ${min} to ${max}`] : []),
    ...(pass === 1 && numUndecided > UNDECIDED_AT_MOST ? [`${what}: ${numUndecided} undecided`] : []),
  ];
}

/** @returns share of b among the decided answers, and how many are not decided */
export function sides(answers: Answer[]): { share: number; numUndecided: number } {
  const decided = answers.filter((answer) => answer !== '-');
  const share = decided.filter((answer) => answer === 'b').length / decided.length;
  return { share, numUndecided: answers.length - decided.length };
}

/** Over the rows that both decided: the share of equal answers, and Cohen's kappa (1960). */
export function agreement(first: Answer[], second: Answer[]): { numRows: number; agreed: number; kappa: number } {
  const both = first.map((one, i) => [one, second[i]]).filter((pair) => !pair.includes('-'));
  const numRows = both.length;
  const agreed = both.filter(([one, other]) => one === other).length / numRows;
  const shareOfB = (side: 0 | 1) => both.filter((pair) => pair[side] === 'b').length / numRows;
  const [b1, b2] = [shareOfB(0), shareOfB(1)];
  const byChance = b1 * b2 + (1 - b1) * (1 - b2);
  return { numRows, agreed, kappa: byChance === 1 ? 1 : (agreed - byChance) / (1 - byChance) };
}

export function shortQueriesFaults(): string[] {
  const { rows, ...header } = readShortQueries();
  const shops = new Map(SHOP_NAMES.map((shop) => [shop, readShop(shop)]));
  return [
    ...headerFaults('short queries', header),
    ...expected('short queries', rows.length, SHORT_QUERIES),
    ...expected('short queries that differ', new Set(rows.map(({ query }) => query)).size, rows.length),
    ...rows.flatMap((row) => shortQueryFaults(row, shops.get(row.shop) ?? [])),
  ];
}

function shortQueryFaults({ query, answers }: ShortQuery, cards: Card[]): string[] {
  const titles = new Map(cards.map(({ id, title }) => [id, title]));
  const words = wordsOf(query);
  const inTitles = new Set(answers.flatMap((id) => wordsOf(titles.get(id) ?? '')));
  return [
    ...within(`"${query}": words`, query.split(' ').length, WORDS),
    ...within(`"${query}": answers`, new Set(answers).size, ANSWERS),
    ...expected(`"${query}": answers that differ`, new Set(answers).size, answers.length),
    ...answers.filter((id) => !titles.has(id)).map((id) => `"${query}": no card ${id}`),
    ...(words.every((word) => inTitles.has(word)) ? [`"${query}": only words of the titles`] : []),
  ];
}

function idsOf(cards: Card[]): Set<string> {
  return new Set(cards.map(({ id }) => id));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function headerFaults(what: string, { date, author, rubric }: Header): string[] {
  return [date, author, rubric].every(Boolean) ? [] : [`${what}: no date, author or rubric`];
}

function within(what: string, found: number, { min, max }: { min: number; max: number }): string[] {
  return found >= min && found <= max ? [] : [`${what}: ${found}, expected ${min} to ${max}`];
}

function expected(what: string, found: number, wanted: number): string[] {
  return found === wanted ? [] : [`${what}: ${found}, expected ${wanted}`];
}
