// The figures of lists: for written personas what of a list a friend who knows films would have named, for real people
// whether it holds what they loved and we left out.

import { bootstrapMeans, type Interval, percentileInterval } from '../../../src/pipeline/evaluation/bootstrap.ts';
import type { Film } from '../cleaning/read-films.ts';
import type { IsIn, ListMaker } from './list-makers.ts';
import type { Case } from './people.ts';
import type { Persona } from './personas.ts';

/** Films of a list. */
export const LIST = 20;
const SHORT_LIST = 10;
const BOOTSTRAP_SEED = 1;

export interface PersonaFigures {
  maker: string;
  /** By persona, in their order: good films among the 20. */
  hits: number[];
  coreHits: number[];
  fauxPas: number[];
  /** Of two-sided tastes: good films of each side; undefined for the others. */
  sides: (number[] | undefined)[];
  lists: string[][];
  /** Share of all listed films by decade. */
  decades: Map<string, number>;
  /** Mean over the lists: different directors, and films that share a franchise with one above them. */
  directors: number;
  repeatedFranchises: number;
}

export async function personaFigures(
  maker: ListMaker,
  personas: readonly Persona[],
  films: ReadonlyMap<string, Film>,
  isIn: IsIn,
): Promise<PersonaFigures> {
  const figures: PersonaFigures = {
    ...{ maker: maker.name, hits: [], coreHits: [], fauxPas: [], sides: [], lists: [] },
    ...{ decades: new Map(), directors: 0, repeatedFranchises: 0 },
  };
  const share = 1 / (personas.length * LIST);
  for (const { likes, dislikes, good, core, fauxPas, sides } of personas) {
    const said = { likes: likes.filter(isIn), dislikes: dislikes.filter(isIn) };
    const list = await maker.list(said, LIST);
    const count = (set: ReadonlySet<string>) => list.filter((id) => set.has(id)).length;
    figures.hits.push(count(good));
    figures.coreHits.push(count(core));
    figures.fauxPas.push(count(fauxPas));
    figures.sides.push(sides.length > 0 ? sides.map(count) : undefined);
    figures.lists.push(list);
    const listed = list.map((id) => films.get(id)!);
    for (const decade of listed.map(decadeOf)) {
      figures.decades.set(decade, (figures.decades.get(decade) ?? 0) + share);
    }
    figures.directors += new Set(listed.map(({ details }) => details.director)).size / personas.length;
    const franchises = listed.flatMap(({ franchise }) => (franchise ? [franchise] : []));
    figures.repeatedFranchises += (franchises.length - new Set(franchises).size) / personas.length;
  }
  return figures;
}

export interface CaseFigures {
  maker: string;
  /** f64 [cases] each: share of the targets that are listed, and NDCG with the targets as equally good. */
  recall10: Float64Array;
  recall20: Float64Array;
  ndcg10: Float64Array;
  ndcg20: Float64Array;
  /** Films among the 20 that the person did not like, mean over the people. */
  disliked: number;
  lists: string[][];
}

export async function caseFigures(
  maker: ListMaker,
  cases: readonly Case[],
  onProgress?: (done: number) => void,
): Promise<CaseFigures> {
  const column = () => new Float64Array(cases.length);
  const figures: CaseFigures = {
    ...{ maker: maker.name, recall10: column(), recall20: column(), ndcg10: column(), ndcg20: column() },
    ...{ disliked: 0, lists: [] },
  };
  for (const [i, { likes, targets, dislikes }] of cases.entries()) {
    const list = await maker.list({ likes, dislikes: [] }, LIST);
    const wanted = new Set(targets);
    figures.recall10[i] = recall(list.slice(0, SHORT_LIST), wanted);
    figures.recall20[i] = recall(list, wanted);
    figures.ndcg10[i] = ndcg(list.slice(0, SHORT_LIST), wanted, SHORT_LIST);
    figures.ndcg20[i] = ndcg(list, wanted, LIST);
    const unwanted = new Set(dislikes);
    figures.disliked += list.filter((id) => unwanted.has(id)).length / cases.length;
    figures.lists.push(list);
    onProgress?.(i + 1);
  }
  return figures;
}

/** Such as `1970s`. */
const decadeOf = ({ facets }: Film): string => facets.decade?.[0] ?? 'unknown';

export const meanOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/** Of the difference of two makers over the same cases, paired. */
export function differenceOf(a: Float64Array, b: Float64Array): Interval {
  const [means] = bootstrapMeans([a.map((value, i) => value - b[i]!)], BOOTSTRAP_SEED);
  return percentileInterval(means!);
}

function recall(list: readonly string[], wanted: ReadonlySet<string>): number {
  return list.filter((id) => wanted.has(id)).length / wanted.size;
}

function ndcg(list: readonly string[], wanted: ReadonlySet<string>, k: number): number {
  const gain = (rank: number) => 1 / Math.log2(rank + 2);
  const found = list.reduce((sum, id, rank) => sum + (wanted.has(id) ? gain(rank) : 0), 0);
  const ideal = Array.from({ length: Math.min(k, wanted.size) }, (_, rank) => gain(rank));
  return found / ideal.reduce((sum, value) => sum + value, 0);
}
