// A reading as the slots of demo/films/language/README.md, to be compared with what labellers wrote.
import { meaningText } from '../../../src/language/meanings.ts';
import type { Reading, Wish } from '../../../src/language/reading.ts';
import { FACETS_BY_KIND, filmLanguage } from './film-language.ts';

const KIND_OF = Object.fromEntries(Object.entries(FACETS_BY_KIND).map(([kind, facet]) => [facet, kind]));
const FIELD_KINDS: Record<string, string> = { year: 'year', runningTime: 'minutes' };

/** What labellers, who had no kind for it, wrote of what has one now. Of all else that the rubric lacks they wrote nothing. */
const BEFORE: Record<string, string> = {
  'ending=happy ending': 'mood=feel-good',
  'ending=sad ending': 'mood=sad',
  'ending=bittersweet ending': 'mood=bittersweet',
  'ending=twist ending': 'mood=suspenseful',
  'warnings=animal dies': 'caution=grief',
  'warnings=parent dies': 'caution=grief',
  'warnings=jump scares': 'mood=scary',
  'region=Scandinavia': 'country=Sweden;country=Denmark;country=Norway',
};
const COUNTRY_OF: Record<string, string> = {
  ...{
    French: 'France',
    German: 'Germany',
    Spanish: 'Spain',
    Italian: 'Italy',
    Japanese: 'Japan',
    Korean: 'South Korea',
  },
  ...{
    Mandarin: 'China',
    Cantonese: 'Hong Kong',
    Hindi: 'India',
    Russian: 'Russia',
    Swedish: 'Sweden',
    Danish: 'Denmark',
  },
  ...{
    Norwegian: 'Norway',
    Polish: 'Poland',
    Turkish: 'Turkey',
    Farsi: 'Iran',
    Finnish: 'Finland',
    Dutch: 'Netherlands',
  },
  ...{ Greek: 'Greece', Hebrew: 'Israel', Czech: 'Czech Republic' },
};
const UNKNOWN_THEN = new Set([
  ...['region', 'language', 'ending', 'warnings', 'directedBy', 'lead', 'songs', 'season', 'prize', 'canon'],
  ...['board', 'imdbRating', 'rottenTomatoes', 'fromAge'],
]);

/** @param itemIdOf  the id of an item by its index */
export function slotsOf(reading: Reading, itemIdOf: (itemIndex: number) => string): string[] {
  return reading.wishes.flatMap((wish) => asLabelled(slotOf(wish, itemIdOf), wish));
}

function asLabelled(slot: string, wish: Wish): string[] {
  const [, mark = '', meaning = ''] = /^(!|more |less )?(.*)$/.exec(slot)!;
  const before = BEFORE[meaning];
  if (before) return before.split(';').map((one) => mark + one);
  if (wish.kind === 'value' && wish.facet === 'language' && COUNTRY_OF[wish.value])
    return [`${mark}country=${COUNTRY_OF[wish.value]}`];
  if (wish.kind === 'range' && wish.field === 'fromAge') {
    const audience = filmLanguage().ages.find(([upTo]) => (wish.max ?? 0) <= upTo)?.[1];
    return audience ? [audience] : [];
  }
  return wish.kind === 'value' || wish.kind === 'range'
    ? UNKNOWN_THEN.has(wish.kind === 'value' ? wish.facet : wish.field)
      ? []
      : [slot]
    : [slot];
}

function slotOf(wish: Wish, itemIdOf: (itemIndex: number) => string): string {
  const { mark, kind } = wish;
  switch (wish.kind) {
    case 'value':
      return meaningText({ mark, kind: KIND_OF[wish.facet] ?? wish.facet, value: wish.value });
    case 'range': {
      const { min, max } = wish;
      const value = min === undefined && max === undefined ? undefined : `${min ?? ''}..${max ?? ''}`;
      return meaningText({ mark, kind: FIELD_KINDS[wish.field] ?? wish.field, ...(value && { value }) });
    }
    case 'like':
    case 'title':
      return meaningText({ mark, kind, value: itemIdOf(wish.itemIndex) });
    case 'occasion':
      return meaningText({ mark, kind: 'with', value: wish.value });
    default:
      return meaningText({ mark, kind });
  }
}
