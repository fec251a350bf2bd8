// What the values of a facet are to a sentence ("by NAME", "with VALUE"), and which detail counts minutes: guessed from
// what columns are called and hold, as their roles are (src/items/guess-roles.ts). A wrong guess costs a clumsy
// suggestion; a site can write its own.
import { columnWords } from '../text/column-words.ts';

export type FacetKind =
  /** Names of people who made it. */
  | 'people'
  /** Names of firms that did. */
  | 'makers'
  | 'series'
  /** What it is about or of what sort ("fantasy", "dessert"), and what it is as an object ("paperback", "sneakers"). */
  | 'genre'
  | 'type'
  /** How it is: "easy", "red". */
  | 'quality'
  /** "Italian", "French". */
  | 'nationality'
  /** What is in it. */
  | 'contents'
  | 'topic'
  | 'place'
  /** For whom, for what. */
  | 'audience'
  | 'platform'
  /** The language of a book. */
  | 'tongue'
  /** Anything in one word or two. */
  | 'tags'
  | 'other';

/** The first that fits, as whole words of a column's name. */
const NAMES: readonly (readonly [FacetKind, RegExp])[] = [
  ['series', /\b(series|franchises?|sagas?)\b/],
  [
    'people',
    /\b(authors?|writers?|artists?|directors?|actors?|actresses|cast|creators?|designers?|illustrators?|composers?|performers?|singers?|musicians?|narrators?|photographers?|chefs?|people|persons?)\b/,
  ],
  [
    'makers',
    /\b(makers?|brands?|manufacturers?|publishers?|developers?|studios?|distributors?|producers?|compan(y|ies)|vendors?|labels?)\b/,
  ],
  ['audience', /\b(audiences?|ages?|genders?|occasions?|seasons?|rooms?|meals?)\b/],
  ['platform', /\b(platforms?|systems?|consoles?|devices?)\b/],
  ['tongue', /\b(languages?)\b/],
  ['place', /\b(countr(y|ies)|origins?|regions?)\b/],
  ['contents', /\b(ingredients?|mechanics?|mechanisms?|features?|equipment|instruments?)\b/],
  ['topic', /\b(topics?|subjects?|themes?)\b/],
  [
    'quality',
    /\b(difficult(y|ies)|diets?|dietary|styles?|colou?rs?|couleurs?|farben?|materials?|fabrics?|stoffe?|mati(è|e)res?|moods?|tones?|levels?|flavou?rs?|patterns?|fits?|finish(es)?|pace)\b/,
  ],
  ['nationality', /\b(cuisines?|nationalit(y|ies))\b/],
  ['genre', /\b(genres?|courses?)\b/],
  ['type', /\b(categor(y|ies)|types?|kinds?|formats?|products?|departments?|class(es)?)\b/],
  ['tags', /\b(tags?|keywords?)\b/],
];

/** @param label  the column's name, for people */
export function facetKind({ label }: { label: string }): FacetKind {
  const words = columnWords(label);
  return NAMES.find(([, pattern]) => pattern.test(words))?.[0] ?? 'other';
}

/** "45", "45 min". */
const IN_MINUTES = /^\d{1,4}(\.\d+)?\s*(mins?|minutes?)\.?$/i;
const BARE_NUMBER = /^\d{1,4}(\.\d+)?$/;
/** Names of numbers that are minutes by themselves. */
const MINUTES_NAME = /\b(minutes|mins)\b|\b(time|length|duration|runtime) min$/;
const TIME_NAME =
  /\b(running|run|runtime|playing|play|playtime|cook|cooking|total|preparation|prep) ?time\b|\bruntime\b/;
/** A length of all that is to be done counts before that of a part. */
const PART_NAME = /\b(prep|preparation|cook|cooking|rest|chill|max|maximum)\b/;
const MOSTLY = 0.9;
/** So long at most is what lasts minutes: more are seconds. */
const MAX_MINUTES = 600;

/** @param details  name -> known values of the items @returns the detail that a length in minutes is read of */
export function minutesDetail(details: ReadonlyMap<string, readonly string[]>): string | undefined {
  const names = [...details.keys()].filter((name) => isInMinutes(columnWords(name), details.get(name)!));
  return names.find((name) => !PART_NAME.test(columnWords(name))) ?? names[0];
}

function isInMinutes(words: string, values: readonly string[]): boolean {
  const share = (pattern: RegExp) => values.filter((value) => pattern.test(value)).length / Math.max(1, values.length);
  if (share(IN_MINUTES) >= MOSTLY) return true;
  if (!MINUTES_NAME.test(words) && !TIME_NAME.test(words)) return false;
  return (
    share(BARE_NUMBER) >= MOSTLY &&
    values.filter((value) => Number(value) <= MAX_MINUTES).length >= MOSTLY * values.length
  );
}
