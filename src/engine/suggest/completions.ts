// How what is typed may go on: titles, people, facet values and written queries that begin with it, or one of whose words
// does. Some 20,000 entries are looked through at every keystroke, which takes a few milliseconds.
import { withoutAccents } from '../../text/without-accents.ts';
import type { Suggestion } from './suggest-api.ts';

export interface CompletionEntry extends Suggestion {
  /** Between entries of one kind the heavier comes first, 0 to 1. */
  weight: number;
}

interface Prepared {
  entry: CompletionEntry;
  /** Lower case, without accents and signs, words parted by one space, a space in front. */
  plain: string;
}

/** What people look for by its first letters, most often first; added to weights. */
const KINDS = { title: 0.8, person: 1, value: 1, query: 0.9 } as const;
/** An entry that begins with what is typed before one of which a later word does. */
const FROM_START = 1;
/** "batman" is more likely meant by "bat" than a title of nine words. */
const LENGTH_COST = 0.01;

export type Complete = (prefix: string, k: number, exclude: ReadonlySet<string>) => Suggestion[];

export function createCompletions(entries: Iterable<CompletionEntry>): Complete {
  const prepared: Prepared[] = Array.from(entries, (entry) => ({ entry, plain: ` ${plainOf(entry.text)}` }));
  return (prefix, k, exclude) => {
    const typed = ` ${plainOf(prefix)}`;
    if (typed === ' ') return [];
    const found = prepared
      .filter(({ plain, entry }) => plain.includes(typed) && !exclude.has(entry.text))
      .map(({ plain, entry }) => {
        // A person is looked for by any of their names.
        const isStart = entry.kind === 'person' || plain.startsWith(typed) || plain.startsWith(` the${typed}`);
        return {
          entry,
          score: (isStart ? FROM_START : 0) + KINDS[entry.kind] + entry.weight - LENGTH_COST * plain.length,
        };
      });
    found.sort((a, b) => b.score - a.score || (a.entry.text < b.entry.text ? -1 : 1));
    // One line an item, and no more than half of the lines of one kind.
    const seen = new Set<string>();
    const numOf = new Map<string, number>();
    const first = found.filter(({ entry: { text, kind, itemId } }) => {
      const key = itemId ?? plainOf(text);
      const numBefore = numOf.get(kind) ?? 0;
      if (seen.has(key) || seen.has(plainOf(text)) || numBefore >= Math.ceil(k / 2)) return false;
      seen.add(key).add(plainOf(text));
      numOf.set(kind, numBefore + 1);
      return true;
    });
    return first.slice(0, k).map(({ entry: { weight: _weight, ...suggestion } }) => suggestion);
  };
}

function plainOf(text: string): string {
  return (
    withoutAccents(text)
      .replace(/['’]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ');
}
