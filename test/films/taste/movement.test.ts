import { expect, test } from 'vitest';
import { historiesOf, madeUpHistories, newFilmsOf, ownHistories } from '../../../demo/films/taste/movement.ts';
import { makerOf, personWho } from './made-up-people.ts';

const films = (first: number, length: number) => Array.from({ length }, (_, i) => `film-${first + i}`);

test('only those who have enough likes are asked, each with so many of their own, the same ones every time', () => {
  const people = [personWho(...films(0, 3)), personWho(...films(10, 4)), personWho(...films(20, 9))];
  const histories = ownHistories(people, 4);
  expect(histories.map((likes) => new Set(likes).size)).toEqual([4, 4]);
  expect([...histories[0]!].sort()).toEqual(films(10, 4));
  for (const id of histories[1]!) expect(people[2]!.likes).toContain(id);
  expect(ownHistories(people, 4)).toEqual(histories);
});

test('people are made up of several, without repeating a like; not where all have too few', () => {
  const people = Array.from({ length: 6 }, (_, i) => personWho(...films(2 * i, 4)));
  const histories = madeUpHistories(people, 9, 5);
  expect(histories).toHaveLength(5);
  for (const likes of histories) expect(new Set(likes).size).toBe(9);
  expect(new Set(histories.map((likes) => likes.join())).size).toBeGreaterThan(1);
  expect(madeUpHistories(people, 15, 5)).toEqual([]);
});

test('a thousand likes are nobody’s own', () => {
  const people = [personWho(...films(0, 700)), personWho(...films(500, 700))];
  expect(historiesOf(people, 30)).toHaveLength(2);
  const many = historiesOf(people, 1000);
  expect(many.length).toBeGreaterThanOrEqual(10);
  for (const likes of many) expect(new Set(likes).size).toBe(1001);
});

test('new films are those that the last like brings into the list', async () => {
  const still = makerOf(async () => films(0, 20));
  // Every like brings two films in front, and two fall out at the end.
  const moving = makerOf(async ({ likes }, k) => films(100 - 2 * likes.length, k));
  const histories = [films(0, 4), films(0, 9)];
  expect(await newFilmsOf(still, histories)).toEqual([0, 0]);
  expect(await newFilmsOf(moving, histories)).toEqual([2, 2]);
});
