// Figures by groups: of people by how far from the popular their taste is, of films that were left out by decade. A mean over all may hide that half of the people get nothing.

import { meanOf } from './bench.ts';

/** People, or films, in groups. */
export interface Breakdown {
  name: string;
  /** In the order in which they are shown. */
  groups: readonly string[];
  /** Place in `groups` of each of them. */
  groupOf: readonly number[];
}

/** Groups of equal labels, in the order of the labels. */
export function byLabel(name: string, labels: readonly string[]): Breakdown {
  const groups = [...new Set(labels)].sort();
  return { name, groups, groupOf: labels.map((label) => groups.indexOf(label)) };
}

/** As many with the lowest values as with the highest and between them; equal values in the order in which they come. */
export function byThirds(
  name: string,
  values: readonly number[],
  groups: readonly [lowest: string, middle: string, highest: string],
): Breakdown {
  const order = values.map((_, i) => i).sort((a, b) => values[a]! - values[b]! || a - b);
  const groupOf = new Array<number>(values.length);
  for (const [rank, i] of order.entries()) groupOf[i] = Math.floor((groups.length * rank) / values.length);
  return { name, groups, groupOf };
}

/** Of each group; NaN for one that is empty. */
export function groupMeans({ groups, groupOf }: Breakdown, values: Float64Array): { mean: number; size: number }[] {
  return groups.map((_, group) => {
    const own = values.filter((_, i) => groupOf[i] === group);
    return { mean: meanOf(own), size: own.length };
  });
}
