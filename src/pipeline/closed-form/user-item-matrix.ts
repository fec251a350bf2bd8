// Who has taken what, each pair once, from both sides: the binary matrix that item-kNN and EASE are fitted on. Events
// that speak against an item are no sign of taste for it and are left out.

import { type EntryPlaces, transposePlaces } from '../../numerics/sparse-rows.ts';
import type { History } from '../evaluation/recommender.ts';
import { isNegativeEvent } from '../evaluation/split.ts';
import type { Interactions } from '../input/interactions.ts';

export interface UserItemMatrix {
  numUsers: number;
  numItems: number;
  /** Items of each user, in the order of the first event. */
  itemsOfUser: EntryPlaces;
  /** Users of each item, ascending. */
  usersOfItem: EntryPlaces;
}

export function userItemMatrix(train: Interactions): UserItemMatrix {
  const offsets = new Uint32Array(train.numUsers + 1);
  const columns: number[] = [];
  for (let user = 0; user < train.numUsers; user++) {
    const [start, end] = [train.offsets[user], train.offsets[user + 1]];
    for (const item of positiveItems(train.items.subarray(start, end), train.eventTypes.subarray(start, end))) {
      columns.push(item);
    }
    offsets[user + 1] = columns.length;
  }
  const itemsOfUser = { offsets, columns: Uint32Array.from(columns) };
  const usersOfItem = transposePlaces(itemsOfUser, train.numItems);
  return { numUsers: train.numUsers, numItems: train.numItems, itemsOfUser, usersOfItem };
}

/** The distinct items of a history that nothing negative was said of last, oldest first. */
export function likedItems({ items, eventTypes }: Pick<History, 'items' | 'eventTypes'>): Uint32Array {
  return Uint32Array.from(positiveItems(items, eventTypes));
}

function positiveItems(items: Uint32Array, eventTypes: Uint8Array): Set<number> {
  const liked = new Set<number>();
  for (let i = 0; i < items.length; i++) {
    if (isNegativeEvent(eventTypes[i]!)) liked.delete(items[i]!);
    else liked.add(items[i]!);
  }
  return liked;
}

/** Columns of one row, as a view. */
export function rowOf({ offsets, columns }: EntryPlaces, row: number): Uint32Array {
  return columns.subarray(offsets[row], offsets[row + 1]);
}

/** How many users have two items both: what item-kNN and EASE need of a matrix. Whole numbers. */
export interface Cooccurrences {
  readonly numItems: number;
  numUsersOf(item: number): number;
  /** Adds to `counts` f32 [numItems] how many users of `item` have each other item, and the item itself. */
  addTo(counts: Float32Array, item: number): void;
  /** f64 [n, n] for n items */
  among(items: readonly number[]): Float64Array;
}

export function cooccurrencesOf(matrix: UserItemMatrix): Cooccurrences {
  return {
    numItems: matrix.numItems,
    numUsersOf: (item) => rowOf(matrix.usersOfItem, item).length,
    addTo: (counts, item) => addCooccurrences(matrix, item, counts),
    among: commonUsers(matrix),
  };
}

/** Counts common users among a few items, by the users that these items have. */
function commonUsers({ numUsers, usersOfItem }: UserItemMatrix): Cooccurrences['among'] {
  const itemsOfUser: number[][] = Array.from({ length: numUsers }, () => []);
  return (items) => {
    const gram = new Float64Array(items.length ** 2);
    const touched = new Set<number>();
    items.forEach((item, i) => {
      for (const user of rowOf(usersOfItem, item)) {
        touched.add(user);
        itemsOfUser[user]!.push(i);
      }
    });
    for (const user of touched) {
      const list = itemsOfUser[user]!;
      for (const i of list) for (const j of list) gram[i * items.length + j]!++;
      list.length = 0;
    }
    return gram;
  };
}

/** Adds to `counts` [numItems] how many users of `item` have each other item, and the item itself. */
function addCooccurrences(matrix: UserItemMatrix, item: number, counts: Float32Array): void {
  for (const user of rowOf(matrix.usersOfItem, item)) {
    for (const other of rowOf(matrix.itemsOfUser, user)) counts[other]!++;
  }
}
