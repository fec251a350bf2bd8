// Cleaning rules for single values: placeholders that mean "unknown", zeros that were never earned, numbers that no
// film can have. Unknown is `null`, never a number, so that nothing downstream can take it for a fact.
import type { RowRule } from './rule.ts';

/** Shortest and longest running time in minutes that is believed; the longest film of the file has 222. */
const RUNNING_TIME_RANGE_MIN = [20, 400] as const;

const outside = (value: number | null, low: number, high: number): boolean =>
  value !== null && !(value >= low && value <= high);

export const openBoard: RowRule = {
  name: 'openBoard',
  why: '`Open` is no category of the rating board: the same as `Not Rated`.',
  apply: ({ board }) => (board === 'Open' ? { board: 'Not Rated' } : undefined),
};

export const placeholderDistributor: RowRule = {
  name: 'placeholderDistributor',
  why: '`Distributor Unknown` is not a name: unknown.',
  apply: ({ distributor }) => (distributor === 'Distributor Unknown' ? { distributor: null } : undefined),
};

export const placeholderCreativeType: RowRule = {
  name: 'placeholderCreativeType',
  why: '`Multiple Creative Types` says nothing about the film: unknown.',
  apply: ({ creativeType }) => (creativeType === 'Multiple Creative Types' ? { creativeType: null } : undefined),
};

export const zeroGross: RowRule = {
  name: 'zeroGross',
  why: 'A gross of 0 was not recorded (films that sold for decades have it): unknown.',
  apply: ({ usGrossDollars, worldwideGrossDollars }) => {
    if (usGrossDollars !== 0 && worldwideGrossDollars !== 0) return undefined;
    return {
      usGrossDollars: usGrossDollars === 0 ? null : usGrossDollars,
      worldwideGrossDollars: worldwideGrossDollars === 0 ? null : worldwideGrossDollars,
    };
  },
};

export const impossibleRunningTime: RowRule = {
  name: 'impossibleRunningTime',
  why: `Running times outside ${RUNNING_TIME_RANGE_MIN.join(' to ')} minutes: unknown.`,
  apply: ({ runningTimeMin }) =>
    outside(runningTimeMin, ...RUNNING_TIME_RANGE_MIN) ? { runningTimeMin: null } : undefined,
};

export const impossibleRating: RowRule = {
  name: 'impossibleRating',
  why: 'IMDB ratings outside 1 to 10, or without a vote: unknown.',
  apply: ({ imdbRating, imdbVotes }) =>
    outside(imdbRating, 1, 10) || outside(imdbVotes, 1, Number.MAX_SAFE_INTEGER)
      ? { imdbRating: null, imdbVotes: null }
      : undefined,
};

export const impossibleReviewShare: RowRule = {
  name: 'impossibleReviewShare',
  why: 'Shares of favourable reviews outside 0 to 100: unknown.',
  apply: ({ rottenTomatoesPercent }) =>
    outside(rottenTomatoesPercent, 0, 100) ? { rottenTomatoesPercent: null } : undefined,
};

export const VALUE_RULES: readonly RowRule[] = [
  openBoard,
  placeholderDistributor,
  placeholderCreativeType,
  zeroGross,
  impossibleRunningTime,
  impossibleRating,
  impossibleReviewShare,
];
