// Years of making and lengths with their bounds, as English says them: "from the seventies", "before 1960", "late 90s",
// "the last ten years", "under two hours", "between 80 and 100 minutes", "an hour and a half max".
import type { SaidRange } from '../reading-pack.ts';
import type { Token } from '../tokens.ts';
import { decadeWord, readNumber } from './numbers.ts';

const FIRST_YEAR = 1880;
/** "A 90 minute thriller", "about 1980": how far from the number is still meant. */
const ABOUT_MINUTES = 10;
const ABOUT_YEARS = 2;

type Bound = 'below' | 'above' | 'about' | 'between';

/** Longest first, so that "no longer than" is not "longer than". */
const BOUNDS: readonly (readonly [Bound, readonly string[]])[] = [
  [
    'below',
    [
      'no longer than',
      'no longer then',
      'longer than no',
      'not longer than',
      'must be under',
      'no more than',
      'not more than',
      'nothing longer than',
      'nothing over',
      'not over',
      'no over',
      'nothing above',
      'nothing more than',
      'less than',
      'shorter than',
      'fewer than',
      'lower than',
      'earlier than',
      'older than',
      'no later than',
      'not later than',
      'nothing later than',
      'earlier',
      'at most',
      'at the most',
      'a maximum of',
      'maximum of',
      'max of',
      'maximum',
      'max',
      'up to',
      'up until',
      'under',
      'below',
      'within',
      'before',
      'until',
      'till',
      'til',
      'pre',
      'prior to',
      'in under',
      'cant be over',
      'cant be longer than',
      'made before',
      'no newer than',
      'nothing newer than',
      'nothing after',
      'not after',
      'isnt longer than',
      'doesnt go over',
      'wont go over',
      'doesnt run over',
      'clocking in under',
      'keep it under',
      'keep it below',
      'sub',
    ],
  ],
  [
    'above',
    [
      'no shorter than',
      'not shorter than',
      'no earlier than',
      'not earlier than',
      'nothing earlier than',
      'nothing from earlier than',
      'sinse',
      'from after',
      'no less than',
      'not less than',
      'nothing under',
      'nothing below',
      'not under',
      'nothing shorter than',
      'more than',
      'longer than',
      'greater than',
      'over',
      'above',
      'at least',
      'a minimum of',
      'minimum',
      'min',
      'upwards of',
      'after',
      'since',
      'from',
      'newer than',
      'later than',
      'more recent than',
      'post',
      'nothing before',
      'nothing older than',
      'not before',
      'no older than',
      'not older than',
      'past',
      'starting from',
      'starting in',
      'beginning in',
      'nothing from before',
    ],
  ],
  [
    'about',
    [
      'about',
      'around',
      'roughly',
      'approximately',
      'approx',
      'circa',
      'ca',
      'near',
      'some',
      'more or less',
      'round about',
      'close to',
      'or so',
    ],
  ],
  ['between', ['between', 'anywhere between', 'somewhere between', 'anything between', 'from between']],
];
const BOUND_PHRASES = BOUNDS.flatMap(([bound, phrases]) =>
  phrases.map((phrase) => [bound, phrase.split(' ')] as const),
).sort((a, b) => b[1].length - a[1].length);
/** Bounds that leave the number itself out where it is a year ("before 1960" ends in 1959). */
const STRICT = new Set('before pre prior earlier older after later newer recent past post under over than'.split(' '));

const MINUTES = new Set('min mins minute minutes minuter mn'.split(' '));
const HOURS = new Set('h hr hrs hour hours'.split(' '));

