// Does search find what people mean? Judged queries (over the films that were judged: others are taken out) and queries with
// one right first answer; by the page's own engine.
import type { Engine } from '../../../src/engine/engine.ts';
import { textTable } from '../../../src/pipeline/base/text-table.ts';
import { withoutAccents } from '../../../src/text/without-accents.ts';
import type { Film } from '../cleaning/read-films.ts';
import type { Half } from './measure-reading.ts';
import {
  JUDGED_DEPTH,
  JUDGED_ON,
  judgedFigures,
  meanFigures,
  type NavigationalQuery,
  type RankingFigures,
  rankingFigures,
  readJudged,
  readNavigational,
  readNewer,
} from './search-sets.ts';

export async function measureSearch(engine: Engine, films: readonly Film[], half: Half): Promise<string[]> {
  return [...(await judged(engine, films, half)), ...(await navigational(engine))];
}

async function judged(engine: Engine, films: readonly Film[], half: Half): Promise<string[]> {
  const queries = readJudged(half);
  const newer = readNewer();
  const overAll: RankingFigures[] = [];
  const figures = await judgedFigures(queries, films, async (query) => {
    const { items } = await engine.search({ query, count: JUDGED_DEPTH });
    const list = items.map(({ itemId }) => itemId);
    const { relevant } = queries.find((judged) => judged.query === query)!;
    overAll.push(rankingFigures(list, new Set([...relevant, ...(newer.get(query) ?? [])])));
    return list;
  });
  const kinds = [...new Set(queries.map(({ kind }) => kind))];
  const rowOf = (name: string, isOf: (kind: string) => boolean) => {
    const own = figures.filter((_, i) => isOf(queries[i]!.kind));
    return [name, `${own.length}`, ...meanFigures(own)];
  };
  return [
    `search: ${queries.length} judged queries (${half} half), over the films of ${JUDGED_ON}`,
    ...textTable([
      ['kind', 'queries', 'Recall@20', 'NDCG@10'],
      rowOf('all', () => true),
      ['all, and over all films', `${overAll.length}`, ...meanFigures(overAll)],
      ...kinds.map((name) => rowOf(name, (kind) => kind === name)),
    ]),
  ];
}

async function navigational(engine: Engine): Promise<string[]> {
  const byKind = new Map<string, [right: number, all: number]>();
  const wrong: string[] = [];
  for (const wanted of readNavigational()) {
    const { items } = await engine.search({ query: wanted.query, count: 1 });
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
  { ids, person, facets: asked }: NavigationalQuery,
): boolean {
  if (ids) return ids.includes(itemId);
  if (person) return facets.people?.some((name) => withoutAccents(name) === withoutAccents(person)) ?? false;
  return Object.entries(asked ?? {}).every(([facet, values]) => facets[facet]?.some((value) => values.includes(value)));
}
