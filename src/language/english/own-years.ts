// Years that follow from the viewer's own: "older than me, I was born in 1985", "from the year I was born, 1979"; and from
// today: "not older than ten years", "made more than 30 years ago".
import type { SaidRange } from '../reading-pack.ts';
import type { Token } from '../tokens.ts';
import { ITEM_NOUNS } from './nouns.ts';
import { readNumber } from './numbers.ts';
import { hasWords } from './quantities.ts';

const FIRST_BIRTH = 1900;
/** Before somebody else's age. */
const OF_SOMEBODY = new Set('is aged she he shes hes whos turns turned'.split(' '));
const OLDEST = 120;
type Relation = 'before' | 'in' | 'after';

const phrasesOf = (text: string) =>
  text
    .split('|')
    .map((phrase) => phrase.split(' '))
    .sort((a, b) => b.length - a.length);

/** What is said of the time before, at and after somebody's birth; longest first. */
const RELATIONS: readonly (readonly [Relation, readonly string[][]])[] = [
  [
    'before',
    phrasesOf(
      'older than me|older than i am|older than i|older than myself|from before i was born|made before i was born|released before i was born|came out before i was born|before i was born|before i was even born|before my birth|before my time|from before my time',
    ),
  ],
  [
    'after',
    phrasesOf(
      'younger than me|younger than i am|newer than me|newer than i am|after i was born|since i was born|since my birth',
    ),
  ],
  [
    'in',
    phrasesOf(
      'as old as me|as old as i am|exactly my age|my age|the year i was born|the year of my birth|my birth year|the same year as me|when i was born|the year that i was born|year i was born',
    ),
  ],
];
/** The statement itself, which wishes nothing. */
const BORN = phrasesOf(
  'i was born in|i was born|i am born in|im born in|me born in|born in|i am from|my birth year is|born',
);
/** Bounds of an age, and on which side of it the years lie. */
const AGES: readonly (readonly ['older' | 'newer', readonly string[][]])[] = [
  [
    'newer',
    phrasesOf('not older than|no older than|nothing older than|newer than|younger than|not more than|no more than'),
  ],
  ['older', phrasesOf('older than|not newer than|no newer than|nothing newer than|no younger than|not younger than')],
];
/** The same of what stands behind "a film": "movies at least 40 years old". */
const AGES_OF_ITEMS: typeof AGES = [
  ['newer', phrasesOf('less than|at most|under|not over|up to|within the last')],
  ['older', phrasesOf('more than|at least|over|above')],
];

export function readOwnYears(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  return (
    readRelation(tokens, from, thisYear) ??
    readRelative(tokens, from, thisYear) ??
    readBirth(tokens, from) ??
    readAside(tokens, from) ??
    readAge(tokens, from, thisYear)
  );
}

/** "Younger than my daughter who is 12", "older than my dad, he's 70". */
function readRelative(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  const isOlder = hasWords(tokens, from, ['older', 'than', 'my']);
  const isYounger = ['younger', 'newer'].some((word) => hasWords(tokens, from, [word, 'than', 'my']));
  if (!isOlder && !isYounger) return undefined;
  for (let at = from + 4; at < Math.min(tokens.length, from + 12); at++) {
    if (!OF_SOMEBODY.has(tokens[at]!.word)) continue;
    const age = readNumber(tokens, at + 1);
    if (!age || age.value < 1 || age.value > OLDEST) continue;
    const end = hasWords(tokens, age.end, ['years', 'old']) ? age.end + 2 : age.end;
    const year = thisYear - age.value;
    return isOlder ? { end, quantity: 'year', max: year - 1 } : { end, quantity: 'year', min: year };
  }
  return undefined;
}

/** "And I'm 38", in a sentence that compares with oneself: its number is read there. */
function readAside(tokens: readonly Token[], from: number): SaidRange | undefined {
  const start = /^(and|im|i)$/.test(tokens[from]!.word) ? (tokens[from]!.word === 'and' ? from + 1 : from) : -1;
  if (start < 0) return undefined;
  const at = tokens[start]?.word === 'im' ? start + 1 : hasWords(tokens, start, ['i', 'am']) ? start + 2 : -1;
  const age = at < 0 ? undefined : readNumber(tokens, at);
  const isCompared = RELATIONS.some(([, phrases]) =>
    phrases.some((words) => tokens.some((_, place) => hasWords(tokens, place, words))),
  );
  if (!age || age.value < 5 || !isCompared) return undefined;
  const end = hasWords(tokens, age.end, ['years', 'old']) ? age.end + 2 : age.end;
  return { end: tokens[end]?.word === 'now' ? end + 1 : end, quantity: 'nothing' };
}

