// The search sets of test/fixtures/search, and how good a list is that is found for a judged query.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Film } from '../cleaning/read-films.ts';
import { meanOf } from '../taste/bench.ts';
import type { Half } from './measure-reading.ts';

const FOLDER = fileURLToPath(new URL('../../../test/fixtures/search/', import.meta.url));
/** The judges knew the films of this day. */
export const JUDGED_ON = '2026-11-24';
/** Enough to hold twenty judged ones. */
export const JUDGED_DEPTH = 120;

export interface JudgedQuery {
  query: string;
  relevant: string[];
  split: 'dev' | 'test';
  kind: string;
}

export interface NavigationalQuery {
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

export const readNavigational = (): NavigationalQuery[] => readLines('navigational.jsonl');
export const readAbsent = (): { query: string }[] => readLines('absent.jsonl');

export function readJudged(half: Half): JudgedQuery[] {
  const wanted = half === 'test' ? 'test' : 'dev';
  return readLines<JudgedQuery>('queries.jsonl').filter(({ split }) => split === wanted);
}

/** Judgements of the films that came later, by query (pooled: test/fixtures/search/README.md). */
export function readNewer(): Map<string, string[]> {
  const lines = readLines<{ query: string; relevant: string[] }>('newer.jsonl');
  return new Map(lines.map(({ query, relevant }) => [query, relevant]));
}

export interface RankingFigures {
  recall: number;
  ndcg: number;
}

/** Recall@20 and NDCG@10 of a list of ids, best first. */
export function rankingFigures(list: readonly string[], relevant: ReadonlySet<string>): RankingFigures {
  const gain = (place: number) => 1 / Math.log2(place + 2);
  const found = list.slice(0, 10).reduce((sum, id, place) => sum + (relevant.has(id) ? gain(place) : 0), 0);
  const ideal = Array.from({ length: Math.min(10, relevant.size) }, (_, place) => gain(place));
  return {
    recall: list.slice(0, 20).filter((id) => relevant.has(id)).length / Math.min(20, relevant.size),
    ndcg: found / ideal.reduce((sum, value) => sum + value, 0),
  };
}

/**
 * Figures of each query, over the films that were judged: others are taken out.
 *
 * @param search  ids of the best JUDGED_DEPTH films, best first
 */
export async function judgedFigures(
  queries: readonly JudgedQuery[],
  films: readonly Film[],
  search: (query: string) => Promise<readonly string[]>,
): Promise<RankingFigures[]> {
  const judged = new Set(films.filter(({ since }) => since <= JUDGED_ON).map(({ itemId }) => itemId));
  const figures: RankingFigures[] = [];
  for (const { query, relevant } of queries) {
    const list = (await search(query)).filter((itemId) => judged.has(itemId));
    figures.push(rankingFigures(list, new Set(relevant)));
  }
  return figures;
}

/** Recall@20 and NDCG@10 as they are printed. */
export function meanFigures(figures: readonly RankingFigures[]): [recall: string, ndcg: string] {
  const { recall, ndcg } = meanRanking(figures);
  return [recall.toFixed(4), ndcg.toFixed(4)];
}

export function meanRanking(figures: readonly RankingFigures[]): RankingFigures {
  return { recall: meanOf(figures.map(({ recall }) => recall)), ndcg: meanOf(figures.map(({ ndcg }) => ndcg)) };
}
