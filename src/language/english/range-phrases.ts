// The words of English for bounds, for years without a number and for lengths without one.
import type { SaidRange } from '../reading-pack.ts';

export type Bound = 'below' | 'above' | 'about' | 'between';

/** Longest first, so that "no longer than" is not "longer than". */
const BOUNDS: readonly (readonly [Bound, readonly string[]])[] = [
  [
    'below',
    'no longer than|no longer then|longer than no|not longer than|must be under|no more than|not more than|nothing longer than|nothing over|not over|no over|nothing above|nothing more than|less than|shorter than|fewer than|lower than|earlier than|older than|no later than|not later than|nothing later than|earlier|at most|at the most|a maximum of|maximum of|max of|maximum|max|up to|up until|under|below|within|before|until|till|til|pre|prior to|in under|cant be over|cant be longer than|made before|no newer than|nothing newer than|nothing after|not after|isnt longer than|doesnt go over|wont go over|doesnt run over|clocking in under|keep it under|keep it below|sub'.split(
      '|',
    ),
  ],
  [
    'above',
    'no shorter than|not shorter than|no earlier than|not earlier than|nothing earlier than|nothing from earlier than|sinse|from after|no less than|not less than|nothing under|nothing below|not under|nothing shorter than|more than|longer than|greater than|over|above|at least|atleast|a minimum of|minimum|min|upwards of|after|since|from|newer than|later than|more recent than|post|nothing before|nothing older than|not before|no older than|not older than|past|starting from|starting in|beginning in|nothing from before'.split(
      '|',
    ),
  ],
  [
    'about',
    'about|around|roughly|approximately|approx|circa|ca|near|some|more or less|round about|close to|or so'.split('|'),
  ],
  ['between', 'between|anywhere between|somewhere between|anything between|from between'.split('|')],
];
export const BOUND_PHRASES = BOUNDS.flatMap(([bound, phrases]) =>
  phrases.map((phrase) => [bound, phrase.split(' ')] as const),
).sort((a, b) => b[1].length - a[1].length);
/** Bounds that leave the number itself out where it is a year ("before 1960" ends in 1959). */
export const STRICT = new Set(
  'before pre prior earlier older after later newer recent past post under over than'.split(' '),
);

export const MINUTES = new Set('min mins minute minutes minuter mn'.split(' '));
export const HOURS = new Set('h hr hrs hour hours'.split(' '));

/** Words that are a range by themselves: how far they reach, counted from this year where they say so. */
const YEAR_WORDS: readonly (readonly [readonly string[], (thisYear: number) => { min?: number; max?: number }])[] = [
  [['last year', 'last years'], (year) => ({ min: year - 1, max: year - 1 })],
  ['this year|this years|out this year'.split('|'), (year) => ({ min: year, max: year })],
  ['last decade|past decade|the last decade'.split('|'), (year) => ({ min: year - 9 })],
  ['last couple of years|past couple of years|last two years'.split('|'), (year) => ({ min: year - 1 })],
  ['last few years|past few years|recent years|last several years'.split('|'), (year) => ({ min: year - 4 })],
  [
    'silent era|silent film era|silent age|silent days|silent film|silent films|silent movie|silent movies'.split('|'),
    () => ({ max: 1929 }),
  ],
  [
    '21st century|twenty first century|this century|new millennium|this millennium|2000s onwards'.split('|'),
    () => ({ min: 2000 }),
  ],
  ['20th century|the 20th century|twentieth century|last century'.split('|'), () => ({ max: 1999 })],
  [
    'old|classic|classics|old school|oldschool|vintage|golden age|oldie|oldies|old time|old timey|golden era|old fashioned|oldies but goldies|golden oldie|golden oldies'.split(
      '|',
    ),
    () => ({ max: 1979 }),
  ],
  [
    'new|recent|latest|newest|modern|brand new|most recent|recently made|just out|just come out|just came out|recently|made recently|new release|new releases|contemporary|newly released|current|fresh out'.split(
      '|',
    ),
    (year) => ({ min: year - 4 }),
  ],
];
export const YEAR_PHRASES = YEAR_WORDS.flatMap(([phrases, range]) =>
  phrases.map((phrase) => [phrase.split(' '), range] as const),
).sort((a, b) => b[0].length - a[0].length);
/** "New York", "old man": a word of a name or of a person. */
export const NOT_YEARS: Record<string, ReadonlySet<string>> = {
  new: new Set(
    'home life start beginnings hope world job country school friend friends family love baby city house town york zealand orleans wave jersey england mexico to year years age me us'.split(
      ' ',
    ),
  ),
  old: new Set(
    'dog dogs cat town towns house houses west empire soul souls married movies-about man men woman women lady ladies people person age west couple couples friend friends boy gent gentleman folks folk and house flame mum dad or'.split(
      ' ',
    ),
  ),
  classic: new Set('music cars'.split(' ')),
  modern: new Set('art day life times love world'.split(' ')),
};

/** "New family" is no film, "new family films" are new ones. */
export const KINDS = new Set('family families friends love school'.split(' '));

const LENGTH_WORDS: readonly (readonly [
  readonly string[],
  Pick<SaidRange, 'min' | 'max' | 'direction' | 'isFinal'>,
])[] = [
  [
    'not too long|not long|not very long|not that long|nothing too long|nothing long|isnt too long|isnt long|not overlong|not super long|not so long|not overly long|nothing very long|not ridiculously long|isnt very long|arent too long|that isnt too long|no long'.split(
      '|',
    ),
    { max: 120, isFinal: true },
  ],
  ['too long|less long|a bit long|bit long'.split('|'), { direction: 'less' }],
  [['too short', 'less short'], { direction: 'more' }],
  [
    'short|quick|quick watch|shortish|short and sweet|quickie|very short|brief|bite sized|bite size|really short|super short|short film|short films|quick one|quick film|quick movie|short watch'.split(
      '|',
    ),
    { max: 90 },
  ],
  [
    'long|very long|really long|super long|longest|the longest|three hour epic|lengthy|long long|extra long|nice and long|marathon length|long film|long movie'.split(
      '|',
    ),
    { min: 150 },
  ],
  ['shorter|less lengthy|trim it'.split('|'), { direction: 'less' }],
  [['longer', 'lengthier'], { direction: 'more' }],
];
export const LENGTH_PHRASES = LENGTH_WORDS.flatMap(([phrases, range]) =>
  phrases.map((phrase) => [phrase.split(' '), range] as const),
).sort((a, b) => b[0].length - a[0].length);
export const NOT_LENGTHS: Record<string, ReadonlySet<string>> = {
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