/** Words that are a range by themselves: how far they reach, counted from this year where they say so. */
const YEAR_WORDS: readonly (readonly [readonly string[], (thisYear: number) => { min?: number; max?: number }])[] = [
  [['last year', 'last years'], (year) => ({ min: year - 1, max: year - 1 })],
  [['this year', 'this years', 'out this year'], (year) => ({ min: year, max: year })],
  [['last decade', 'past decade', 'the last decade'], (year) => ({ min: year - 9 })],
  [['last couple of years', 'past couple of years', 'last two years'], (year) => ({ min: year - 1 })],
  [['last few years', 'past few years', 'recent years', 'last several years'], (year) => ({ min: year - 4 })],
  [['silent era', 'silent film era', 'silent age', 'silent days'], () => ({ max: 1929 })],
  [
    ['21st century', 'twenty first century', 'this century', 'new millennium', 'this millennium', '2000s onwards'],
    () => ({ min: 2000 }),
  ],
  [['20th century', 'the 20th century', 'twentieth century', 'last century'], () => ({ max: 1999 })],
  [
    [
      'old',
      'classic',
      'classics',
      'old school',
      'oldschool',
      'vintage',
      'golden age',
      'oldie',
      'oldies',
      'old time',
      'old timey',
      'golden era',
      'old fashioned',
      'oldies but goldies',
      'golden oldie',
      'golden oldies',
    ],
    () => ({ max: 1979 }),
  ],
  [
    [
      'new',
      'recent',
      'latest',
      'newest',
      'modern',
      'brand new',
      'most recent',
      'recently made',
      'just out',
      'just come out',
      'just came out',
      'recently',
      'made recently',
      'new release',
      'new releases',
      'contemporary',
      'newly released',
      'current',
      'fresh out',
    ],
    (year) => ({ min: year - 4 }),
  ],
];
const YEAR_PHRASES = YEAR_WORDS.flatMap(([phrases, range]) =>
  phrases.map((phrase) => [phrase.split(' '), range] as const),
).sort((a, b) => b[0].length - a[0].length);
/** "New York", "old man": a word of a name or of a person. */
const NOT_YEARS: Record<string, ReadonlySet<string>> = {
  new: new Set(
    'home life start beginnings hope world job country school friend friends family love baby city house town york zealand orleans wave jersey england mexico to year years age me us'.split(
      ' ',
    ),
  ),
  old: new Set(
    'dog dogs cat town towns house houses west empire soul souls married movies-about man men woman women lady ladies people person age west couple couples friend friends boy gent gentleman folks folk and house flame mum dad ones or'.split(
      ' ',
    ),
  ),
  classic: new Set('music cars'.split(' ')),
  modern: new Set('art day life times love world'.split(' ')),
};

const LENGTH_WORDS: readonly (readonly [
  readonly string[],
  Pick<SaidRange, 'min' | 'max' | 'direction' | 'isFinal'>,
])[] = [
  [
    [
      'not too long',
      'not long',
      'not very long',
      'not that long',
      'nothing too long',
      'nothing long',
      'isnt too long',
      'isnt long',
      'not overlong',
      'not super long',
      'not so long',
      'not overly long',
      'nothing very long',
      'not ridiculously long',
      'isnt very long',
      'arent too long',
      'that isnt too long',
      'no long',
    ],
    { max: 120, isFinal: true },
  ],
  [['too long', 'less long', 'a bit long', 'bit long'], { direction: 'less' }],
  [['too short', 'less short'], { direction: 'more' }],
  [
    [
      'short',
      'quick',
      'quick watch',
      'shortish',
      'short and sweet',
      'quickie',
      'very short',
      'brief',
      'bite sized',
      'bite size',
      'really short',
      'super short',
      'short film',
      'short films',
      'quick one',
      'quick film',
      'quick movie',
      'short watch',
    ],
    { max: 90 },
  ],
  [
    [
      'long',
      'very long',
      'really long',
      'super long',
      'longest',
      'the longest',
      'three hour epic',
      'lengthy',
      'long long',
      'extra long',
      'nice and long',
      'marathon length',
      'long film',
      'long movie',
    ],
    { min: 150 },
  ],
  [['shorter', 'less lengthy', 'trim it'], { direction: 'less' }],
  [['longer', 'lengthier'], { direction: 'more' }],
];
const LENGTH_PHRASES = LENGTH_WORDS.flatMap(([phrases, range]) =>
  phrases.map((phrase) => [phrase.split(' '), range] as const),
).sort((a, b) => b[0].length - a[0].length);
const NOT_LENGTHS: Record<string, ReadonlySet<string>> = {
  long: new Set(
    'lost time distance ago island haul marriage day days week year years night term as walks walk winter summer final shot shots speeches speech hair take takes drive flight journey road distance corridor corridors lunch novel weekend'.split(
      ' ',
    ),
  ),
  short: new Set('story stories fuse notice attention hair temper of fiction circuit'.split(' ')),
  quick: new Set('witted wit'.split(' ')),
  brief: new Set('encounter'.split(' ')),
};

