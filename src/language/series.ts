// Series that a text may name. Many are called as an item is, or by a word of the language ("Alien", "Cars"): those are meant
// where the words beside them speak of several items, or of a person who is in them.

import type { Meaning } from './meanings.ts';
import { spokenWords } from './names.ts';
import type { PhraseTrie } from './phrase-trie.ts';
import { areFillers, type NamedSeries, type Segment, type Sentence } from './segments.ts';
import { howNamed } from './title-segments.ts';

/** From so many items on "no Rocky" is about the series, below about the film. */
const MIN_LONG = 3;

/** What a series is called, and what else: without its article, in the singular ("muppet movies"). */
export function addSeries(
  series: PhraseTrie<NamedSeries>,
  name: string,
  named: NamedSeries,
  stem: (word: string) => string,
  isOrdinary: (word: string) => boolean,
): void {
  for (const words of spokenWords(name)) series.add(words, named);
  for (const words of spokenWords(name)) {
    const bare = words.length > 1 && /^(the|a|an)$/.test(words[0]!) ? words.slice(1) : words;
    for (const form of [bare, [...bare.slice(0, -1), stem(bare.at(-1)!)]]) {
      const isName = form.length > 1 || !isOrdinary(form[0]!) || named.count >= MIN_LONG;
      if (isName) series.add(form, { ...named, isLoose: true });
    }
  }
}

/** "alien sequels", "batman movies", "no rocky", "I've seen all the Alien films". */
export function seriesAt(sentence: Sentence, at: number, before: readonly Segment[]): Segment | undefined {
  const found = sentence.series.longest(sentence.words, at);
  if (!found) return undefined;
  const end = at + found.length;
  const { count, isLoose } = found.value;
  const isTitle = lengthAt(sentence.titles, sentence.words, at) > found.length;
  const named = howNamed(sentence, before);
  const isLong = count >= MIN_LONG && !isLoose && !isTitle && named === 'not';
  const isMeant =
    speaksOfWhole(sentence, at, end) ||
    ((isLong || isItemNoun(sentence, end)) && phraseLength(sentence, at) < found.length);
  if (!isMeant) return undefined;
  const meaning: Meaning = { ...found.value.meaning, mark: named === 'seen' ? 'not' : 'want' };
  return { kind: 'meanings', meanings: [meaning], start: at, end };
}

/** "tom holland spiderman", "tom cruise mission impossible". */
export function seriesBesidePerson(sentence: Sentence, at: number, before: readonly Segment[]): Segment | undefined {
  const { series, words, tokens, people, titles, isOrdinary } = sentence;
  const found = series.longest(words, at);
  if (!found || howNamed(sentence, before) !== undefined) return undefined;
  const others = [phraseLength(sentence, at) + 1, lengthAt(people, words, at), lengthAt(titles, words, at)];
  if (Math.max(...others) > found.length) return undefined;
  const end = at + found.length;
  const isBehind = before.at(-1)?.kind === 'person' && tokens[at]!.before === '';
  const isBefore = tokens[end]?.before === '' && people.longest(words, end) !== undefined;
  const isName = found.length > 1 || !isOrdinary(words[at]!) || found.value.count >= MIN_LONG;
  if (!isName || !(isBehind || isBefore)) return undefined;
  return { kind: 'meanings', meanings: [found.value.meaning], start: at, end };
}

function phraseLength({ phrases, stems }: Sentence, at: number): number {
  return lengthAt(phrases, stems, at);
}

function lengthAt(trie: PhraseTrie<unknown>, words: readonly string[], at: number): number {
  return trie.longest(words, at)?.length ?? 0;
}

function isItemNoun({ words, pack }: Sentence, at: number): boolean {
  return pack.itemNouns.has(words[at] ?? '');
}

/** "alien series", "alien movies in order", "the alien movies": of the series, and not of what its words mean. */
function speaksOfWhole(sentence: Sentence, start: number, end: number): boolean {
  const { words, pack } = sentence;
  let last = end;
  while (last < words.length && areFillers(sentence, last, last + 1)) last++;
  const [word, hasNoun] = [words[last] ?? '', isItemNoun(sentence, end)];
  if (pack.orderWords.has(word)) return true;
  return (pack.seriesNouns.has(word) && (last === end || hasNoun)) || (words[start - 1] === 'the' && hasNoun);
}
