// Lays variants side by side: groups of what can be compared, each variant's distance from the plain one of its group, and how
// sure it is.

import { PLAIN, type Variant } from './variant.ts';

export interface ComparedFigure {
  value: number;
  /** Standard error of `value`; absent without a number of users. */
  error?: number;
  /** Less the group's reference; absent for the reference itself and where it has no such figure. */
  difference?: number;
  /** Standard error of `difference`, as if other people had been asked. The same people were: the true one is smaller. */
  differenceError?: number;
}

export interface ComparedVariant extends Variant {
  recall: ComparedFigure;
  ndcg?: ComparedFigure;
}

export interface VariantGroup {
  /** For people: bench, what was asked for, epochs. */
  title: string;
  /** Name of the variant that the others are compared with: the first one called `plain`, else the first one. */
  reference: string;
  /** In the order in which they came. */
  variants: ComparedVariant[];
}

/** What the tables leave unsaid, for whoever reads one. */
export const ERRORS_NOTE =
  'Differences are to the variant called plain, or to the first one of a table without it. ± is one standard error over the users: exact for Recall, the largest ' +
  'possible for NDCG. That of a difference is taken as if other people had been asked; since the same people were, the true one is smaller.';

/** Groups by bench, targets and epochs (runs of other length don't compare: the learning rate falls to the end of each). */
export function compareVariants(variants: readonly Variant[]): VariantGroup[] {
  const groups = new Map<string, Variant[]>();
  for (const variant of variants) {
    const title = groupTitle(variant);
    groups.set(title, [...(groups.get(title) ?? []), variant]);
  }
  return [...groups].map(([title, members]) => {
    const reference = members.find(({ variant }) => variant === PLAIN) ?? members[0];
    const compareOne = (variant: Variant) => compared(variant, variant === reference ? undefined : reference);
    return { title, reference: reference.variant, variants: members.map(compareOne) };
  });
}

function groupTitle({ bench, targets, epochs }: Variant): string {
  const length = epochs === undefined ? undefined : `${epochs} ${epochs === 1 ? 'epoch' : 'epochs'}`;
  return [bench, targets, length].filter((part) => part !== undefined).join(', ');
}

function compared(variant: Variant, plain: Variant | undefined): ComparedVariant {
  const ndcg = figure(ndcgOf(variant), plain && ndcgOf(plain));
  return { ...variant, recall: figure(recallOf(variant), plain && recallOf(plain))!, ...(ndcg && { ndcg }) };
}

interface Measured {
  value: number;
  error?: number;
}

function recallOf({ recall10: value, users }: Variant): Measured {
  return { value, ...(users && { error: recallError(value, users) }) };
}

function ndcgOf({ recall10, ndcg10: value, users }: Variant): Measured | undefined {
  return value === undefined ? undefined : { value, ...(users && { error: ndcgError(value, recall10, users) }) };
}

function figure(own: Measured | undefined, plain: Measured | undefined): ComparedFigure | undefined {
  if (own === undefined || plain === undefined) return own;
  const hasErrors = own.error !== undefined && plain.error !== undefined;
  return {
    ...own,
    difference: own.value - plain.value,
    ...(hasErrors && { differenceError: Math.hypot(own.error!, plain.error!) }),
  };
}

/** Standard error of a share of people: sqrt(p (1 - p) / n). */
export function recallError(recall: number, users: number): number {
  return Math.sqrt((recall * (1 - recall)) / users);
}

/** What a find in the tenth place counts in NDCG@10: no find counts less. */
const LEAST_GAIN = 1 / Math.log2(11);

/**
 * The largest standard error that a mean NDCG@10 can have beside its Recall@10. A person's gain is 0, or from LEAST_GAIN to 1;
 * such a gain x has x^2 <= (1 + LEAST_GAIN) x - LEAST_GAIN, so the mean of the squares is at most
 * (1 + LEAST_GAIN) NDCG - LEAST_GAIN Recall.
 */
export function ndcgError(ndcg: number, recall: number, users: number): number {
  const meanSquare = (1 + LEAST_GAIN) * ndcg - LEAST_GAIN * recall;
  // Rounded figures, or a recall of other targets, can bring it below what is possible.
  return Math.sqrt(Math.max(0, meanSquare - ndcg ** 2) / users);
}