/** All words of the phrases above. */
export const RANGE_WORDS: ReadonlySet<string> = new Set([
  ...BOUND_PHRASES.flatMap(([, words]) => words),
  ...YEAR_PHRASES.flatMap(([words]) => words),
  ...LENGTH_PHRASES.flatMap(([words]) => words),
  ...MINUTES,
  ...HOURS,
  ...'newer older decade decades century early mid late half quarter twenties thirties forties fifties sixties seventies eighties nineties noughties onwards upwards limit hundred'.split(
    ' ',
  ),
]);

const DIRECTIONS = new Map<string, SaidRange['direction']>([
  ['newer', 'more'],
  ['older', 'less'],
]);

export function readRange(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  return (
    readAge(tokens, from) ??
    readBounded(tokens, from, thisYear) ??
    readLastYears(tokens, from, thisYear) ??
    readQuantity(tokens, from) ??
    readWords(tokens, from, thisYear)
  );
}

const OLDEST_CHILD = 17;

/** "a 7 year old", "aged 9", "is 15", "a child of three". */
function readAge(tokens: readonly Token[], from: number): SaidRange | undefined {
  const announced = /^(aged|age|ages|is|turn|turns|turning|of|im|are)$/.test(tokens[from]?.word ?? '');
  const number = readNumber(tokens, announced ? from + 1 : from);
  if (!number || number.value < 1 || number.value > 99) return undefined;
  const said = { quantity: 'age', min: number.value, max: number.value };
  const [first, second] = [tokens[number.end]?.word ?? '', tokens[number.end + 1]?.word ?? ''];
  if (/^(yo|yos|yearold|yearolds)$/.test(first)) return { ...said, end: number.end + 1 };
  if (/^(years?|yrs?|y)$/.test(first) && /^(olds?|o)$/.test(second)) return { ...said, end: number.end + 2 };
  if (!announced || number.value > OLDEST_CHILD) return undefined;
  if (/^(years?|yrs?)$/.test(first)) return { ...said, end: number.end + 1 };
  if (
    /^(min|mins|minutes?|h|hrs?|hours?|films?|movies?|hundred|of|people|friends|sisters|brothers|weeks?|days?|decades?|or|to|the)$/.test(
      first,
    )
  )
    return undefined;
  return { ...said, end: number.end };
}

/** What a number is of: years (`width` of the span that was said, 10 for a decade) or minutes. */
interface Quantity {
  quantity: 'year' | 'minutes';
  min: number;
  max: number;
  end: number;
  isDecade?: boolean;
}

function readBounded(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  const found = BOUND_PHRASES.find(([, words]) => hasWords(tokens, from, words));
  if (!found) return undefined;
  const [bound, words] = found;
  const start = skipArticles(tokens, from + words.length);
  if (bound === 'between' || words.join(' ') === 'from') {
    const between =
      bound === 'between' ? readBetween(tokens, start) : readBetween(tokens, start, /^(to|till|until|through)$/);
    if (between) return between;
    if (bound === 'between') return undefined;
  }
  const said = readYears(tokens, start) ?? readLength(tokens, start) ?? readBareNumber(tokens, start);
  if (!said) return readCentury(tokens, start, bound, thisYear);
  const { quantity, end } = said;
  if (words.join(' ') === 'from') {
    const onwards = onwardsEnd(tokens, end);
    if (onwards) return { end: onwards, quantity, min: said.min };
    return quantity === 'year' ? plain(said) : undefined;
  }
  if (bound === 'about') return about(said);
  const strict = quantity === 'year' && words.some((word) => STRICT.has(word)) && !/^no|^not/.test(words[0]!);
  // "nothing after 2000" ends with 2000, "nothing before 1990" begins with 1990.
  const isFinal = /^(no|not|nothing|cant|isnt|doesnt|wont)$/.test(words[0]!) && { isFinal: true as const };
  if (bound === 'below') return { end, quantity, max: strict ? said.min - 1 : said.max, ...isFinal };
  return { end, quantity, min: strict ? said.max + 1 : said.min, ...isFinal };
}

