// Names of people whom the catalog does not have. In "jane austen" no Thomas Jane is meant, in "stephen king" no king: a word
// that could be half of a name is none of its other meanings where the word beside it is the other half.
import type { Sentence } from './segments.ts';

/** A given name of so many people of the catalog says nothing of who is meant. */
const MANY_PEOPLE = 4;
/** Who has so many items is known by surname ("netflix scorsese"), whatever stands before it. */
const KNOWN_ITEMS = 8;
/** "leo dicaprio", "chris nolan": a short form begins as the given name does. */
const SHORT_FORM_LENGTH = 3;

/** @returns the token behind the name that begins at a token, where nobody here is called so */
export function strangerEnd(sentence: Sentence, at: number): number | undefined {
  let end = at + 1;
  while (isHalf(sentence, end - 1)) end++;
  return end > at + 1 ? end : undefined;
}

/** Whether a token is half of a stranger's name, and the one behind it the other half. */
function isHalf(sentence: Sentence, at: number): boolean {
  const { words, tokens, people } = sentence;
  const [first, second] = [words[at]!, words[at + 1]];
  if (second === undefined || !/^-?$/.test(tokens[at + 1]!.before)) return false;
  const isSomeone = people.get([first]) !== undefined;
  const areHalves = isSomeone
    ? isCommonGivenName(sentence, first) && !isOther(sentence, at + 1)
    : isOfOther(sentence, first, second);
  return areHalves && !meansElse(sentence, at, 0) && !meansElse(sentence, at + 1, 1);
}

/** "jane austen": Jane is said of many, and what is behind it is nothing else than a surname. */
function isCommonGivenName({ givenNames, isOrdinary }: Sentence, word: string): boolean {
  return !isOrdinary(word) && (givenNames.get(word)?.numPeople ?? 0) >= MANY_PEOPLE;
}

function isOther(sentence: Sentence, at: number): boolean {
  const word = sentence.words[at]!;
  const isSomeone = sentence.people.get([word]) !== undefined;
  return meansElse(sentence, at, 0) || (isSomeone && !sentence.surnames.has(word));
}

/** "stephen king", "agatha christie": a surname behind the given name of somebody else. */
function isOfOther(
  { people, givenNames, surnames, titles, isOrdinary }: Sentence,
  first: string,
  second: string,
): boolean {
  const surname = surnames.get(second);
  if (!surname || isOrdinary(first)) return false;
  const who = people.get([second]);
  if (!who) return givenNames.has(first);
  if (isShortForm(first, who)) return false;
  return givenNames.has(first) || (surname.mostItems < KNOWN_ITEMS && titles.get([first]) === undefined);
}

/** A cue or a number begins there, or a phrase of more words than that, or a longer name. */
function meansElse(sentence: Sentence, at: number, phraseLength: number): boolean {
  const { tokens, words, stems, cues, phrases, people, pack, thisYear, measures } = sentence;
  return (
    (phrases.longest(stems, at)?.length ?? 0) > phraseLength ||
    (people.longest(words, at)?.length ?? 0) > 1 ||
    cues.longest(words, at) !== undefined ||
    pack.readRange(tokens, at, thisYear, measures) !== undefined
  );
}

function isShortForm(given: string, name: string): boolean {
  return name.toLowerCase().startsWith(given.slice(0, SHORT_FORM_LENGTH));
}
