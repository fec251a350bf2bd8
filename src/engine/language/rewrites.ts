// Queries to be had instead of one that finds little: for a likely query those that were written beside it, for any other those
// of the likely ones that mean nearly the same (the head is written, the tail is computed from it). Each is looked up first:
// one that finds as little is no help.
import type { WrittenQuery } from '../../formats/language-file.ts';
import { composeMarks, meaningText, parseMeaning } from '../../language/meanings.ts';
import { meaningsOf } from '../../language/meanings-of.ts';
import { nameWords } from '../../language/names.ts';
import type { Reading, Wish } from '../../language/reading.ts';

/** Offered at most. */
const MOST = 3;
/** Of the nearest queries so many are looked up. */
const LOOKED_UP = 12;
/** Share of what two queries mean that is the same, the rarer the more: less is another wish. */
const LEAST_SHARED = 0.3;

export interface RewriteParts {
  queries: readonly WrittenQuery[];
  /** Quantity (`minutes`) to the name of the detail. */
  fields: Readonly<Record<string, string>>;
  /** Whether a query finds enough. */
  findsEnough(text: string): boolean;
}

export type Rewriter = (reading: Reading, findsEnough: RewriteParts['findsEnough']) => string[];

export function createRewriter({ queries, fields }: Pick<RewriteParts, 'queries' | 'fields'>): Rewriter {
  const byText = new Map(
    queries.flatMap((query) => [query.text, query.synonym ?? query.text].map((text) => [keyOf(text), query])),
  );
  const byMeaning = new Map<string, WrittenQuery[]>();
  for (const query of queries) {
    for (const meaning of new Set(query.meanings)) byMeaning.set(meaning, [...(byMeaning.get(meaning) ?? []), query]);
  }
  const weightOf = (meaning: string) => Math.log2(1 + queries.length / (1 + (byMeaning.get(meaning)?.length ?? 0)));

  return (reading, findsEnough) => {
    const own = keyOf(reading.text);
    const written = byText.get(own);
    const offered = [written?.instead, written?.broader].filter((text) => text !== undefined);
    const near = nearest(meaningsOfQuery(reading.wishes, fields)).map(({ text }) => text);
    const found = new Map<string, string>();
    for (const text of new Set([...offered, ...near])) {
      if (found.size === MOST) break;
      // "Cowboy movies" are "westerns": one of them is enough.
      const wish = byText.get(keyOf(text))?.meanings.toSorted().join() ?? text;
      if (keyOf(text) !== own && !found.has(wish) && findsEnough(text)) found.set(wish, text);
    }
    return [...found.values()];
  };

  /** Likely queries that mean nearly the same, nearest first; none that wants what is not wanted. */
  function nearest(meanings: ReadonlySet<string>): WrittenQuery[] {
    const candidates = new Set([...meanings].flatMap((meaning) => byMeaning.get(meaning) ?? []));
    return [...candidates]
      .filter((query) => !query.meanings.some((meaning) => meanings.has(opposite(meaning))))
      .map((query) => ({ query, shared: sharedOf(meanings, query.meanings) }))
      .filter(({ shared }) => shared >= LEAST_SHARED)
      .sort((a, b) => b.shared - a.shared || (a.query.text < b.query.text ? -1 : 1))
      .slice(0, LOOKED_UP)
      .map(({ query }) => query);
  }

  /** 0 to 1: what is in both of what is in either. */
  function sharedOf(meanings: ReadonlySet<string>, others: readonly string[]): number {
    const sum = (list: Iterable<string>) => [...list].reduce((total, meaning) => total + weightOf(meaning), 0);
    return sum(others.filter((meaning) => meanings.has(meaning))) / sum(new Set([...meanings, ...others]));
  }
}

const keyOf = (text: string): string => nameWords(text).join(' ');

function opposite(meaning: string): string {
  const parsed = parseMeaning(meaning);
  return meaningText({ ...parsed, mark: composeMarks('not', parsed.mark) });
}

/** What the wishes say, as queries are written: no query is of one item. */
function meaningsOfQuery(wishes: readonly Wish[], fields: RewriteParts['fields']): Set<string> {
  return new Set(
    meaningsOf(
      wishes.filter((wish) => !('itemIndex' in wish)),
      fields,
    ),
  );
}
