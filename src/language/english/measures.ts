// Amounts as English shoppers say them: "under 30", "between 20 and 50 euros", "above 4 stars", "lighter than 2 kg", "set of 6",
// "10 litre". Only what the catalog measures is heard.
import type { Measure } from '../measures.ts';
import { UNITS } from '../measures.ts';
import type { SaidRange } from '../reading-pack.ts';
import type { Token } from '../tokens.ts';
import { readNumber } from './numbers.ts';
import { hasWords, skipArticles } from './quantities.ts';
import { BOUND_PHRASES, type Bound } from './range-phrases.ts';

const MONEY = new Set(
  'euro euros eur dollar dollars usd bucks buck quid pound pounds gbp pln chf francs kronor sek'.split(' '),
);

/** Comparatives that name the measure. */
const COMPARED: readonly (readonly [Bound, readonly string[], Measure])[] = [
  ['below', ['cheaper', 'than'], 'money'],
  ['below', ['costing', 'less', 'than'], 'money'],
  ['below', ['lighter', 'than'], 'weight'],
  ['above', ['heavier', 'than'], 'weight'],
  ['above', ['larger', 'than'], 'volume'],
  ['below', ['smaller', 'than'], 'volume'],
];
/** Words before a bound that add nothing to it. */
const BEFORE = new Set('for rated costing priced weighing with at'.split(' '));
/** What a bare number before it counts is no money. */
const COUNTED =
  /^(years?|yrs?|people|persons?|percent|minutes?|mins?|hours?|h|days?|weeks?|months?|seasons?|tog|denier|volt|volts|v|mah|lumens?|grit|amp|amps|bar|hp|gsm|teeth|speed|size|spf|inch|th|st|nd|rd)$/;
/** A plain amount is meant so nearly. */
const NEARLY = 0.02;

interface Amount {
  value: number;
  end: number;
  /** Undefined for a bare number. */
  measure: Measure | undefined;
}

/** @param measures  of the catalog */
export function readMeasure(
  tokens: readonly Token[],
  from: number,
  measures: ReadonlySet<string>,
): SaidRange | undefined {
  const start = BEFORE.has(tokens[from]?.word ?? '') ? from + 1 : from;
  const found = readBounded(tokens, start, measures) ?? readSet(tokens, start) ?? readPlain(tokens, start);
  return found && measures.has(found.quantity) && !isYear(found, measures) ? found : undefined;
}

function readBounded(tokens: readonly Token[], from: number, measures: ReadonlySet<string>): SaidRange | undefined {
  const compared = COMPARED.find(([, words]) => hasWords(tokens, from, words));
  const phrase = compared ?? BOUND_PHRASES.find(([, words]) => hasWords(tokens, from, words));
  if (!phrase) return readSpan(tokens, from, /^(to|till|until)$/, false);
  const [bound, words] = phrase;
  const start = skipArticles(tokens, from + words.length);
  if (bound === 'between') return readSpan(tokens, start, /^(and|to)$/, true);
  if (words.join(' ') === 'from') {
    const span = readSpan(tokens, start, /^(to|till|until)$/, true);
    if (span) return span;
  }
  const amount = readAmount(tokens, start);
  if (!amount) return undefined;
  const quantity = amount.measure ?? compared?.[2] ?? bareMeasure(tokens, amount, measures);
  if (!quantity) return undefined;
  const { value, end } = amount;
  const isFinal = /^(no|not|nothing|cant|isnt|wont)$/.test(words[0]!) && { isFinal: true as const };
  if (bound === 'about') return { end, quantity, min: 0.85 * value, max: 1.15 * value };
  return bound === 'below' ? { end, quantity, max: value, ...isFinal } : { end, quantity, min: value, ...isFinal };
}

/** "20 and 50 euros", "14 to 16 euros", "60-80 euro": the second number has the unit of both. */
function readSpan(tokens: readonly Token[], from: number, joiners: RegExp, mayBeBare: boolean): SaidRange | undefined {
  const first = readAmount(tokens, from);
  const joiner = first && tokens[first.end];
  if (!first || !joiner || !(joiner.before === '-' || joiners.test(joiner.word))) return undefined;
  const second = readAmount(tokens, joiner.before === '-' ? first.end : first.end + 1);
  const quantity = second?.measure ?? first.measure ?? (mayBeBare ? 'money' : undefined);
  if (!second || !quantity || first.value > second.value) return undefined;
  return { end: second.end, quantity, min: first.value * scaleOf(first, second), max: second.value };
}

/** "1 to 2 kg" is from a kilogram: a bare number is in the unit behind it. */
function scaleOf(first: Amount, second: Amount): number {
  return first.measure === undefined && second.measure !== undefined ? second.value / (second.bare ?? second.value) : 1;
}

interface Amount {
  /** The number as it is said, before its unit. */
  bare?: number;
}

