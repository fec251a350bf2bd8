// The words of a search that no facet has, as groups of phrases: of each group one is to stand in what is found. Words that mean
// the same are one group ("fanny pack", "bum bag"); so are words with "or" between them.
import { nameWords } from './names.ts';
import type { Reading } from './reading.ts';
import type { LanguagePack } from './reading-pack.ts';

/** Words of further alternatives that are joined by "or". */
const OR = /\b(or|oder|ou|o)\b/i;

/** @returns groups of alternatives, each of one or more words as typed or as they are said otherwise */
export function restGroups(
  { text, rest, restWords, unwantedWords, unknownWords }: Reading,
  pack: LanguagePack,
): string[][] {
  if (rest === '') return [];
  const typed = rest.split(' ');
  const kindWords = new Set([...pack.kindNouns].map(pack.stem));
  const says = (word: string) =>
    !pack.stopWords.has(word) && !kindWords.has(pack.stem(word)) && !unwantedWords.includes(word);
  const words = restWords.filter(says);
  const typedOf = new Map(restWords.map((word, i) => [word, typed[i] ?? word]));
  const stems = words.map((word) => nameWords(word).map(pack.stem).join(' '));
  const groups: { phrases: string[]; from: string; to: string }[] = [];
  for (let at = 0; at < words.length; ) {
    const found = synonymsAt(stems, at, pack);
    const length = found?.length ?? 1;
    const phrases = found?.phrases ?? [words[at]!];
    const isUnknown = !found && !/\d/.test(words[at]!) && unknownWords.includes(typedOf.get(words[at]!)!);
    const [from, to] = [words[at]!, words[at + length - 1]!].map((word) => typedOf.get(word)!);
    if (!isUnknown) groups.push({ phrases, from: from!, to: to! });
    at += length;
  }
  return groups.reduce<string[][]>((joined, { phrases, from }, i) => {
    const before = groups[i - 1];
    if (before && OR.test(between(text, before.to, from))) joined.at(-1)!.push(...phrases);
    else joined.push([...phrases]);
    return joined;
  }, []);
}

/** The longest phrase with synonyms that begins there. */
function synonymsAt(stems: readonly string[], at: number, { synonyms, stem }: LanguagePack) {
  let best: { phrases: string[]; length: number } | undefined;
  for (const group of synonyms) {
    for (const phrase of group) {
      const words = nameWords(phrase).map(stem);
      const isHere = words.length > (best?.length ?? 0) && words.every((word, i) => stems[at + i] === word);
      if (isHere) best = { phrases: [phrase, ...group.filter((other) => other !== phrase)], length: words.length };
    }
  }
  return best;
}

function between(text: string, from: string, to: string): string {
  const start = text.indexOf(from);
  const end = text.indexOf(to, start + from.length);
  return start < 0 || end < 0 ? '' : text.slice(start + from.length, end);
}
