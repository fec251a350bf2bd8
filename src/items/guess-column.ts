// Guesses what one column is for, as if there were no other: by its whole name where its cells read as that, then by words
// of the name and what the cells have in common.

import { columnWords } from '../text/column-words.ts';
import { columnKey } from './column-key.ts';
import type { ColumnValues } from './column-values.ts';
import { isOptionValue } from './option-columns.ts';
import { looksPrivate } from './private-columns.ts';
import { isNeverShown, rolesNamed } from './role-names.ts';
import type { ColumnGuess, ColumnRole } from './roles.ts';

/** Names by which files call a role, as whole words of the column's name. */
export const WORDS = {
  title: /\b(title|name|titel|titre|titulo|nom|heading|label|game|book|recipe|dish|product)\b/,
  id: /\b(id|uid|uuid|sku|isbn|isbn13|asin|slug|key|code|index|no)\b/,
  text: /\b(text|description|desc|summary|overview|plot|synopsis|abstract|about|notes?|body|review|instructions|method|story|content|comment|beschreibung|descripcion)\b/,
  year: /\b(year|date|published|publication|released?|first|jahr)\b/,
  rating: /\b(rating|ratings? average|average|stars?|score|rated|grade)\b/,
  popularity: /\b(popularity|votes?|ratings|reviews|sales|sold|downloads|views|count|players|rank|owned|likes|plays)\b/,
  price: /\b(price|preis|prix|precio)\b/,
  facet:
    /\b(genres?|tags?|categor(y|ies)|keywords?|authors?|creators?|artists?|directors?|makers?|brands?|publishers?|designers?|topics?|subjects?|themes?|types?|kinds?|style|cuisine|course|ingredients|mechanics?|platforms?|language|country|series|mood|colou?r|season|diet|material|size)\b/,
  ignore: /\b(image|img|picture|photo|thumbnail|cover|url|link|href|uri|logo|icon|email|path)\b/,
} as const;

/** Longer texts on average are prose. */
const PROSE_CHARS = 60;
/** What has a word for prose in its name is shorter. */
const SHORT_PROSE_CHARS = 40;
/** A column of more different entries than this share of the rows names items rather than kinds of them. */
const MAX_FACET_SHARE = 0.5;

/** Ids that are the same now and then are ids still: such rows are told apart, or refused. */
const MIN_DISTINCT_IDS = 0.98;
const MIN_DISTINCT_NAMED_IDS = 0.7;

export type Column = ColumnValues & { words: string; key: string; isPrivate: boolean };

/** As if there were no other columns; several may say that they are the title or the year. */
export function guessAlone(column: Column, isWhole: boolean): ColumnGuess {
  if (column.isPrivate) return { role: 'ignore', certainty: 'sure', why: 'it looks private' };
  if (isNeverShown(column.key)) return { role: 'ignore', certainty: 'sure', why: 'a flag' };
  if (column.numFilled === 0 && column.key !== 'id') {
    return isWhole
      ? { role: 'ignore', certainty: 'sure', why: 'nothing in it' }
      : { role: roleOfWords(column.key, column.words), certainty: 'unsure' };
  }
  if (isOptionValue(column.key)) return { role: 'facet', certainty: 'sure' };
  const named = rolesNamed(column.key).find(({ role }) => readsAs(role, column));
  if (named) return { role: named.role, certainty: 'sure' };
  return guessByCells(column);
}

/** Whether cells read as the role that a name means: a rating may be PG-13, and a type a sentence. */
export function readsAs(role: ColumnRole, column: Column): boolean {
  const { numbers, years, money, addresses, pictures, paths, stocks, dates, meanChars, distinct } = column;
  switch (role) {
    case 'id':
      return (
        column.key === 'id' || (isDistinct(column, leastDistinct(column.key)) && meanChars <= 64 && addresses < 0.9)
      );
    case 'group':
      return distinct < MIN_DISTINCT_IDS || column.key !== 'handle';
    case 'title':
      return addresses < 0.5;
    case 'year':
      return Math.max(years, numbers) >= 0.5;
    case 'date':
      return dates >= 0.5;
    case 'rating':
    case 'popularity':
      return numbers >= 0.5;
    case 'price':
    case 'sale_price':
      return money >= 0.5;
    case 'stock':
      return stocks >= 0.5;
    case 'image':
      return Math.max(pictures, addresses, paths) >= 0.5;
    case 'link':
      return Math.max(addresses, paths) >= 0.5 && pictures < 0.5;
    case 'brand':
      return numbers < 0.5 && addresses < 0.5 && meanChars <= PROSE_CHARS;
    case 'category':
      if (column.texts.every((text) => PRODUCT_FORM.test(text))) return false;
      return isValues(column);
    case 'tags':
    case 'facet':
      return isValues(column);
    case 'ignore':
      return column.key !== 'published' || column.flags > 0.5 || numbers < 0.5;
    default:
      return true;
  }
}

