// What goes with an item where no log says so: things of other kinds that are for the same use, by the same maker or of one scene.
// Six more kettles are no answer to a kettle. Where nothing is near enough there is nothing, and whoever asked hides the row.
import { facetKind } from '../../language/facet-kinds.ts';
import type { TopK } from '../../numerics/top-k.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { kindFacet } from '../lists/kind-facet.ts';
import type { ListParts } from '../lists/list-parts.ts';
import { COSINE_STEPS } from '../lists/similar-items.ts';

/** Of one kind at most so many beside each other. */
const MOST_OF_KIND = 2;
/** A shared value that one item of `e` times as many has counts so much of a cosine. */
const SHARED = 0.04;
/** For whom it is, where that is another one. */
const FOR_OTHERS = 0.25;
/** Below this nothing goes with it. */
const LEAST = 0.25;
/** Values that more of the catalog have say no more of a use. */
const COMMON_SHARE = 0.3;

type Parts = Pick<ListParts, 'catalog' | 'similar' | 'manifest'>;

/**
 * @param allowed  items that may be found
 * @returns        best first; scores are steps of a cosine
 */
export function ofOtherKinds(parts: Parts, itemIndices: readonly number[], k: number, allowed: Bitset): TopK {
  const { catalog, similar, manifest } = parts;
  const kind = kindFacet(parts);
  const kindsOf = (item: number) => (kind ? catalog.facetValues(item, kind) : []);
  const own = new Set(itemIndices.flatMap(kindsOf));
  const others = [...allowed.indices()].filter((item) => !kindsOf(item).some((value) => own.has(value)));
  const open = Bitset.fromIndices(allowed.length, others);
  const names = manifest.vocabularies.facets.map(({ name }) => name);
  const shared = names.filter((name) =>
    ['tags', 'makers', 'topic', 'other', 'people', 'genre'].includes(facetKind({ label: name })),
  );
  const audience = names.filter((name) => facetKind({ label: name }) === 'audience');
  const scores = new Map<number, number>();
  for (const itemIndex of itemIndices) {
    const values = new Set(
      shared.flatMap((name) => catalog.facetValues(itemIndex, name).map((value) => `${name}\n${value}`)),
    );
    const { indices, scores: cosines } = similar.find(itemIndex, open.count(), open);
    for (const [place, item] of Array.from(indices).entries()) {
      const bonus =
        sharedScore(parts, item, shared, values) - (isForOthers(parts, itemIndex, item, audience) ? FOR_OTHERS : 0);
      scores.set(item, (scores.get(item) ?? 0) + cosines[place]! / COSINE_STEPS + bonus);
    }
  }
  const least = LEAST * itemIndices.length;
  const best = [...scores].filter(([, score]) => score >= least).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const taken = takeVaried(best, k, kindsOf);
  return {
    indices: Uint32Array.from(taken, ([item]) => item),
    scores: Int32Array.from(taken, ([, score]) => Math.round((score / itemIndices.length) * COSINE_STEPS)),
  };
}

function sharedScore({ catalog }: Parts, item: number, facets: readonly string[], values: ReadonlySet<string>): number {
  const numItems = catalog.available.count();
  let score = 0;
  for (const name of facets) {
    for (const value of catalog.facetValues(item, name)) {
      const count = catalog.facetCount(name, value);
      if (values.has(`${name}\n${value}`) && count <= COMMON_SHARE * numItems)
        score += SHARED * Math.log(numItems / count);
    }
  }
  return score;
}

/** For women beside what is for men; what is for everyone goes with each. */
function isForOthers({ catalog }: Parts, item: number, other: number, facets: readonly string[]): boolean {
  return facets.some((name) => {
    const [own, theirs] = [item, other].map((one) => catalog.facetValues(one, name));
    const isForAll = (values: readonly string[]) =>
      values.some((value) => /^(unisex|all|everyone|adults?)$/i.test(value));
    if (own!.length === 0 || theirs!.length === 0 || isForAll(own!) || isForAll(theirs!)) return false;
    return !theirs!.some((value) => own!.includes(value));
  });
}

function takeVaried(
  best: [number, number][],
  k: number,
  kindsOf: (item: number) => readonly string[],
): [number, number][] {
  const counts = new Map<string, number>();
  const taken: [number, number][] = [];
  for (const one of best) {
    const kinds = kindsOf(one[0]);
    if (kinds.some((value) => (counts.get(value) ?? 0) >= MOST_OF_KIND)) continue;
    for (const value of kinds) counts.set(value, (counts.get(value) ?? 0) + 1);
    if (taken.push(one) === k) break;
  }
  return taken;
}
