// The film of the day: one that is not at the top of the list, the same all day in every tab and after a reload, and another
// one the next day. Nothing is kept for it: it comes out of the list as it was when the day began, and of the date. Each film
// has its turn every fifteenth day, so that none comes back within two weeks. Said of it is one thing that is true.
import type { ItemReason, ItemSummary, Privet } from '../../../src/sdk/index.ts';
import { hashText } from '../art/seeded-random.ts';
import type { AppState } from '../state/app-state.ts';
import { matchRequest } from './match-choice.ts';
import { reasonLine } from './reason-line.ts';
import { seenIds } from './taste.ts';

/** Of the best for the visitor, without those that the list begins with. */
const POOL = 100;
const TOP = 20;
const TURNS = 15;
/** Years after which a film is spoken of again. */
const ANNIVERSARIES: ReadonlySet<number> = new Set([10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100, 110, 120]);
/** Times of the year with a date, as the facet `season` says them: month and day of the first and the last. */
const SEASONS: readonly (readonly [words: string, from: number, to: number])[] = [
  ['at Christmas', 1208, 1226],
  ['at New Year', 1229, 1231],
  ['at New Year', 101, 102],
  ['on Valentine’s Day', 211, 214],
  ['on the Fourth of July', 701, 704],
  ['at Halloween', 1022, 1031],
];

export interface ChosenFilm {
  item: ItemSummary;
  /** Nothing was known of the person when the day began. */
  isForAnybody: boolean;
}

/** @returns undefined where the catalog has too few films beside the list */
export async function chooseFilmOfDay(
  privet: Privet,
  { marks, taps, match }: Pick<AppState, 'marks' | 'taps' | 'match'>,
  now = new Date(),
): Promise<ChosenFilm | undefined> {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  // A little less known than what the list begins with, and of no kind that the person turned away from.
  const rules = { novelty: 0.1, ...matchRequest(match) };
  const { items, source } = await privet.forYou({ count: POOL, asOf: midnight.getTime(), ...rules });
  const seen = new Set(seenIds(taps ?? []));
  const open = items.slice(TOP).filter(({ itemId }) => {
    const { taste, seen: isSeen, hidden } = marks.get(itemId) ?? {};
    return !taste && !isSeen && !hidden && !seen.has(itemId);
  });
  const day = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 86_400_000;
  const turnOf = ({ itemId }: ItemSummary) => (hashText(itemId) + day) % TURNS;
  const lotOf = ({ itemId }: ItemSummary) => hashText(`${itemId} ${day}`);
  const drawn = open
    .map((item) => ({ item, turn: turnOf(item), lot: lotOf(item) }))
    .sort((a, b) => a.turn - b.turn || a.lot - b.lot);
  const inTurn = drawn.filter(({ turn }) => turn === 0);
  const item = (inTurn.find((one) => seasonWords(one.item, now)) ?? drawn[0])?.item;
  return item && { item, isForAnybody: source === 'prior' };
}

/** @param reason  of the engine, where it found one */
export function filmOfDayLine(
  { item: film, isForAnybody }: ChosenFilm,
  reason: ItemReason | undefined,
  now = new Date(),
): string {
  const told = [
    () => seasonWords(film, now),
    () => anniversaryWords(film, now),
    () => reason && reasonLine(film, reason),
    () => prizeWords(film),
    () => film.facets.canon?.[0] && `On a list of the best films: ${film.facets.canon[0]}`,
  ];
  for (const tell of told) {
    const words = tell();
    if (words) return words;
  }
  return isForAnybody ? 'One of the films here that many know and love' : 'A good guess by what you said of others';
}

function seasonWords({ facets }: ItemSummary, now: Date): string | undefined {
  const today = 100 * (now.getMonth() + 1) + now.getDate();
  const current = SEASONS.find(([words, from, to]) => from <= today && today <= to && facets.season?.includes(words));
  return current && `Set ${current[0]}, and it is that time of the year`;
}

function anniversaryWords({ details }: ItemSummary, now: Date): string | undefined {
  const years = now.getFullYear() - Number(details.year);
  return ANNIVERSARIES.has(years) ? `Came out ${years} years ago this year` : undefined;
}

/** `Palme d’Or 1994 · Oscar for best screenplay 1995`: the first of them. */
function prizeWords({ details }: ItemSummary): string | undefined {
  const [, prize, year] = /^(.+?) (\d{4})(?: · |$)/.exec(details.won ?? '') ?? [];
  return prize && `Won the ${prize} in ${year}`;
}