function readAmount(tokens: readonly Token[], from: number): Amount | undefined {
  const number = readNumber(tokens, from);
  if (!number) return undefined;
  const { value, end } = number;
  const isSigned = tokens[from]!.isMoney === true;
  const unit = tokens[end]?.word ?? '';
  if (MONEY.has(unit)) return { value, end: end + 1, measure: 'money' };
  if (isSigned) return { value, end, measure: 'money' };
  const known = Object.hasOwn(UNITS, unit) ? UNITS[unit] : undefined;
  if (known) return { value: value * known[1], bare: value, end: end + 1, measure: known[0] };
  return { value, end, measure: undefined };
}

/** A number behind a bound, and nothing that it counts: money, where the catalog has prices. */
function bareMeasure(tokens: readonly Token[], { end }: Amount, measures: ReadonlySet<string>): Measure | undefined {
  const next = tokens[end]?.word ?? '';
  if (next === 'or' || /^(and|or)$/.test(next)) return measures.has('money') ? 'money' : undefined;
  return COUNTED.test(next) ? undefined : 'money';
}

/** "set of 6", "pack of 3", "6 piece set", "6-pack". */
function readSet(tokens: readonly Token[], from: number): SaidRange | undefined {
  const isSet = /^(set|sets|pack|packs|box|bundle)$/.test(tokens[from]?.word ?? '') && tokens[from + 1]?.word === 'of';
  const number = readNumber(tokens, isSet ? from + 2 : from);
  if (!number) return undefined;
  const isPack = /^(pack|piece|pieces|pcs)$/.test(tokens[number.end]?.word ?? '');
  if (!isSet && !isPack) return undefined;
  return { end: isSet ? number.end : number.end + 1, quantity: 'pieces', min: number.value, max: number.value };
}

/** "€15 gift" is up to that; "4 stars" and "4.5 or higher" at least that; "10 litre" is that. */
function readPlain(tokens: readonly Token[], from: number): SaidRange | undefined {
  const amount = readAmount(tokens, from);
  if (!amount) return undefined;
  const isRated = tokens[from - 1]?.word === 'rated';
  const measure = amount.measure ?? (isRated ? 'stars' : undefined);
  if (!measure) return undefined;
  const { value, end } = amount;
  const tail = [0, 1, 2].map((i) => tokens[end + i]?.word ?? '').join(' ');
  const above = /^(or (more|higher|better|above|over|up)|and (up|above|over|more)|plus|at least|minimum)\b/.exec(
    tail,
  )?.[0];
  if (above) return { end: end + above.split(' ').length, quantity: measure, min: value };
  const below = /^(or (less|under|below|cheaper|lighter|fewer)|max|maximum|at most|tops)\b/.exec(tail)?.[0];
  if (below) return { end: end + below.split(' ').length, quantity: measure, max: value };
  if (measure === 'money') return { end, quantity: measure, max: value };
  if (measure === 'stars' || measure === 'ratings') return { end, quantity: measure, min: value };
  return { end, quantity: measure, min: value * (1 - NEARLY), max: value * (1 + NEARLY) };
}

/** "Under 1995" of a catalog with years is one. */
function isYear({ quantity, min, max }: SaidRange, measures: ReadonlySet<string>): boolean {
  const value = min ?? max ?? 0;
  return quantity === 'money' && measures.has('year') && Number.isInteger(value) && value >= 1880 && value < 2100;
}

/** Phrases that are amounts, by what they mean. */
export const MEASURE_PHRASES: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    [
      'in stock',
      'on stock',
      'available now',
      'available',
      'not sold out',
      'that is not sold out',
      'that are not sold out',
      'isnt sold out',
      'not out of stock',
      'still available',
      'ready to ship',
    ],
    ['stock=1..'],
  ],
  [['on sale', 'on offer', 'reduced', 'discounted', 'in the sale', 'special offer', 'sale'], ['sale=0..']],
  [
    ['cheap', 'cheapest', 'affordable', 'inexpensive', 'budget', 'low priced', 'low cost', 'bargain', 'cheaper'],
    ['less money'],
  ],
  [['expensive', 'premium', 'luxury', 'high end', 'most expensive'], ['more money']],
  [
    [
      'well reviewed',
      'well rated',
      'highly rated',
      'good reviews',
      'with good reviews',
      'good ratings',
      'with good ratings',
      'highly reviewed',
      'loved by customers',
    ],
    ['stars=4.3..'],
  ],
  [
    ['best rated', 'top rated', 'highest rated', 'best reviewed', 'top reviewed', 'five star', '5 star'],
    ['stars=4.5..', 'more acclaim'],
  ],
  [['bestselling', 'best selling', 'bestseller', 'bestsellers', 'most popular', 'popular'], ['more fame']],
];
