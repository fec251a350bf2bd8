// What follows a list once it is painted: the reason under each film, then the rows of the day. None of it is guessed:
// the engine verifies every claim, and what does not hold is not shown. A film stands once on the page, and no film is
// named as a reason more than three times. Loaded after the first list.
import type { ForYouRequest, ItemReason, ItemSummary, Privet, ShelvesRequest } from '../../../src/sdk/index.ts';
import type { AppState, FilmOfDayState, ShelfState } from '../state/app-state.ts';
import { isNarrowed } from '../state/constraints.ts';
import { type ListState, sameObjects } from '../state/list-state.ts';
import { isSteered } from '../state/steering-state.ts';
import { describeRow, ROW_FACETS } from './describe-row.ts';
import { type ChosenFilm, chooseFilmOfDay, filmOfDayLine } from './film-of-day.ts';
import { matchRequest } from './match-choice.ts';
import { REASON_FACETS, reasonLine } from './reason-line.ts';
import { MAX_EXCLUDED, seenIds } from './taste.ts';

const SHELF_ITEMS = 12;
const MIN_ITEMS = 5;
/** Films of a list that the match filter looks at. */
const MOST_SCREENED = 200;
/** Times that a film may be named as a reason on the page. */
const MAX_NAMED = 3;
/** Minutes of a film that fits a short evening: under a hundred. */
const SHORT = { max: 99 };
/** Days after which the row of short films begins anew. */
const TONIGHT_DAYS = 3;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The hour from which somebody who comes is looking for tonight's film. */
const EVENING_HOUR = 17;

/** Days since 1970 by the visitor's own calendar: rows change with it. */
function dayNumber(now = new Date()): number {
  return Math.floor((now.getTime() - now.getTimezoneOffset() * MINUTE_MS) / DAY_MS);
}

/**
 * Steps of the state, one after another.
 *
 * @param state        read anew before each step: taps may come in between
 * @param onlyReasons  the rows stay: more films were added below them
 * @param request      what the list is asked for, but for its length
 */
export async function* reasonsAndRows(
  privet: Privet,
  state: () => AppState,
  onlyReasons: boolean,
  request: ForYouRequest,
): AsyncGenerator<Partial<AppState>> {
  const { items } = state().list;
  const ids = items.map(({ itemId }) => itemId);
  const exclude = [...ids, ...seenIds(state().taps ?? [])].slice(0, MAX_EXCLUDED - 1);
  const standing = onlyReasons ? (state().shelves ?? []).flatMap(({ causes = [] }) => causes) : [];
  const isPlain = !onlyReasons && !isNarrowed(state().filters) && !isSteered(state().steering);
  const ofDay = isPlain ? await chooseFilmOfDay(privet, state()) : undefined;
  const asked = ofDay && !ids.includes(ofDay.item.itemId) ? [...ids, ofDay.item.itemId] : ids;
  const reasons = await privet.reasons(asked, { facets: REASON_FACETS });
  const told = reasonLines(items, reasons, standing);
  yield { reasons: told.lines };
  if (!state().list.leftOut && isScreened(state())) yield { list: await withLeftOut(privet, state().list, request) };
  if (!isPlain) return;
  yield { filmOfDay: ofDay ? filmOfDayState(ofDay, reasons) : null };
  if (ofDay) exclude.unshift(ofDay.item.itemId);
  const match = matchRequest(state().match);
  const tonight = await tonightRow(privet, items, { exclude, ...match });
  const others = [...exclude, ...tonight.flatMap(idsOf)].slice(0, MAX_EXCLUDED);
  const rows = await dailyRows(privet, { exclude: others, named: told.named, ...match });
  const shelves = new Date().getHours() >= EVENING_HOUR ? [...tonight, ...rows] : [...rows, ...tonight];
  const onScreen = (state().shelves ?? []).flatMap((shelf) => shelf.items);
  yield { shelves: shelves.map((shelf) => ({ ...shelf, items: sameObjects(shelf.items, onScreen) })) };
}

/** Whether the engine has all by which it leaves films out: what words mean comes last. */
function isScreened({ status, steering }: AppState): boolean {
  if (status?.parts.towers.state !== 'ready') return false;
  return !isSteered(steering) || status.parts['text-encoder'].state === 'ready';
}

/** A list that an earlier visit made, with what it would leave out today. */
async function withLeftOut(privet: Privet, list: ListState, request: ForYouRequest): Promise<ListState> {
  const { leftOut } = await privet.forYou({ ...request, count: Math.min(list.items.length, MOST_SCREENED) });
  const shown = new Set(list.items.map(({ itemId }) => itemId));
  return { ...list, leftOut: leftOut.filter(({ itemId }) => !shown.has(itemId)) };
}

function filmOfDayState(chosen: ChosenFilm, reasons: readonly ItemReason[]): FilmOfDayState {
  const { item } = chosen;
  const reason = reasons.find(({ itemId }) => itemId === item.itemId);
  return { item, reason: filmOfDayLine(chosen, reason) };
}

const idsOf = ({ items }: ShelfState) => items.map(({ itemId }) => itemId);

/**
 * By film id; a film without a reason that says something has no line.
 *
 * @param standing  ids of films that are named elsewhere on the page, one for each time
 * @returns         with the ids of the films that the lines name, one for each line
 */
function reasonLines(
  films: readonly ItemSummary[],
  reasons: readonly ItemReason[],
  standing: readonly string[],
): { lines: ReadonlyMap<string, string>; named: string[] } {
  const filmOf = new Map(films.map((film) => [film.itemId, film]));
  const lines = new Map<string, string>();
  const named: string[] = [];
  for (const reason of reasons) {
    const film = filmOf.get(reason.itemId);
    const line = film && reasonLine(film, reason);
    const cause = reason.kind === 'event' ? reason.item.itemId : undefined;
    const isFull = [...standing, ...named].filter((itemId) => itemId === cause).length >= MAX_NAMED;
    if (!line || (cause !== undefined && isFull)) continue;
    lines.set(reason.itemId, line);
    if (cause !== undefined) named.push(cause);
  }
  return { lines, named };
}

async function dailyRows(
  privet: Privet,
  asked: Pick<ShelvesRequest, 'exclude' | 'named' | 'match'>,
): Promise<ShelfState[]> {
  const rows = await privet.shelves({ ...asked, facets: ROW_FACETS, count: SHELF_ITEMS, day: dayNumber() });
  return rows.flatMap((row) => describeRow(row) ?? []);
}

/** Short films by taste, of which nothing was said; every third of them, so that three days have others. */
async function tonightRow(
  privet: Privet,
  listed: readonly ItemSummary[],
  rules: Pick<ForYouRequest, 'exclude' | 'match'>,
): Promise<ShelfState[]> {
  if (!listed.some(({ details }) => details.runningTime)) return [];
  const count = TONIGHT_DAYS * SHELF_ITEMS;
  const { items: found } = await privet.forYou({ count, where: { runningTime: SHORT }, ...rules });
  const ofDay = found.filter((_, place) => place % TONIGHT_DAYS === dayNumber() % TONIGHT_DAYS);
  const items = found.length < count ? found.slice(0, SHELF_ITEMS) : ofDay;
  if (items.length < MIN_ITEMS) return [];
  return [{ id: 'short', title: 'Short tonight', note: 'Under 100 minutes, and new to you', items }];
}
