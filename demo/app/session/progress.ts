// How far somebody is: of the films of a director and of lists of the best, which they have seen, by what they said. Films that
// they liked, disliked, rated or marked as seen count, and those of a diary that was brought.
import type { ItemSummary, Privet } from '../../../src/sdk/index.ts';
import type { AppState } from '../state/app-state.ts';
import { seenIds } from './taste.ts';

/** Of one director or list; as many as the engine answers at once. */
const MOST_FILMS = 1000;
/** Seen films of a director from which they are followed, and directors that are. */
const FOLLOWED_FROM = 3;
const MOST_DIRECTORS = 12;
const LISTS = 'canon';

export interface Progress {
  kind: 'director' | 'list';
  /** The director's name, or the list's. */
  value: string;
  /** Here, seen ones too. */
  films: readonly ItemSummary[];
  numSeen: number;
}

export function seenFilms({ marks, taps }: Pick<AppState, 'marks' | 'taps'>): ReadonlySet<string> {
  const marked = [...marks].filter(([, { taste, stars, seen }]) => taste || stars !== undefined || seen);
  return new Set([...marked.map(([itemId]) => itemId), ...seenIds(taps ?? [])]);
}

/** Of the directors of a film, and of the lists that it stands in. */
export function progressBeside(
  privet: Privet,
  { details, facets }: ItemSummary,
  seen: ReadonlySet<string>,
): Promise<Progress[]> {
  const directors = directorsOf(details).map((name) => progressOf(privet, 'director', name, seen));
  const lists = (facets[LISTS] ?? []).map((name) => progressOf(privet, 'list', name, seen));
  return Promise.all([...directors, ...lists]);
}

/** Directors of three films that were seen, those first of whom most were; then all lists of the best. */
export async function allProgress(
  privet: Privet,
  { marks, taps }: Pick<AppState, 'marks' | 'taps'>,
): Promise<Progress[]> {
  const seen = seenFilms({ marks, taps });
  const films = new Map(
    (taps ?? []).flatMap(({ item }) => (item && seen.has(item.itemId) ? [[item.itemId, item]] : [])),
  );
  const counts = new Map<string, number>();
  for (const { details } of films.values())
    for (const name of directorsOf(details)) counts.set(name, (counts.get(name) ?? 0) + 1);
  const followed = [...counts].filter(([, count]) => count >= FOLLOWED_FROM).sort((a, b) => b[1] - a[1]);
  const { facets } = await privet.filterCounts({ facets: [LISTS], ofCatalog: true });
  const found: Progress[] = [];
  for (const [name] of followed.slice(0, MOST_DIRECTORS)) found.push(await progressOf(privet, 'director', name, seen));
  for (const { value } of facets[LISTS] ?? []) found.push(await progressOf(privet, 'list', value, seen));
  return found;
}

async function progressOf(
  privet: Privet,
  kind: Progress['kind'],
  value: string,
  seen: ReadonlySet<string>,
): Promise<Progress> {
  const where = { [kind === 'list' ? LISTS : 'people']: [value] };
  // Nobody's list: what the person disliked is among the films too.
  const { items } = await privet.popular({ where, anonymous: true, count: MOST_FILMS });
  // Of a person the cast is asked for as well.
  const films = kind === 'list' ? items : items.filter(({ details }) => directorsOf(details).includes(value));
  return { kind, value, films, numSeen: films.filter(({ itemId }) => seen.has(itemId)).length };
}

/** As the facet of people has them. */
function directorsOf({ director }: ItemSummary['details']): string[] {
  return director?.split(/ and |, /) ?? [];
}