function readRelation(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  for (const [relation, phrases] of RELATIONS) {
    const found = phrases.find((words) => hasWords(tokens, from, words));
    if (!found) continue;
    const birth = birthYear(tokens, thisYear);
    if (birth === undefined) return undefined;
    const end = yearEnd(tokens, from + found.length, birth);
    if (relation === 'before') return { end, quantity: 'year', max: birth - 1 };
    if (relation === 'after') return { end, quantity: 'year', min: birth + 1 };
    return { end, quantity: 'year', min: birth, max: birth };
  }
  return undefined;
}

/** Behind "before I was born" the year itself may stand. */
function yearEnd(tokens: readonly Token[], end: number, birth: number): number {
  const at = /^(in|so|which|is|was|that)$/.test(tokens[end]?.word ?? '') ? end + 1 : end;
  const behind = /^(is|was)$/.test(tokens[at]?.word ?? '') ? at + 1 : at;
  return tokens[behind]?.word === String(birth) ? behind + 1 : end;
}

/** "I was born in 1985" asks for nothing by itself. */
function readBirth(tokens: readonly Token[], from: number): SaidRange | undefined {
  const found = BORN.find((words) => hasWords(tokens, from, words));
  if (!found?.includes('born')) return undefined;
  const end = from + found.length;
  return isBirthYear(tokens[end]?.word) ? { end: end + 1, quantity: 'nothing' } : undefined;
}

/** Where the sentence tells it: "born in 1985", "the year I was born, 1979", "I'm 40". */
function birthYear(tokens: readonly Token[], thisYear: number): number | undefined {
  for (const [at, { word }] of tokens.entries()) {
    if (word !== 'born' && word !== 'birth') continue;
    const near = [1, 2, 3].map((step) => tokens[at + step]?.word).find(isBirthYear);
    if (near) return Number(near);
  }
  for (const [at, { word }] of tokens.entries()) {
    if (!(word === 'im' || (word === 'am' && tokens[at - 1]?.word === 'i'))) continue;
    const age = readNumber(tokens, at + 1);
    const next = age && tokens[age.end]?.word;
    if (age && age.value > 4 && age.value < OLDEST && next !== 'minutes') return thisYear - age.value;
  }
  return undefined;
}

const isBirthYear = (word: string | undefined): boolean =>
  /^(19|20)\d\d$/.test(word ?? '') && Number(word) >= FIRST_BIRTH;

/** "Not older than ten years", "a film at least 40 years old", "more than 30 years ago". */
function readAge(tokens: readonly Token[], from: number, thisYear: number): SaidRange | undefined {
  const isOfItem = ITEM_NOUNS.has(tokens[from - 1]?.word ?? '') || tokens[from - 1]?.word === 'something';
  for (const [list, isPlain] of [
    [AGES, true],
    [AGES_OF_ITEMS, false],
  ] as const) {
    for (const [side, phrases] of list) {
      const found = phrases.find((words) => hasWords(tokens, from, words));
      const age = found && readNumber(tokens, from + found.length);
      if (!age || !/^years?$/.test(tokens[age.end]?.word ?? '')) continue;
      const behind = tokens[age.end + 1]?.word ?? '';
      if (!isPlain && !(behind === 'ago' || (behind === 'old' && isOfItem))) continue;
      const end = /^(old|ago)$/.test(behind) ? age.end + 2 : age.end + 1;
      const year = thisYear - age.value;
      const isFinal = /^(not?|nothing)$/.test(found[0]!) && { isFinal: true as const };
      if (side === 'newer') return { end, quantity: 'year', min: year, ...isFinal };
      return { end, quantity: 'year', max: isFinal || found.includes('least') ? year : year - 1, ...isFinal };
    }
  }
  return undefined;
}
