// Is it said when a title is looked for that is not here? And is it left unsaid where none is?

import type { Engine } from '../../../src/engine/engine.ts';
import { textTable } from '../../../src/pipeline/base/text-table.ts';
import type { Half } from './measure-reading.ts';
import { firstLines, type OnProgress, share } from './measures.ts';
import { readAbsent, readJudged, readNavigational } from './search-sets.ts';
import { readQueries } from './written-phrases.ts';

/** Of what very many people type every fourth is asked: the others are like it. */
const HEAD_STEP = 4;
const SHOWN = 15;

export async function measureAbsent(engine: Engine, half: Half, onProgress: OnProgress = () => {}): Promise<string[]> {
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
  const saidMissing = async (queries: readonly string[]) => {
    const said: string[] = [];
    for (const query of queries) {
      if ((await engine.search({ query, count: 1 })).missing) said.push(query);
      onProgress(++numDone, all.length);
    }
    return said;
  };
  await engine.forget();
  const right = await saidMissing(absent);
  const unsaid = absent.filter((query) => !right.includes(query));
  const rows: string[][] = [];
  const alarms: string[] = [];
  for (const [name, queries] of present) {
    const said = await saidMissing(queries);
    rows.push([name, `${queries.length}`, `${said.length}`, share(said.length, queries.length)]);
    alarms.push(...said);
  }
  return [
    `search: films that the catalog lacks: said to be missing ${right.length} of ${absent.length}`,
    ...firstLines(
      unsaid.map((query) => `not said: ${query}`),
      SHOWN,
    ),
    'search: said to be missing, though the query names no such film',
    ...textTable([['queries', 'of', 'said', 'share'], ...rows]),
    ...firstLines(alarms, SHOWN),
  ];
}
