// What goes with an item where no log says so: things of other kinds that are for the same use, by the same maker or of one scene.
// Six more kettles are no answer to a kettle. Where nothing is near enough there is nothing, and whoever asked hides the row.
import { type FacetKind, facetKind } from '../../language/facet-kinds.ts';
import type { TopK } from '../../numerics/top-k.ts';
import { Bitset } from '../../ranking/bitset.ts';
import { kindFacet, kindReader, WIDEST } from '../lists/kind-facet.ts';
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
/** What fewer of the catalog have is of one scene. */
const RARE_SHARE = 0.15;
/** Values that more of the catalog have say no more of a use. */
const COMMON_SHARE = 0.3;
/** A facet of so few kinds says where things belong ("Cycling"); what they are says the title ("pannier"). */
const FEW_KINDS = 10;
/** Where what a title names ends: what follows is its colour, its parts or whom it is for. */
const NAMED_BEFORE = /[,;:|([/–—]|\s(?:-|with|without|for|in|by)\s/;

type Parts = Pick<ListParts, 'catalog' | 'similar' | 'manifest'>;

/**
 * @param allowed  items that may be found
 * @returns        best first; scores are steps of a cosine
 */
export function ofOtherKinds(parts: Parts, itemIndices: readonly number[], k: number, allowed: Bitset): TopK {
  const { catalog, similar, manifest } = parts;
  const wide = wideFacet(parts);
  const kindOf = wide ? (item: number) => named(catalog.title(item)) : kindReader(parts);
  const own = new Set(itemIndices.map(kindOf));
  const names = manifest.vocabularies.facets.map(({ name }) => name);
  const ofKinds = (kinds: readonly FacetKind[]) => names.filter((name) => kinds.includes(facetKind({ label: name })));
  const [shared, audience] = [ofKinds(['tags', 'makers', 'topic', 'other', 'people', 'genre']), ofKinds(['audience'])];
  const scores = new Map<number, number>();
  for (const itemIndex of itemIndices) {
    const isOfScene = sceneOf(parts, itemIndex, wide);
    const others = [...allowed.indices()].filter((item) => !own.has(kindOf(item)) && isOfScene(item));
    const open = Bitset.fromIndices(allowed.length, others);
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
  const taken = takeVaried(best, k, kindOf);
  return {
    indices: Uint32Array.from(taken, ([item]) => item),
    scores: Int32Array.from(taken, ([, score]) => Math.round((score / itemIndices.length) * COSINE_STEPS)),
  };
}

/** The kind of things where that is a wide one. */
function wideFacet(parts: Parts): string | undefined {
  const facet = kindFacet(parts);
  return facet && [...parts.catalog.valuesOf(facet)].length <= FEW_KINDS ? facet : undefined;
}

/** Its last word without a number: "Rund city rain cape, red" is a cape. */
function named(title: string): string {
  const words = title.toLowerCase().split(NAMED_BEFORE)[0]!.split(/\s+/);
  return (words.findLast((word) => /\p{L}{2}/u.test(word) && !/\d/.test(word)) ?? title).replace(/s$/, '');
}

/** Things of one scene: of one department where the catalog has such, else of one wide category or one rare value. */
function sceneOf({ catalog, manifest }: Parts, itemIndex: number, widest = WIDEST): (item: number) => boolean {
  const names = manifest.vocabularies.facets.map(({ name }) => name);
  const departments = new Set(catalog.facetValues(itemIndex, widest));
  if (departments.size > 0) return (item) => catalog.facetValues(item, widest).some((value) => departments.has(value));
  const numItems = catalog.available.count();
  const isRare = (name: string, value: string) => catalog.facetCount(name, value) <= RARE_SHARE * numItems;
  const kinds: readonly FacetKind[] = ['tags', 'topic', 'people', 'makers', 'type', 'genre'];
  const telling = names
    .filter((name) => kinds.includes(facetKind({ label: name })))
    .map(
      (name) => [name, new Set(catalog.facetValues(itemIndex, name).filter((value) => isRare(name, value)))] as const,
    );
  return (item) => telling.some(([name, values]) => catalog.facetValues(item, name).some((value) => values.has(value)));
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

function takeVaried(best: [number, number][], k: number, kindOf: (item: number) => string): [number, number][] {
  const counts = new Map<string, number>();
  const taken: [number, number][] = [];
  for (const one of best) {
    const kind = kindOf(one[0]);
    if ((counts.get(kind) ?? 0) >= MOST_OF_KIND) continue;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if (taken.push(one) === k) break;
  }
  return taken;
}
