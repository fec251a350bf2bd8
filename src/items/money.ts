// What cells say of money and of stock.

import { type DecimalMark, firstNumber } from '../text/read-number.ts';
import type { Cell } from './cells.ts';

const SYMBOLS: Readonly<Record<string, string>> = {
  ...{ '€': 'EUR', $: 'USD', '£': 'GBP', '¥': 'JPY', '₹': 'INR', '₩': 'KRW', '₺': 'TRY', zł: 'PLN', Kč: 'CZK' },
  ...{ '₽': 'RUB', '₪': 'ILS', '฿': 'THB', R$: 'BRL', Ft: 'HUF', lei: 'RON', Fr: 'CHF' },
};
const CODES: ReadonlySet<string> = new Set([
  ...['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'HUF', 'RON', 'BGN', 'ISK', 'TRY', 'RUB', 'UAH'],
  ...['JPY', 'CNY', 'KRW', 'INR', 'AUD', 'NZD', 'CAD', 'MXN', 'BRL', 'ARS', 'CLP', 'COP', 'ZAR', 'ILS', 'AED', 'SAR'],
  ...['SGD', 'HKD', 'TWD', 'THB', 'IDR', 'MYR', 'PHP', 'VND', 'EGP', 'NGN', 'KES', 'MAD'],
]);
const SYMBOL = /R\$|[€$£¥₹₩₺₽₪฿]|zł|Kč|\b(?:Ft|lei|Fr)\b/;
/** What stands beside an amount that is a price still; the lowest one counts. */
const BESIDE =
  /\b(from|ab|dès|des|desde|à partir de|only|nur|kr|inkl|incl|excl|vat|mwst|each|per|stück|st|pc|ea)\b\.?|[-–~/*+]|,-+/giu;
const MAX_PRICE_CHARS = 40;

export interface Money {
  amount: number;
  /** ISO 4217, where the cell tells. */
  currency?: string;
}

/** `12.99 EUR`, `€ 1.299,00`, `from 12`, `12-15` (the lowest); undefined for words, and for what is below 0. */
export function moneyOf(cell: Cell, mark?: DecimalMark): Money | undefined {
  if (typeof cell === 'number') return cell >= 0 ? { amount: cell } : undefined;
  if (typeof cell !== 'string' || cell.length > MAX_PRICE_CHARS) return undefined;
  const text = cell.trim();
  if (/^[^\d]*-\s?\d/.test(text)) return undefined;
  const currency = currencyOf(text);
  // Swiss and French write blanks and apostrophes between thousands.
  const joined = text.replace(/(\d)[\s\u00a0\u202f'’](?=\d{3}(?!\d))/gu, '$1');
  const amount = firstNumber(joined, mark);
  if (amount === undefined || !Number.isFinite(amount)) return undefined;
  const words = joined
    .replace(/\d[\d.,]*/g, '')
    .replace(SYMBOL, '')
    .replace(/\b[A-Z]{3}\b/, '')
    .replace(BESIDE, '');
  if (/\p{L}/u.test(words)) return undefined;
  return currency ? { amount, currency } : { amount };
}

/** Of a text with an amount in it, or of a code alone. */
export function currencyOf(text: string): string | undefined {
  const code = text.match(/(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])/)?.[0];
  if (code && CODES.has(code)) return code;
  const symbol = text.match(SYMBOL)?.[0];
  return symbol === undefined ? undefined : SYMBOLS[symbol];
}

const IN_STOCK =
  /^(in[ _-]?stock|available|yes|true|y|ja|oui|s[ií]|auf lager|(sofort )?lieferbar|verf[uü]gbar|en stock|en existencia|disponible|limited[ _-]?availability|online[ _-]?only)$/i;
const ORDERABLE = /^((on )?back[ _-]?order(ed)?|onbackorder|pre[ _-]?order(ed)?|vorbestellbar|made to order)$/i;
/** Not here, and to be had all the same: neither in stock nor sold out. */
export const ORDERED = 0.5;
const SOLD_OUT =
  /^(out[ _-]?of[ _-]?stock|sold[ _-]?out|unavailable|no|false|n|nein|non|discontinued|ausverkauft|vergriffen|nicht (auf lager|lieferbar|verf[uü]gbar)|[eé]puis[eé]|rupture( de stock)?|indisponible|no disponible|agotado|sin (stock|existencias))$/i;

/** Pieces, or 1 and 0 for a yes and a no, 0.5 for what can be ordered and is not here; undefined for what tells neither. Fewer than none are none. */
export function stockOf(cell: Cell): number | undefined {
  if (typeof cell === 'number') return Math.max(0, cell);
  if (typeof cell !== 'string') return undefined;
  const text = cell.replace(/^https?:\/\/schema\.org\//, '').trim();
  if (IN_STOCK.test(text)) return 1;
  if (SOLD_OUT.test(text)) return 0;
  if (ORDERABLE.test(text)) return ORDERED;
  return /^[-+]?\d[\d.,]*\s*(st(ü|u)?c?k?|pcs?|pieces?|x)?\.?$/iu.test(text)
    ? Math.max(0, firstNumber(text) ?? 0)
    : undefined;
}
