// Years, decades and lengths as English says them: "1994", "late 90s", "nineteen seventies", "an hour and a half", "1h30".
import type { Token } from '../tokens.ts';
import { decadeWord, readNumber } from './numbers.ts';
import { HOURS, MINUTES } from './range-phrases.ts';

const FIRST_YEAR = 1880;

/** What a number is of: years (`width` of the span that was said, 10 for a decade) or minutes. */
export interface Quantity {
  quantity: 'year' | 'minutes';
  min: number;
  max: number;
  end: number;
  isDecade?: boolean;
}

/** A year, a decade, a part of one: "1994", "the 70s", "nineteen seventies", "early 90s", "2010s". */
export function readYears(tokens: readonly Token[], from: number): Quantity | undefined {
  const start = skipArticles(tokens, from);
  const part = /^(early|mid|middle|late)$/.exec(tokens[start]?.word ?? '')?.[0];
  const at = part
    ? skipArticles(tokens, part === 'middle' && tokens[start + 1]?.word === 'of' ? start + 2 : start + 1)
    : start;
  const decade = readDecade(tokens, at);
  if (decade) {
    const [first, last] = part === 'early' ? [0, 3] : part === 'late' ? [7, 9] : part ? [4, 6] : [0, 9];
    return {
      quantity: 'year',
      min: decade.year + first,
      max: decade.year + last,
      end: decade.end,
      ...(!part && { isDecade: true }),
    };
  }
  const year = Number(tokens[at]?.word);
  if (!part && Number.isInteger(year) && year >= FIRST_YEAR && year < 2100)
    return { quantity: 'year', min: year, max: year, end: at + 1 };
  return undefined;
}

function readDecade(tokens: readonly Token[], from: number): { year: number; end: number } | undefined {
  const word = tokens[from]?.word ?? '';
  const digits = /^(\d{2,4})s$/.exec(word)?.[1];
  if (digits?.length === 4 && Number(digits) % 10 === 0) return { year: Number(digits), end: from + 1 };
  if (digits?.length === 2 && Number(digits) % 10 === 0) return { year: centuryOf(Number(digits)), end: from + 1 };
  const spoken = decadeWord(word);
  if (spoken !== undefined) return { year: centuryOf(spoken), end: from + 1 };
  const century = /^(nineteen|twenty)$/.exec(word)?.[0];
  const behind = century && decadeWord(tokens[from + 1]?.word ?? '');
  if (behind) return { year: (century === 'nineteen' ? 1900 : 2000) + behind, end: from + 2 };
  if (/^(noughties|aughts|naughties)$/.test(word)) return { year: 2000, end: from + 1 };
  return undefined;
}

/** The noughties and the tens are those of this century, all other decades of the last. */
function centuryOf(decade: number): number {
  return decade === 0 || decade === 10 ? 2000 + decade : 1900 + decade;
}

/** "90 minutes", "two hours long", "1h30", "an hour and a half", "1 hour 40". */
export function readLength(tokens: readonly Token[], from: number): Quantity | undefined {
  const minutes = readMinutes(tokens, from);
  if (!minutes) return undefined;
  const { value, end } = minutes;
  return { quantity: 'minutes', min: value, max: value, end: tokens[end]?.word === 'long' ? end + 1 : end };
}

function readMinutes(tokens: readonly Token[], from: number): { value: number; end: number } | undefined {
  const word = tokens[from]?.word ?? '';
  const isAn = /^(an?|one)$/.test(word) && HOURS.has(tokens[from + 1]?.word ?? '');
  if (isAn) return readHourTail(tokens, from + 2, 1);
  if (hasWords(tokens, from, ['hour', 'and', 'a', 'half'])) return { value: 90, end: from + 4 };
  if (hasWords(tokens, from, ['half', 'an', 'hour'])) return { value: 30, end: from + 3 };
  const number = readNumber(tokens, from);
  if (!number) return undefined;
  const { value, end } = number;
  const unit = tokens[end]?.word ?? '';
  if (hasWords(tokens, end, ['and', 'a', 'half']) && HOURS.has(tokens[end + 3]?.word ?? ''))
    return { value: value * 60 + 30, end: end + 4 };
  if (MINUTES.has(unit)) return { value, end: end + 1 };
  if (HOURS.has(unit)) return readHourTail(tokens, end + 1, value);
  return undefined;
}

function readHourTail(tokens: readonly Token[], from: number, hours: number): { value: number; end: number } {
  const minutes = hours * 60;
  const at = tokens[from]?.word === 'and' ? from + 1 : from;
  if (hasWords(tokens, at, ['a', 'half'])) return { value: minutes + 30, end: at + 2 };
  const spoken = tokens[from]?.word === 'and' ? readNumber(tokens, at) : undefined;
  if (spoken && spoken.value < 60)
    return { value: minutes + spoken.value, end: spoken.end + (MINUTES.has(tokens[spoken.end]?.word ?? '') ? 1 : 0) };
  if (hasWords(tokens, at, ['half']) && at > from) return { value: minutes + 30, end: at + 1 };
  if (hasWords(tokens, at, ['a', 'quarter'])) return { value: minutes + 15, end: at + 2 };
  if (hasWords(tokens, at, ['three', 'quarters'])) return { value: minutes + 45, end: at + 2 };
  const further = readNumber(tokens, at);
  if (further && further.value < 60 && (MINUTES.has(tokens[further.end]?.word ?? '') || at === from)) {
    const hasUnit = MINUTES.has(tokens[further.end]?.word ?? '') || tokens[further.end]?.word === 'm';
    return { value: minutes + further.value, end: further.end + (hasUnit ? 1 : 0) };
  }
  return { value: minutes, end: from };
}

/** "under 90", "80 to 100": a number alone is a length from 20 to 300, else it is nothing. */
export function readBareNumber(tokens: readonly Token[], from: number, inRange = false): Quantity | undefined {
  const number = readNumber(tokens, from);
  if (!number || number.value < 40 || number.value > 400) return undefined;
  if (!inRange && /^(years?|people|percent|dollars|euros?|pounds)$/.test(tokens[number.end]?.word ?? ''))
    return undefined;
  return { quantity: 'minutes', min: number.value, max: number.value, end: number.end };
}

export function skipArticles(tokens: readonly Token[], from: number): number {
  return /^(the|a|an)$/.test(tokens[from]?.word ?? '') && !/^(hour|hundred)$/.test(tokens[from + 1]?.word ?? '')
    ? from + 1
    : from;
}

export function hasWords(tokens: readonly Token[], from: number, words: readonly string[]): boolean {
  return words.every((word, i) => tokens[from + i]?.word === word);
}