/** "between 1950 and 1960", "80 to 100 minutes", "1950-1960", "60s to 80s". */
function readBetween(tokens: readonly Token[], from: number, joiners = /^(and|to)$/): SaidRange | undefined {
  const first = readYears(tokens, from) ?? readLength(tokens, from) ?? readBareNumber(tokens, from, true);
  if (!first) return undefined;
  const joiner = tokens[first.end];
  const isDash = joiner?.before === '-';
  if (!joiner || !(isDash || joiners.test(joiner.word))) return undefined;
  const next = skipArticles(tokens, isDash ? first.end : first.end + 1);
  const second = readYears(tokens, next) ?? readLength(tokens, next) ?? readBareNumber(tokens, next, true);
  const quantity = first.quantity;
  if (second?.quantity !== quantity) return undefined;
  const [low, high] = [exact(first, first.min), exact(second, second.max)];
  if (low > high) return undefined;
  return { end: second.end, quantity, min: low, max: high };
}

/** A length in a range is meant to the minute. */
function exact({ quantity, min, max }: Quantity, edge: number): number {
  return quantity === 'minutes' ? (min + max) / 2 : edge;
}

function readQuantity(tokens: readonly Token[], from: number): SaidRange | undefined {
  const between = readBetween(tokens, from, /^(to|till|until|through)$/);
  if (between) return between;
  const years = readYears(tokens, from);
  if (years) {
    const { end } = years;
    const behind = tokens[end]?.word;
    if (behind === 'or' && /^(earlier|older|before)$/.test(tokens[end + 1]?.word ?? ''))
      return { end: end + 2, quantity: 'year', max: years.max };
    if (behind === 'or' && /^(later|newer|after)$/.test(tokens[end + 1]?.word ?? ''))
      return { end: end + 2, quantity: 'year', min: years.min };
    const onwards = onwardsEnd(tokens, end);
    if (onwards) return { end: onwards, quantity: 'year', min: years.min };
    return plain(years);
  }
  const length = readLength(tokens, from);
  if (!length) return undefined;
  const { end } = length;
  const number = (length.min + length.max) / 2;
  const behind = tokens.slice(end, end + 3).map(({ word }) => word);
  const skipped = behind[0] === 'long' ? 1 : 0;
  const tail = behind.slice(skipped).join(' ');
  const after = (words: string) => end + skipped + words.split(' ').length;
  const below =
    /^(or less|or under|or shorter|at most|or so max|max|maximum|tops please|tops|top|or fewer|and under|or below|limit|at the most)\b/.exec(
      tail,
    )?.[0];
  if (below) return { end: after(below), quantity: 'minutes', max: number };
  const above = /^(or more|or over|or longer|at least|plus|and up|minimum|and over|or above)\b/.exec(tail)?.[0];
  if (above) return { end: after(above), quantity: 'minutes', min: number };
  const so = /^(or so|ish)\b/.exec(tail)?.[0];
  return {
    end: so ? after(so) : end + skipped,
    quantity: 'minutes',
    min: number - ABOUT_MINUTES,
    max: number + ABOUT_MINUTES,
  };
}

/** "the last ten years", "past 5 years". */
function readLastYears(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  const start = skipArticles(
    tokens,
    hasWords(tokens, from, ['from']) || hasWords(tokens, from, ['in']) || hasWords(tokens, from, ['within'])
      ? from + 1
      : from,
  );
  if (!/^(last|past)$/.test(tokens[start]?.word ?? '')) return undefined;
  const number = readNumber(tokens, start + 1);
  if (number && /^years?$/.test(tokens[number.end]?.word ?? '')) {
    return { end: number.end + 1, quantity: 'year', min: thisYear - number.value + 1 };
  }
  if (number && /^decades?$/.test(tokens[number.end]?.word ?? '')) {
    return { end: number.end + 1, quantity: 'year', min: thisYear - number.value * 10 + 1 };
  }
  return undefined;
}

