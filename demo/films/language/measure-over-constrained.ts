// What happens where few or no films are all that was asked for? Is a page filled, and did first give way what a friend would
// let go first? Pages on which something gave way are written down for a judge who knows nothing of how.
import type { Engine } from '../../../src/engine/engine.ts';
import { FEW } from '../../../src/engine/search/relax.ts';
import type { RelaxedCondition, SearchResponse } from '../../../src/engine/search/search-api.ts';
import { readOverConstrained } from './written-phrases.ts';

/** Fields by what the writers of the set call them. */
const KIND_OF: Record<string, string> = { runningTime: 'minutes', year: 'year', country: 'country' };
const PAGE = 20;
/** Of a page a judge sees so many. */
const JUDGED = 6;

/** What a judge sees of a page. */
export interface RelaxedPage {
  query: string;
  /** In words: what was asked for, and what was taken in its place. */
  gaveWay: string[];
  /** First ones: title, year, minutes, country, genre. */
  films: string[];
}

export async function measureOverConstrained(engine: Engine): Promise<{ lines: string[]; relaxed: RelaxedPage[] }> {
  const queries = readOverConstrained();
  const pages: RelaxedPage[] = [];
  let [numEmpty, numSaid, numSensible, numFull] = [0, 0, 0, 0];
  await engine.forget();
  for (const { text, least } of queries) {
    const { items, relaxed = [], note } = await engine.search({ query: text, count: PAGE });
    if (items.length === 0) {
      numEmpty++;
      if (note) numSaid++;
    } else if (items.length >= FEW) numFull++;
    if (relaxed.length === 0) continue;
    pages.push({ query: text, gaveWay: relaxed.map(gaveWayWords), films: items.slice(0, JUDGED).map(filmWords) });
    if (KIND_OF[relaxed[0]!.field] === least) numSensible++;
  }
  const line =
    `search: ${queries.length} over-constrained queries: ${numFull} pages of at least ${FEW}, ${numEmpty} empty (${numSaid} say why); ` +
    `${pages.length} relaxed, ${numSensible} of them first in what a friend would let go first`;
  return { lines: [line], relaxed: pages };
}

/** `running time: up to 80 minutes -> up to 88 minutes`, `country: Norway -> any`. */
export function gaveWayWords({ field, asked, instead }: RelaxedCondition): string {
  const name = field === 'runningTime' ? 'running time' : field;
  return `${name}: ${conditionWords(field, asked)} -> ${instead ? conditionWords(field, instead) : 'any'}`;
}

function conditionWords(field: string, { any = [], all = [], min, max }: RelaxedCondition['asked']): string {
  const unit = field === 'runningTime' ? ' minutes' : '';
  if (min !== undefined && max !== undefined) return `${min === max ? min : `${min} to ${max}`}${unit}`;
  if (max !== undefined) return `up to ${max}${unit}`;
  if (min !== undefined) return `${min}${unit} or more`;
  return all.length > 0 ? all.join(' and ') : any.join(' or ');
}

function filmWords({ title, facets, details }: SearchResponse['items'][number]): string {
  const values = (name: string) => facets[name]?.join(', ') || `${name} unknown`;
  const facts = [details.year ?? 'year unknown', details.runningTime ?? 'length unknown'];
  return `${title} (${[...facts, values('country'), values('genre')].join('; ')})`;
}