/** WooCommerce's kinds of products, which are none to a shopper. */
const PRODUCT_FORM =
  /^(simple|variable|variation|grouped|external|subscription|virtual|downloadable|configurable|bundle)(, ?(virtual|downloadable))*$/i;

const isValues = ({ numbers, addresses, meanChars, lists }: Column): boolean =>
  (numbers < 0.5 && addresses < 0.5 && meanChars <= 4 * PROSE_CHARS) || lists > 0.5;

function guessByCells(column: Column): ColumnGuess {
  const { words, numbers, years, addresses, pictures, money, meanChars, texts } = column;
  const guess = (role: ColumnRole, isNamed = false): ColumnGuess => ({
    role,
    certainty: isNamed ? 'likely' : 'unsure',
  });
  if (pictures > 0.5) return guess('image', WORDS.ignore.test(words));
  if (addresses > 0.5) return guess('link', WORDS.ignore.test(words));
  if (WORDS.ignore.test(words) && column.paths < 0.5 && /\b(e ?mail|path|icon|logo)\b/.test(words))
    return guess('ignore', true);
  if (WORDS.price.test(words) && money > 0.8) return guess('price', true);
  if (column.dates > 0.8) return guess('date', WORDS.year.test(words));
  if (years > 0.8 && !WORDS.popularity.test(words)) return guess('year', WORDS.year.test(words));
  if (isId(column)) return guess('id', true);
  if (texts.every((text) => PRODUCT_FORM.test(text))) return { role: 'ignore', certainty: 'likely', why: 'a code' };
  if (column.flags > 0.95) return { role: 'ignore', certainty: 'likely', why: 'a flag' };
  if (column.codes > 0.8 && column.distinct > 0.8) return { role: 'ignore', certainty: 'likely', why: 'a code' };
  if (texts.every((text) => /^[[{]/.test(text))) return { role: 'ignore', certainty: 'likely', why: 'a code' };
  if (numbers > 0.8) {
    const role = WORDS.id.test(words) ? 'ignore' : roleOfNumbers(words);
    return guess(role, role !== 'fact');
  }
  if (texts.every((text) => moneyWithSign(text))) return guess('price');
  if (column.categoryPaths > 0.5) return guess('category');
  if (WORDS.text.test(words) && (meanChars > SHORT_PROSE_CHARS || column.distinct > MAX_FACET_SHARE))
    return guess('text', true);
  if (meanChars > PROSE_CHARS && column.lists < 0.5) return guess('text');
  if (isFacet(column)) return guess('facet', WORDS.facet.test(words));
  return guess(meanChars > 2 ? 'fact' : 'ignore');
}

const moneyWithSign = (text: string): boolean =>
  /^\s*([€$£]\s?\d[\d.,]*|\d[\d.,]*\s?([€$£]|EUR|USD|GBP|CHF))\s*$/.test(text);

/** Of a column that says nothing in the first rows of many. */
export function roleOfName(column: string): ColumnRole {
  const key = columnKey(column);
  return looksPrivate(column, []) ? 'ignore' : roleOfWords(key, columnWords(column));
}

function roleOfWords(key: string, words: string): ColumnRole {
  const [named] = rolesNamed(key);
  if (named) return named.role;
  if (WORDS.ignore.test(words)) return 'ignore';
  if (WORDS.text.test(words)) return 'text';
  return WORDS.facet.test(words) ? 'facet' : roleOfNumbers(words);
}

function roleOfNumbers(words: string): ColumnRole {
  if (/\b(count|number|num|total)\b/.test(words) && /\b(ratings?|reviews?|votes?|orders?|sales)\b/.test(words))
    return 'popularity';
  if (WORDS.rating.test(words)) return 'rating';
  return WORDS.popularity.test(words) ? 'popularity' : 'fact';
}

const isDistinct = ({ distinct, lists, numFilled }: Column, least = MIN_DISTINCT_IDS): boolean =>
  distinct >= least && lists < 0.1 && numFilled > 0;

/** Of a column with the name of an id; a handle that comes again is that of a variant. */
function leastDistinct(key: string): number {
  if (key === 'handle') return 1;
  return /^(code|key|slug|ref|reference)$/.test(key) ? MIN_DISTINCT_IDS : MIN_DISTINCT_NAMED_IDS;
}

function isId(column: Column): boolean {
  return WORDS.id.test(column.words) && isDistinct(column) && column.meanChars <= 64;
}

function isFacet({ words, lists, numEntries, numFilled, meanChars }: Column): boolean {
  if (lists > 0.3 || WORDS.facet.test(words)) return !WORDS.title.test(words) || lists > 0.5;
  return numEntries <= MAX_FACET_SHARE * numFilled && meanChars <= 40;
}