function readCentury(tokens: readonly Token[], from: number, bound: Bound, thisYear: number): SaidRange | undefined {
  const found = YEAR_PHRASES.find(([words]) => hasWords(tokens, from, words) && words.length > 1);
  if (!found) return undefined;
  const range = found[1](thisYear);
  if (bound === 'below' && range.min !== undefined)
    return { end: from + found[0].length, quantity: 'year', max: range.min - 1 };
  return { end: from + found[0].length, quantity: 'year', ...range };
}

/** Words without a number. */
function readWords(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  const start = tokens[from]?.word === 'the' ? from + 1 : from;
  const next = (words: readonly string[]) => tokens[start + words.length]?.word ?? '';
  const year = YEAR_PHRASES.find(
    ([words]) => hasWords(tokens, start, words) && !NOT_YEARS[words.at(-1)!]?.has(next(words)),
  );
  if (year) return { end: start + year[0].length, quantity: 'year', ...year[1](thisYear) };
  const length = LENGTH_PHRASES.find(
    ([words]) =>
      hasWords(tokens, from, words) && !NOT_LENGTHS[words.at(-1)!]?.has(tokens[from + words.length]?.word ?? ''),
  );
  if (length) return { end: from + length[0].length, quantity: 'minutes', ...length[1] };
  if (hasWords(tokens, from, ['more', 'recent']) || hasWords(tokens, from, ['more', 'modern']))
    return { end: from + 2, quantity: 'year', direction: 'more' };
  const direction = DIRECTIONS.get(tokens[from]?.word ?? '');
  return direction && { end: from + 1, quantity: 'year', direction };
}

/** A year, a decade, a part of one: "1994", "the 70s", "nineteen seventies", "early 90s", "2010s". */
function readYears(tokens: readonly Token[], from: number): Quantity | undefined {
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

/** "90 minutes", "two hours", "1h30", "an hour and a half", "1 hour 40". */
function readLength(tokens: readonly Token[], from: number): Quantity | undefined {
  const minutes = readMinutes(tokens, from);
  return minutes && { quantity: 'minutes', min: minutes.value, max: minutes.value, end: minutes.end };
}

function readMinutes(tokens: readonly Token[], from: number): { value: number; end: number } | undefined {
  const word = tokens[from]?.word ?? '';
  const isAn = /^(an?|one)$/.test(word) && HOURS.has(tokens[from + 1]?.word ?? '');
  if (isAn) return readHourTail(tokens, from + 2, 1);
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
function readBareNumber(tokens: readonly Token[], from: number, inRange = false): Quantity | undefined {
  const number = readNumber(tokens, from);
  if (!number || number.value < 40 || number.value > 400) return undefined;
  if (!inRange && /^(years?|people|percent|dollars|euros?|pounds)$/.test(tokens[number.end]?.word ?? ''))
    return undefined;
  return { quantity: 'minutes', min: number.value, max: number.value, end: number.end };
}

/** "1990 on", "2010 onwards", "90 and up". */
function onwardsEnd(tokens: readonly Token[], end: number): number | undefined {
  const [first, second] = [tokens[end]?.word ?? '', tokens[end + 1]?.word ?? ''];
  if (/^(onwards?|upwards?|plus)$/.test(first)) return end + 1;
  if (first === 'on' && !/^(the|a|an)$/.test(second)) return end + 1;
  if (/^and|or$/.test(first) && /^(later|after|newer|onwards?|up|above|beyond|on)$/.test(second)) return end + 2;
  if (/^to$/.test(first) && /^(now|today|present)$/.test(second)) return end + 2;
  return undefined;
}

function plain({ quantity, min, max, end, isDecade }: Quantity): SaidRange {
  return { end, quantity, min, max, ...(isDecade && { isDecade: true }) };
}

function about({ quantity, min, max, end }: Quantity): SaidRange {
  const reach = quantity === 'minutes' ? ABOUT_MINUTES : min === max ? ABOUT_YEARS : 0;
  return { end, quantity, min: min - reach, max: max + reach };
}

function skipArticles(tokens: readonly Token[], from: number): number {
  return /^(the|a|an)$/.test(tokens[from]?.word ?? '') && !/^(hour|hundred)$/.test(tokens[from + 1]?.word ?? '')
    ? from + 1
    : from;
}

function hasWords(tokens: readonly Token[], from: number, words: readonly string[]): boolean {
  return words.every((word, i) => tokens[from + i]?.word === word);
}
