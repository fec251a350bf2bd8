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

/** Adds to `counts` [numItems] how many users of `item` have each other item, and the item itself. */
export function addCooccurrences(matrix: UserItemMatrix, item: number, counts: Float32Array): void {
  for (const user of rowOf(matrix.usersOfItem, item)) {
    for (const other of rowOf(matrix.itemsOfUser, user)) counts[other]!++;
  }
}
