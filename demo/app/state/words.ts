// How the app says things: verbs for taps, times, sizes, film facts, reasons, errors. One place, so that it speaks with
// one voice.
import { isOfNetwork } from '../../../src/fetching/persist.ts';
import type { EventType, HistoryEvent, ItemSummary, Marks, Opinion, Reason } from '../../../src/sdk/index.ts';

const OPINION_VERBS: Record<Opinion, string> = {
  like: 'Liked',
  dislike: 'Disliked',
  hide: 'Hidden',
  seen: 'Seen',
  save: 'Saved',
};

/** What the buttons say. */
export const OPINION_LABELS: Record<Opinion, string> = {
  like: 'Like',
  dislike: 'Dislike',
  hide: 'Hide',
  seen: 'Seen it',
  save: 'Save for later',
};

const EVENT_VERBS: Record<EventType, string> = {
  ...OPINION_VERBS,
  view: 'Seen',
  select: 'Opened',
  rate: 'Rated',
  add_to_cart: 'Put aside',
  purchase: 'Bought',
  search: 'Searched for',
  steer: 'Wished for',
  clear: 'Taken back',
  remove_from_cart: 'Taken out again',
  allow: 'Not left out',
};

/** `Liked`, `Rated 4½ of 5`, … */
export function eventVerb(event: HistoryEvent): string {
  return event.type === 'rate' && event.value !== undefined
    ? `Rated ${starsText(event.value)} of 5`
    : EVENT_VERBS[event.type];
}

/** `4½`, `½`, `3`. */
export function starsText(stars: number): string {
  return stars % 1 === 0 ? String(stars) : `${Math.floor(stars) || ''}½`;
}

/** `4 and a half stars`, `1 star`, `half a star`; 0 is `no stars`. */
export function starsInWords(stars: number): string {
  if (stars === 0) return 'no stars';
  if (stars === 0.5) return 'half a star';
  return stars % 1 === 0 ? plural(stars, 'star') : `${Math.floor(stars)} and a half stars`;
}

/** What somebody would give a film, of any number of stars, and by what that is known. */
export function predictedWords(stars: number, numRatings: number): string {
  const half = Math.round(stars * 2) / 2;
  return `You would give it about ${starsText(half)} ${half <= 1 ? 'star' : 'stars'}, going by your ${numRatings} ratings.`;
}

/** What stands on a film, together: `Saved, seen and rated 4½ of 5`; '' for nothing. */
export function marksText({ taste, stars, seen, saved, hidden }: Marks): string {
  const words = [
    saved && 'saved',
    seen && 'seen',
    stars === undefined ? taste && OPINION_VERBS[taste].toLowerCase() : `rated ${starsText(stars)} of 5`,
    hidden && 'hidden',
  ];
  return sentenceCase(withAnd(words.filter((word): word is string => Boolean(word))));
}

/** `12 bytes`, `812 kB`, `7.1 MB`, `2.4 GB`; decimal units, as browsers show transfers. */
export function formatBytes(sizeBytes: number): string {
  if (sizeBytes < 1e3) return plural(sizeBytes, 'byte');
  if (sizeBytes < 1e6) return `${Math.round(sizeBytes / 1e3)} kB`;
  return sizeBytes < 1e9 ? `${(sizeBytes / 1e6).toFixed(1)} MB` : `${(sizeBytes / 1e9).toFixed(1)} GB`;
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** `1 tap`, `2 taps`. */
export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en-GB')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Year and main genre, as far as they are known. */
export function filmLine(item: ItemSummary): string {
  return [item.details.year, item.facets.genre?.[0]].filter(Boolean).join(' · ');
}

/** What a poster's neighbour says of it: director, length and rating. */
export function filmFacts(item: ItemSummary): string {
  const { director, runningTime, imdbRating } = item.details;
  const rating = imdbRating && `${imdbRating.split(' ')[0]} on IMDb`;
  return [director && `By ${director}`, runningTime, rating].filter(Boolean).join(' · ');
}

/** A failure of the app's own, whose message is for people. */
export class ToldError extends Error {
  override readonly name = 'ToldError';
}

/** Of errors that have a name of ours the message is written for people. */
const TOLD =
  /^(?:Told|CatalogFormat|Integrity|ModelLoad|StorageUnavailable|Locked|WrongPassphrase|Request|EngineStopped|Input)Error$/;

/**
 * An error for people, as a sentence: its message where that is ours, which often begins with a file's name. Of any other, the
 * browser's words are for the console alone.
 */
export function errorText(error: unknown): string {
  if (error instanceof Error && TOLD.test(error.name))
    return /[.!?]$/.test(error.message) ? error.message : `${error.message}.`;
  console.warn(error);
  return isOfNetwork(error)
    ? 'The network does not answer. Try again in a moment.'
    : 'Something went wrong. Try again, or reload the page.';
}

/** The first letter large; undefined stays undefined. */
export function sentenceCase<T extends string | undefined>(text: T): T {
  return (text && text[0]!.toUpperCase() + text.slice(1)) as T;
}

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

/** `2026-11-28`, by the person's own calendar. */
export function localDay(time: number | Date): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Countries that have an article. */
const THE = /\b(United|Union|Republic|Netherlands|Philippines)\b/;

/** `Norway`, `the United Kingdom`. */
export function countryWords(country: string): string {
  return `${THE.test(country) ? 'the ' : ''}${country}`;
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

/** Of an id that is read: it may be anything that stood in an address. */
const MOST_READ = 200;

/** The words of an id as catalogs of films make them: `my-neighbor-totoro-1988` is `My Neighbor Totoro`. */
export function wordsOfId(itemId: string): string {
  const parts = itemId.slice(0, MOST_READ).split(/[\s_-]+/);
  const isYear = (part: string | undefined) => part !== undefined && /^\d{4}$/.test(part);
  const named = parts.length > 1 && isYear(parts.at(-1)) ? parts.slice(0, -1) : parts;
  return named
    .map((part) => sentenceCase(part))
    .join(' ')
    .trim();
}
