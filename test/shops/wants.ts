// Whether a card is as a search wants it. One variant must meet all wishes at once; a refusal counts against the whole
// card. `is` is met by one of its wishes, `not` by none.
import type { Card, Fields } from './read-shops.ts';

export type Range = { min?: number; max?: number; lowerHalf?: true };
export type Wish = string | string[] | boolean | Range;
export type Wishes = Record<string, Wish>;
export type Wants = { is?: Wishes; not?: Wishes } & { [field: string]: Wish | Wishes | undefined };

/** Fields in which a wish may be a part of the text; in all others it is the whole value. */
const CONTAINED = new Set(['title', 'text', 'fabric', 'material', 'series']);
const BEGINNING = new Set(['product_type']);

export function cardsAsWanted(cards: Card[], wants: Wants): Card[] {
  const found = cards.filter((card) => isAsWanted(card, wants));
  const price = wants.price as Range | undefined;
  if (!price?.lowerHalf) return found;
  const prices = found.map(lowestPrice).sort((a, b) => a - b);
  const median = prices[Math.floor((prices.length - 1) / 2)]!;
  return found.filter((card) => lowestPrice(card) <= median);
}

function lowestPrice(card: Card): number {
  return Math.min(...card.variants.map(({ price }) => price as number));
}

function isAsWanted(card: Card, { is, not, ...wishes }: Wants): boolean {
  if (not && card.variants.some((variant) => meets(variant, not).some(Boolean))) return false;
  return card.variants.some(
    (variant) => meets(variant, wishes as Wishes).every(Boolean) && (!is || meets(variant, is).some(Boolean)),
  );
}

function meets(variant: Fields, wishes: Wishes): boolean[] {
  return Object.entries(wishes).map(([field, wish]) => meetsOne(field, variant[field], wish));
}

function meetsOne(field: string, value: Fields[string] | undefined, wish: Wish): boolean {
  if (value === undefined) throw new Error(`wants: no field "${field}" in this shop`);
  if (typeof wish === 'boolean') return value === wish;
  if (typeof value === 'number') return isWithin(value, wish as Range);
  return [wish as string | string[]].flat().some((one) => hasWord(field, value as string[], one.toLowerCase()));
}

function isWithin(value: number, { min = -Infinity, max = Infinity }: Range): boolean {
  return value >= min && value <= max;
}

function hasWord(field: string, values: string[], word: string): boolean {
  if (CONTAINED.has(field)) return values.some((value) => ` ${value} `.includes(word));
  if (BEGINNING.has(field)) return values.some((value) => value.startsWith(word));
  return values.includes(word);
}
