// What is each part of the search worth? The judged queries, searched by the engine's own code with parts taken away: the
// encoder, the words, the reader, the written head; and with people's histories, which are not to hurt.
import type { Engine } from '../../../src/engine/engine.ts';
import { searchCatalog } from '../../../src/engine/search/answer-search.ts';
import type { SearchPlan } from '../../../src/engine/search/search-plan.ts';
import { Searcher, type SearcherOptions } from '../../../src/engine/search/searcher.ts';
import type { Film } from '../cleaning/read-films.ts';
import { tell } from '../taste/film-engine.ts';
import type { Persona } from '../taste/personas.ts';
import { textTable } from '../taste/text-table.ts';
import { type EngineParts, type FilmParts, withoutHead } from './film-parts.ts';
import type { Half } from './measure-reading.ts';
import type { OnProgress } from './measures.ts';
import {
  JUDGED_DEPTH,
  judgedFigures,
  meanFigures,
  meanRanking,
  type RankingFigures,
  readJudged,
} from './search-sets.ts';

type Search = (query: string) => Promise<string[]>;

/** @param engine  its history is forgotten */
export async function measureAblations(
  engine: Engine,
  filmParts: FilmParts,
  films: readonly Film[],
  personas: readonly Persona[],
  half: Half,
  onProgress: OnProgress = () => {},
): Promise<string[]> {
  const queries = readJudged(half);
  const served: Search = async (query) => idsOf(await engine.search({ query, count: JUDGED_DEPTH }));
  const ablations: [name: string, search: Search][] = [
    ...withoutReading(filmParts),
    ['with the reading, no head', await headless(filmParts)],
    ['with the reading', served],
  ];
  const numSearched = (ablations.length + personas.length) * queries.length;
  let numDone = 0;
  const figuresOf = async (search: Search) => {
    const figures = await judgedFigures(queries, films, search, (done) => onProgress(numDone + done, numSearched));
    numDone += queries.length;
    return figures;
  };
  await engine.forget();
  const rows: string[][] = [];
  for (const [name, search] of ablations) rows.push([name, ...meanFigures(await figuresOf(search))]);
  const personal = await personalFigures(engine, personas, () => figuresOf(served));
  rows.push([`with the person, mean of ${personas.length}`, ...meanFigures(personal)]);
  const byNdcg = personal.map(({ ndcg }) => ndcg.toFixed(4)).join(', ');
  return [
    `search, parts taken away: ${queries.length} judged queries (${half} half)`,
    ...textTable([['searched by', 'Recall@20', 'NDCG@10'], ...rows]),
    `  NDCG@10 with each person (${personas.map(({ name }) => name).join('; ')}): ${byNdcg}`,
  ];
}

/** Mean figures of each person. */
async function personalFigures(
  engine: Engine,
  personas: readonly Persona[],
  figuresNow: () => Promise<RankingFigures[]>,
): Promise<RankingFigures[]> {
  const means: RankingFigures[] = [];
  for (const persona of personas) {
    await tell(engine, persona);
    means.push(meanRanking(await figuresNow()));
  }
  await engine.forget();
  return means;
}

/** Plain texts to the engine's searcher. What is widely known and loved comes first between equals in each of them. */
function withoutReading({ parts, source }: FilmParts): [name: string, search: Search][] {
  const { catalog, models, ranker, related, similar } = parts;
  const beside: SearcherOptions['beside'] = (item, k, allowed) => related.beside(item, k, allowed, similar).indices;
  const stopWords = async () => (await parts.language.get()).stopWords;
  const options = { ...source, catalog, models, ranker, onRankingFallback: () => {}, beside, stopWords };
  const nobody = { textEncoder: () => Promise.reject(new Error('it was taken away')) };
  const noVectors = { ...source.manifest, catalog: { ...source.manifest.catalog, content: [] } };
  const searchBy = (searcher: Pick<Searcher, 'search'>, isBy: 'semantic' | 'words') => async (query: string) => {
    const { items, source: by, note } = await searcher.search(planOfText(query), JUDGED_DEPTH, catalog.available);
    if (by !== isBy) throw new Error(`ablations: searched by ${by} (${note}), expected by ${isBy}`);
    return items.map(({ index }) => catalog.itemId(index));
  };
  return [
    ['words alone', searchBy(new Searcher({ ...options, models: nobody, manifest: noVectors }), 'words')],
    ['meaning alone', searchBy(new Searcher({ ...options, catalog: withoutWords(catalog) }), 'semantic')],
    ['words and meaning', searchBy(parts.searcher, 'semantic')],
  ];
}

/** What a search asks for whose query nobody reads. */
function planOfText(text: string): SearchPlan {
  return { where: {}, text, lifts: [], named: [], examples: [], unwanted: [], fame: 0, acclaim: 0, readShare: 0 };
}

/** The same items without a word to search for. */
function withoutWords(catalog: EngineParts['catalog']): EngineParts['catalog'] {
  return new Proxy(catalog, {
    get(target, name) {
      if (name === 'titles') return () => [];
      if (name === 'text') return () => '';
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

async function headless(filmParts: FilmParts): Promise<Search> {
  const parts = { ...filmParts.parts, language: await withoutHead(filmParts) };
  return async (query) => idsOf(await searchCatalog(parts, { query }, JUDGED_DEPTH));
}

const idsOf = ({ items }: { items: readonly { itemId: string }[] }): string[] => items.map(({ itemId }) => itemId);
