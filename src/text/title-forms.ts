// The forms under which one title goes: lists write "Matrix, The", "Star Wars: Episode IV - A New Hope", "Alien³" or
// "Kill Bill: Vol. 1" for what others call "The Matrix", "Star Wars Ep. IV: A New Hope", "Alien 3" and "Kill Bill:
// Volume 1". A form is a key without spaces: equal keys are the same words.

export interface TitleForms {
  /** The whole title. */
  whole: string;
  /**
   * Shorter names of the same thing: before a colon, dash or bracket, what is in brackets, a sequel without its number.
   */
  shorter: string[];
}

const ARTICLES = new Set('the a an le la les il lo el los las der die das'.split(' '));
/** Words that only announce a number: `Part II`, `Vol. 2`, `Episode 4`. */
const COUNTERS = new Set('part pt volume vol chapter episode ep'.split(' '));
const NUMBER_WORDS = 'zero one two three four five six seven eight nine ten'.split(' ');
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv'.split(' ');
/** Letters that take no accent off, and signs that stand for letters. */
const LETTERS: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  '¢': 'c',
  $: 's',
  '½': ' 1/2',
};

/** The words of a title, lower case, without accents, numbers as digits: `Rocky II` -> `rocky 2`. */
export function titleWords(title: string): string[] {
  const lower = title.toLowerCase();
  return numbersAsDigits((PLAIN.test(lower) ? lower : spelledPlain(lower)).match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Most titles: nothing but the words to find. */
const PLAIN = /^[a-z ]*$/;

function spelledPlain(title: string): string {
  return title
    .replace(/[ßæœøłđ¢½]|(?<=\p{L})\$|\$(?=\p{L})/gu, (sign) => LETTERS[sign]!)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/['’`*·]/g, '')
    .replace(/[&+]/g, ' and ')
    .replace(/(?<![\p{L}\p{N}])(?:\p{L}\.){2,}\p{L}?/gu, (initials) => initials.replaceAll('.', ''))
    .replace(/(?<=\d),(?=\d{3})/g, '')
    .replace(/(?<=\p{L})(?=\d)|(?<=\d)(?=\p{L})/gu, ' ');
}

function numbersAsDigits(words: readonly string[]): string[] {
  return words.flatMap((word, i) => {
    const [before, after] = [words[i - 1], words[i + 1]];
    if (COUNTERS.has(word) && after !== undefined && i > 0 && numberOf(after, true) !== undefined) return [];
    // "X" and "V" are names too: alone they are numbers where a number is announced, or at the end.
    const isPlace = before !== undefined && (COUNTERS.has(before) || after === undefined);
    return [String(numberOf(word, isPlace) ?? word)];
  });
}

/** @param isPlace  a number may stand here, so that single letters and number words count as well */
function numberOf(word: string, isPlace: boolean): number | undefined {
  if (/^\d+$/.test(word)) return Number(word);
  const roman = ROMAN.indexOf(word);
  if (roman >= 0 && (isPlace || word.length > 1)) return roman + 1;
  const spoken = NUMBER_WORDS.indexOf(word);
  return isPlace && spoken >= 0 ? spoken : undefined;
}

/** Words without an article at either end (`Matrix, The`), as one key. */
function keyOf(words: readonly string[]): string {
  const first = words.length > 1 && ARTICLES.has(words[0]!) ? 1 : 0;
  const last = words.length - first > 1 && ARTICLES.has(words.at(-1)!) ? -1 : undefined;
  return words.slice(first, last).join('');
}

export function titleForms(title: string): TitleForms {
  const whole = keyOf(titleWords(title));
  const shorter = new Set<string>();
  const outside = title.replace(/\([^)]*\)|\[[^\]]*\]/g, ' ');
  const [, head, tail] = outside.match(/^(.{2,}?)(?:\s*:\s+|\s+[-–—]\s+|:\s*)(.{2,})$/u) ?? [];
  if (outside !== title) shorter.add(keyOf(titleWords(outside)));
  for (const [, inside] of title.matchAll(/[([]([^)\]]+)[)\]]/g)) {
    shorter.add(keyOf(titleWords(inside!.replace(/^a\.?k\.?a\.?\s+/i, ''))));
  }
  if (head) shorter.add(keyOf(titleWords(head)));
  if (head && tail && titleWords(tail).length > 1) {
    shorter.add(keyOf([...titleWords(head).filter((word) => !/^\d{1,2}$/.test(word)), ...titleWords(tail)]));
  }
  shorter.delete(whole);
  shorter.delete('');
  return { whole, shorter: [...shorter] };
}
