// Is it said when a title is looked for that is not here? And is it left unsaid where none is? Of what is said there are two
// kinds: titles that are known to be missing (a written one, a sequel, a title by somebody else), and words that may be a
// title that nobody here has.

import type { Engine } from '../../../src/engine/engine.ts';
import type { CatalogLanguage } from '../../../src/engine/language/language-reader.ts';
import { textTable } from '../taste/text-table.ts';
import type { Half } from './measure-reading.ts';
import { firstLines, type OnProgress, share } from './measures.ts';
import { readAbsent, readJudged, readNavigational } from './search-sets.ts';
import { readQueries } from './written-phrases.ts';

/** `known`: to be missing. `unheard`: words that may be a title. */
export type SaidMissing = 'known' | 'unheard' | 'nothing';

/** Of what very many people type every fourth is asked: the others are like it. */
const HEAD_STEP = 4;
const SHOWN = 15;

export interface SaidCounts {
  queries: number;
  known: number;
  unheard: number;
}

export function saidCounts(said: Iterable<SaidMissing>): SaidCounts {
  const counts = { queries: 0, known: 0, unheard: 0 };
  for (const one of said) {
    counts.queries++;
    if (one !== 'nothing') counts[one]++;
  }
  return counts;
}

export async function measureAbsent(
  engine: Engine,
  language: CatalogLanguage,
  half: Half,
  onProgress: OnProgress = () => {},
): Promise<string[]> {
  const absent = readAbsent().map(({ query }) => query);
  const present: [name: string, queries: string[]][] = [
    ['with one right first answer', readNavigational().map(({ query }) => query)],
    [`judged (${half} half)`, readJudged(half).map(({ query }) => query)],
    [
      `head, every ${HEAD_STEP}th`,
      readQueries()
        .map(({ text }) => text)
        .filter((_, i) => i % HEAD_STEP === 0),
    ],
  ];
  const all = [absent, ...present.map(([, queries]) => queries)].flat();
  let numDone = 0;
  const saidOf = async (queries: readonly string[]) => {
    const said: SaidMissing[] = [];
    for (const query of queries) {
      const { missing } = await engine.search({ query, count: 1 });
      said.push(!missing ? 'nothing' : language.missingTitle(language.read(query)) ? 'known' : 'unheard');
      onProgress(++numDone, all.length);
    }
    return said;
  };
  await engine.forget();
  const right = await saidOf(absent);
  const counts = saidCounts(right);
  const rows: string[][] = [];
  const alarms: string[] = [];
  for (const [name, queries] of present) {
    const said = await saidOf(queries);
    const { known, unheard } = saidCounts(said);
    rows.push([name, `${queries.length}`, `${known}`, `${unheard}`, share(known + unheard, queries.length)]);
    alarms.push(...queries.flatMap((query, i) => (said[i] === 'nothing' ? [] : [`${said[i]}: ${query}`])));
  }
  const unsaid = absent.filter((_, i) => right[i] === 'nothing');
  return [
    `search: films that the catalog lacks: said to be missing ${counts.known + counts.unheard} of ${counts.queries}: ` +
      `${counts.known} known to be, ${counts.unheard} that nobody here has heard of`,
    ...firstLines(
      unsaid.map((query) => `not said: ${query}`),
      SHOWN,
    ),
    'search: said to be missing, though the query names no such film',
    ...textTable([['queries', 'of', 'known', 'unheard', 'share'], ...rows]),
    ...firstLines(alarms, SHOWN),
  ];
}
