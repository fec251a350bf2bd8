// Words that only the views behind the first list need: when something was done, what it did to a list, and
// enumerations.
import type { Reason } from '../../sdk/index.ts';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;
const relativeTime = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** `just now`, `3 minutes ago`, `yesterday`, … */
export function timeAgo(time: number, now = Date.now()): string {
  const seconds = (now - time) / 1000;
  const unit = UNITS.find(([, length]) => seconds >= length);
  return unit ? relativeTime.format(-Math.floor(seconds / unit[1]), unit[0]) : 'just now';
}

/** How strongly, in words: an effect from 0 to 1. */
function strength(effect: number): string {
  if (effect > 0.66) return 'strongly';
  return effect > 0.25 ? 'somewhat' : 'slightly';
}

/** `pulls it up strongly`, `pushes it down slightly`, … */
export function reasonEffect(reason: Reason): string {
  if (reason.effect === 0) return 'makes no difference here';
  return `${reason.effect > 0 ? 'pulls it up' : 'pushes it down'} ${strength(Math.abs(reason.effect))}`;
}

/** `A, B and C`. */
export function withAnd(values: readonly string[]): string {
  return values.length < 2 ? (values[0] ?? '') : `${values.slice(0, -1).join(', ')} and ${values.at(-1)}`;
}
