// What of a catalog is measured: money, stars, stock, weights, pages. A sentence names a quantity ("under 30 euros"), and this
// says which detail holds it and in which unit, guessed from the names and values of details as roles of facets are.
import { columnWords } from '../text/column-words.ts';
import { firstNumber } from '../text/read-number.ts';

/** What is said of each is counted in: euros as dollars, stars of 5, pieces, grams, millilitres, millimetres, watts. */
export const MEASURES = [
  ...(['money', 'stars', 'ratings', 'stock', 'sale', 'pages'] as const),
  ...(['weight', 'volume', 'length', 'power', 'pieces'] as const),
];
export type Measure = (typeof MEASURES)[number];

export interface MeasuredFields {
  /** Measure -> detail. */
  fields: Partial<Record<Measure, string>>;
  /** How much of the measure one of the detail's own unit is: 1000 where a weight is in kilograms (absent: 1). */
  units: Partial<Record<Measure, number>>;
}

/** Details of these names hold the measure, by what reading a shop's file makes (src/items/item-details.ts). */
const BY_NAME: readonly (readonly [Measure, string])[] = [
  ['money', 'price'],
  ['stars', 'rating'],
  ['ratings', 'votes'],
  ['stock', 'stock'],
  ['sale', 'list-price'],
  ['pieces', 'pieces'],
];

/** By the words of a detail's name. */
const NAMED: readonly (readonly [Measure, RegExp])[] = [
  ['pages', /\b(pages|num pages|number of pages|page count|seiten|seitenzahl|paginas)\b/],
  ['weight', /\b(weight|gewicht|poids|peso|grams|mass)\b/],
  ['volume', /\b(capacity|volume|litres|liters|inhalt|fassungsvermogen|volumen|contenance|capacite|capacidad)\b/],
  ['power', /\b(power|watts|wattage|leistung|puissance|potencia)\b/],
  ['length', /\b(length|lange|longueur|longitud|diameter|width|height|hohe|breite)\b/],
  ['pieces', /\b(pieces|pack size|number of pieces|quantity in pack|stuckzahl|set size)\b/],
];

/** Units by the measure that they are of, each with how much of it they are. */
export const UNITS: Readonly<Record<string, readonly [Measure, number]>> = {
  ...{ g: ['weight', 1], gram: ['weight', 1], grams: ['weight', 1], gr: ['weight', 1], kg: ['weight', 1000] },
  ...{ kilo: ['weight', 1000], kilos: ['weight', 1000], kilogram: ['weight', 1000], kilograms: ['weight', 1000] },
  ...{
    lb: ['weight', 453.6],
    lbs: ['weight', 453.6],
    oz: ['weight', 28.35],
    ounce: ['weight', 28.35],
    ounces: ['weight', 28.35],
  },
  ...{ l: ['volume', 1000], litre: ['volume', 1000], litres: ['volume', 1000], liter: ['volume', 1000] },
  ...{ liters: ['volume', 1000], ml: ['volume', 1], cl: ['volume', 10] },
  ...{ mm: ['length', 1], cm: ['length', 10], m: ['length', 1000], metre: ['length', 1000], metres: ['length', 1000] },
  ...{ meter: ['length', 1000], inch: ['length', 25.4], inches: ['length', 25.4] },
  ...{ w: ['power', 1], watt: ['power', 1], watts: ['power', 1], kw: ['power', 1000] },
  ...{ page: ['pages', 1], pages: ['pages', 1], pp: ['pages', 1] },
  ...{ star: ['stars', 1], stars: ['stars', 1] },
  ...{ rating: ['ratings', 1], ratings: ['ratings', 1], review: ['ratings', 1], reviews: ['ratings', 1] },
  ...{ piece: ['pieces', 1], pieces: ['pieces', 1], pc: ['pieces', 1], pcs: ['pieces', 1] },
};

/** Of the values that are looked at. */
const MOSTLY = 0.6;

/** @param details  name -> known values of the items */
export function measuredFields(details: ReadonlyMap<string, readonly string[]>): MeasuredFields {
  const measured: MeasuredFields = { fields: {}, units: {} };
  for (const [measure, name] of BY_NAME) if (details.has(name)) measured.fields[measure] = name;
  const ratings = details.get('rating')?.map((text) => firstNumber(text) ?? 0) ?? [];
  const best = Math.max(0, ...ratings);
  if (best > 5) measured.units.stars = best > 10 ? 0.05 : 0.5;
  for (const [name, values] of details) {
    const found = measureOf(name, values);
    if (!found || measured.fields[found.measure] !== undefined) continue;
    measured.fields[found.measure] = name;
    if (found.unit !== 1) measured.units[found.measure] = found.unit;
  }
  return measured;
}

/** By the unit behind most of the numbers, or in the name of a detail of bare ones (`weight-kg`). */
function measureOf(name: string, values: readonly string[]): { measure: Measure; unit: number } | undefined {
  const words = columnWords(name.normalize('NFKD').replace(/\p{M}/gu, ''));
  const named = NAMED.find(([, pattern]) => pattern.test(words))?.[0];
  if (!named) return undefined;
  const unitOf = (text: string) => /^[\d.,]+\s*([a-z]+)\.?$/i.exec(text.trim())?.[1]?.toLowerCase() ?? '';
  const units = values.map((text) => UNITS[unitOf(text)]).filter((unit) => unit?.[0] === named);
  if (units.length >= MOSTLY * values.length) {
    const [first] = units;
    const isSame = units.every((unit) => unit![1] === first![1]);
    return isSame ? { measure: named, unit: first![1] } : undefined;
  }
  const isBare = values.filter((text) => /^[\d.,]+$/.test(text.trim())).length >= MOSTLY * values.length;
  if (!isBare) return undefined;
  const inName = words
    .split(' ')
    .map((word) => UNITS[word])
    .find((unit) => unit?.[0] === named);
  return inName || named === 'pages' || named === 'pieces' ? { measure: named, unit: inName?.[1] ?? 1 } : undefined;
}
