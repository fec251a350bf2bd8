// Does search find what people mean? Judged queries (over the films that were judged: others are taken out), queries with one
// right first answer, and films that the catalog lacks; by the page's own engine.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Engine } from '../../../src/engine/engine.ts';
import { FEW } from '../../../src/engine/search/relax.ts';
import { withoutAccents } from '../../../src/text/without-accents.ts';
import type { Film } from '../cleaning/read-films.ts';
import { textTable } from '../taste/text-table.ts';
import type { Half } from './measure-reading.ts';
import { readOverConstrained } from './written-phrases.ts';

const FOLDER = fileURLToPath(new URL('../../../test/fixtures/search/', import.meta.url));
/** The judges knew the films of this day. */
const JUDGED_ON = '2026-11-24';
/** Enough to hold twenty judged ones. */
const DEPTH = 120;

interface Judged {
  query: string;
  relevant: string[];
  split: 'dev' | 'test';
  kind: string;
}

interface Navigational {
  query: string;
  kind: string;
  ids?: string[];
  person?: string;
  facets?: Record<string, string[]>;
}

const readLines = <T>(name: string): T[] =>
  readFileSync(`${FOLDER}${name}`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

export async function measureSearch(engine: Engine, films: readonly Film[], half: Half): Promise<string[]> {
  return [
    ...(await judged(engine, films, half)),
    ...(await navigational(engine)),
    ...(await absent(engine)),
    ...(await overConstrained(engine)),
  ];
}

async function judged(engine: Engine, films: readonly Film[], half: Half): Promise<string[]> {
  const known = new Set(films.filter(({ since }) => since <= JUDGED_ON).map(({ itemId }) => itemId));
  const queries = readLines<Judged>('queries.jsonl').filter(
    ({ split }) => split === (half === 'test' ? 'test' : 'dev'),
  );
  const byKind = new Map<string, { recall: number; ndcg: number }[]>();
  for (const { query, relevant, kind } of queries) {
    const { items } = await engine.search({ query, k: DEPTH });
    const list = items.map(({ itemId }) => itemId).filter((itemId) => known.has(itemId));
    const figures = rankingFigures(list, new Set(relevant));
    for (const name of ['all', kind]) byKind.set(name, [...(byKind.get(name) ?? []), figures]);
  }
  const mean = (list: readonly number[]) => (list.reduce((sum, value) => sum + value, 0) / list.length).toFixed(4);
  return [
    `search: ${queries.length} judged queries (${half} half), over the films of ${JUDGED_ON}`,
    ...textTable([
      ['kind', 'queries', 'Recall@20', 'NDCG@10'],
      ...[...byKind].map(([kind, list]) => [
        kind,
        `${list.length}`,
        mean(list.map(({ recall }) => recall)),
        mean(list.map(({ ndcg }) => ndcg)),
      ]),
    ]),
  ];
}

function rankingFigures(list: readonly string[], relevant: ReadonlySet<string>) {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const found = list.slice(0, 10).reduce((sum, id, place) => sum + (relevant.has(id) ? gain(place) : 0), 0);
  const ideal = Array.from({ length: Math.min(10, relevant.size) }, (_, place) => gain(place));
  return {
    recall: list.slice(0, 20).filter((id) => relevant.has(id)).length / Math.min(20, relevant.size),
    ndcg: found / ideal.reduce((sum, value) => sum + value, 0),
  };
}

async function navigational(engine: Engine): Promise<string[]> {
  const byKind = new Map<string, [right: number, all: number]>();
  const wrong: string[] = [];
  for (const wanted of readLines<Navigational>('navigational.jsonl')) {
    const { items } = await engine.search({ query: wanted.query, k: 1 });
    const isRight = items[0] !== undefined && isAnswer(items[0], wanted);
    if (!isRight) wrong.push(`${wanted.query} -> ${items[0]?.title ?? 'nothing'}`);
    for (const kind of ['all', wanted.kind]) {
      const [right, all] = byKind.get(kind) ?? [0, 0];
      byKind.set(kind, [right + Number(isRight), all + 1]);
    }
  }
  return [
    'search: queries with one right first answer',
    ...textTable([['kind', 'right', 'of'], ...[...byKind].map(([kind, [right, all]]) => [kind, `${right}`, `${all}`])]),
    ...wrong.map((line) => `  wrong: ${line}`),
  ];
}

function isAnswer(
  { itemId, facets }: { itemId: string; facets: Record<string, string[]> },
  { ids, person, facets: asked }: Navigational,
): boolean {
  if (ids) return ids.includes(itemId);
  if (person) return facets.people?.some((name) => withoutAccents(name) === withoutAccents(person)) ?? false;
  return Object.entries(asked ?? {}).every(([facet, values]) => facets[facet]?.some((value) => values.includes(value)));
}

/** Fields by what the writers of the set call them. */
const KIND_OF: Record<string, string> = { runningTime: 'minutes', year: 'year', country: 'country' };

/** Is a page filled, and did first give way what a friend would let go first? */
async function overConstrained(engine: Engine): Promise<string[]> {
  const queries = readOverConstrained();
  let [numEmpty, numRelaxed, numSaid, numSensible, numFull] = [0, 0, 0, 0, 0];
  for (const { text, least } of queries) {
    const { items, relaxed = [], note } = await engine.search({ query: text, k: 20 });
    if (items.length === 0) {
      numEmpty++;
      if (note) numSaid++;
    } else if (items.length >= FEW) numFull++;
    if (relaxed.length === 0) continue;
    numRelaxed++;
    if (KIND_OF[relaxed[0]!.field] === least) numSensible++;
  }
  return [
    `search: ${queries.length} over-constrained queries: ${numFull} pages of at least ${FEW}, ${numEmpty} empty (${numSaid} say why); ` +
      `${numRelaxed} relaxed, ${numSensible} of them first in what a friend would let go first`,
  ];
}

async function absent(engine: Engine): Promise<string[]> {
  const wanted = readLines<{ query: string }>('absent.jsonl');
  let numSaid = 0;
  for (const { query } of wanted) if ((await engine.search({ query, k: 1 })).missing) numSaid++;
  return [`search: films that the catalog lacks: said to be missing ${numSaid} of ${wanted.length}`];
}
