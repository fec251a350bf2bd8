// Whether a home list serves all that somebody likes, where no log tells what goes with what: each liked item asks for those
// that are most like it. Somebody who liked a tent and three sleeping bags is shown both, and not twelve sleeping bags.

import type { CoverageOptions } from '../../ranking/rerank/coverage.ts';
import { eventSign } from '../../towers/event-evidence.ts';
import type { WindowEvent } from './history-window.ts';
import { kindReader } from './kind-facet.ts';
import type { CatalogParts } from './list-parts.ts';
import { COSINE_STEPS, type SimilarItems } from './similar-items.ts';

/** Liked items that are asked, the last ones. */
const MOST_LIKED = 20;
/** Of each, the candidates that are most like it, of so many that are looked at. */
const LOOKED_AT = 40;
const NEAREST = 12;
/** What is of its kind is like it above what is of its colour. */
const SAME_KIND = 4;
/** Of the objective; the rest is the order of the list. */
const SHARE = 0.85;

/** @returns undefined for fewer than two liked items: one has the whole list */
export function contentCoverage(
  parts: Pick<CatalogParts, 'catalog' | 'manifest'> & { similar: SimilarItems },
  window: readonly WindowEvent[],
): CoverageOptions | undefined {
  const { similar } = parts;
  const kindOf = kindReader(parts);
  const positive = window.filter(({ type }) => eventSign(type) > 0).map(({ itemIndex }) => itemIndex);
  const liked = [...new Set(positive.toReversed())].slice(0, MOST_LIKED);
  if (liked.length < 2) return undefined;
  return {
    share: SHARE,
    demandsOf(indices) {
      const places = new Map(Array.from(indices, (itemIndex, place) => [itemIndex, place]));
      const candidates = { indices: () => indices.values() };
      return liked.map((item) => {
        const { indices: near, scores } = similar.find(item, LOOKED_AT, candidates);
        const own = kindOf(item);
        const factor = (other: number) => (own !== '' && kindOf(other) === own ? SAME_KIND : 1);
        const found = Array.from(near, (other, i) => ({
          position: places.get(other)!,
          weight: Math.max(0, scores[i]! / COSINE_STEPS) ** 2 * factor(other),
        }));
        const asked = found
          .filter(({ weight }) => weight > 0)
          .sort((a, b) => b.weight - a.weight)
          .slice(0, NEAREST);
        return { positions: asked.map(({ position }) => position), weights: asked.map(({ weight }) => weight) };
      });
    },
  };
}
