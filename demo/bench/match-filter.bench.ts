// How long does the match filter take for 200 candidates, in Node, which has Chromium's JavaScript engine? What is read of a
// person once for a history; what is read of the candidates; and the trees alone.
//
// npx tsx demo/bench/match-filter.bench.ts [--rounds 60] [--bundle public/models] [--json]

import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { summarize } from '../../bench/harness/statistics.ts';
import { readOptions, row, teller } from '../../bench/node/page-bench.ts';
import { MatchStudent } from '../../src/match-filter/match-student.ts';
import { MATCH_FILTER_FILE, readFilmMatchFilter } from '../films/bundle/film-match-filter.ts';
import { openFilmEngine, tell as tellOpinions } from '../films/taste/film-engine.ts';

const CANDIDATES = 200;
const LIKES = [
  ...['heat-1995', 'alien-1979', 'up-2009', 'toy-story-1995', 'amelie-2001', 'parasite-2019', 'coco-2017', 'her-2013'],
  ...['fargo-1996', 'jaws-1975', 'arrival-2016', 'whiplash-2014', 'amadeus-1984', 'casablanca-1942', 'vertigo-1958'],
];

const options = readOptions({ rounds: '60', bundle: 'public/models' });
const tell = teller('match-filter', options, {});
const folder = options.bundle!;
const student = new MatchStudent((await readFilmMatchFilter(folder))!);
const engine = await openFilmEngine(folder);
await tellOpinions(engine, { likes: LIKES, dislikes: ['saw-2004'] });
const { items } = await engine.forYou({ count: CANDIDATES, match: 'off' });
const itemIds = items.map(({ itemId }) => itemId);

const times: Record<string, number[]> = {
  'a person': [],
  'a person and 200 candidates': [],
  'trees, 200 candidates': [],
};
const timed = async (name: string, run: () => unknown) => {
  const startMs = performance.now();
  await run();
  times[name]!.push(performance.now() - startMs);
};
for (let round = 0; round < Number(options.rounds); round++) {
  await timed('a person', () => engine.matchValues(itemIds.slice(0, 1)));
  await timed('a person and 200 candidates', () => engine.matchValues(itemIds));
  const { values } = await engine.matchValues(itemIds);
  await timed('trees, 200 candidates', () => values.map((ofItem) => student.grade(ofItem)));
}
tell('milliseconds'.padEnd(40) + ['p50', 'p95'].map((cell) => cell.padStart(9)).join(''), {});
for (const [name, samples] of Object.entries(times)) {
  const { p50Ms, p95Ms } = summarize(samples.slice(10));
  tell(row(`  ${name}`, [p50Ms.toFixed(2), p95Ms.toFixed(2)], 40), { name, p50Ms, p95Ms });
}
const { size } = await stat(join(folder, MATCH_FILTER_FILE));
tell(row('bytes of the filter, gzipped', [size.toLocaleString('en')], 40), { bytes: size });
await engine.dispose();
