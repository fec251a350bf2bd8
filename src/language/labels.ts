// A wish in words for people.
import type { Wish } from './reading.ts';

/** @param adjectiveFacets  facets of which "not" is said, and not "no" */
export function wishLabel(
  wish: Wish,
  titleOf: (itemIndex: number) => string,
  adjectiveFacets: readonly string[] = [],
): string {
  const isAdjective = wish.kind === 'value' && adjectiveFacets.includes(wish.facet);
  const sign = wish.mark === 'not' && isAdjective ? 'not ' : SIGNS[wish.mark];
  return sign + plainLabel(wish, titleOf);
}

const SIGNS = { want: '', not: 'no ', more: 'more ', less: 'less ' } as const;

function plainLabel(wish: Wish, titleOf: (itemIndex: number) => string): string {
  switch (wish.kind) {
    case 'value':
    case 'occasion':
      return wish.value;
    case 'range':
      return rangeLabel(wish.min, wish.max) || wish.field;
    case 'like':
      return `like ${titleOf(wish.itemIndex)}`;
    case 'title':
      return titleOf(wish.itemIndex);
    case 'fame':
      return 'well known';
    case 'acclaim':
      return 'acclaimed';
    default:
      return wish.kind;
  }
}

function rangeLabel(min: number | undefined, max: number | undefined): string {
  if (min !== undefined && max !== undefined) return min === max ? String(min) : `${min} to ${max}`;
  if (min !== undefined) return `from ${min}`;
  return max === undefined ? '' : `up to ${max}`;
}
