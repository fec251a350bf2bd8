// What people of the same kind know: models of the other half of the film lovers, so that everybody is asked by one that
// has not seen them. References and no rivals: nothing that ships may learn from these people.

import { fitEaseRows } from '../../../src/pipeline/closed-form/ease.ts';
import type { FitOptions } from '../../../src/pipeline/closed-form/fitting.ts';
import { cooccurrencesOf, userItemMatrix } from '../../../src/pipeline/closed-form/user-item-matrix.ts';
import { eventTypeIndex, type Interactions } from '../../../src/pipeline/input/interactions.ts';
import type { OrtModule } from '../../../src/towers/session.ts';
import { type ListableFilms, type ListMaker, scoredLists } from './list-makers.ts';
import type { Person } from './people.ts';

/** L2 weight, in people: of 100, 300 and 1,000 the best for the development half with all other likes known. */
const EASE_REGULARIZATION = 300;

export const EASE = 'EASE, the other half';

/** How many of the people like a film, by its id; films that nobody likes are missing. */
export function likesByFilm(people: readonly Person[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of people.flatMap(({ likes }) => likes)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** Makers of lists from what the `others` like. */
export async function fitReferences(
  others: readonly Person[],
  films: ListableFilms,
  ort: OrtModule,
  options: FitOptions & { regularization?: number } = {},
): Promise<ListMaker[]> {
  const { regularization = EASE_REGULARIZATION } = options;
  const counts = likesByFilm(others);
  // Films that nobody likes have no weights: without them the matrix is much smaller.
  const columns = new Map([...counts.keys()].map((id, column) => [id, column]));
  const columnOf = films.itemIds.map((id) => columns.get(id));
  const addItem = await fitEaseRows(cooccurrencesOf(userItemMatrix(likesAsLog(others, columns))), ort, {
    ...options,
    regularization,
  });
  const byLikes = films.itemIds.map((id) => counts.get(id) ?? 0);
  return [
    scoredLists(films, EASE, (likes) => {
      const scores = new Float32Array(columns.size);
      for (const row of likes) if (columnOf[row] !== undefined) addItem(scores, columnOf[row]);
      return columnOf.map((column) => (column === undefined ? 0 : scores[column]!));
    }),
    scoredLists(films, 'popularity of the other half', () => byLikes),
  ];
}

function likesAsLog(people: readonly Person[], columns: ReadonlyMap<string, number>): Interactions {
  const offsets = new Uint32Array(people.length + 1);
  for (const [i, { likes }] of people.entries()) offsets[i + 1] = offsets[i]! + likes.length;
  const items = Uint32Array.from(people.flatMap(({ likes }) => likes.map((id) => columns.get(id)!)));
  return {
    userIds: [],
    numUsers: people.length,
    numItems: columns.size,
    offsets,
    items,
    timestamps: new Float64Array(items.length),
    eventTypes: new Uint8Array(items.length).fill(eventTypeIndex('like')),
    timestampsArePositions: true,
  };
}
