import * as ort from 'onnxruntime-web';
import { expect, test } from 'vitest';
import { EASE, fitReferences, likesByFilm } from '../../../demo/films/taste/references.ts';
import { personWho, twoTastes } from './made-up-people.ts';

const itemIds = ['b0', 'b1', 'b2', 'b3', 'b4', 'unliked', 'a0', 'a1', 'a2', 'a3', 'a4', 'new'];
const isIn = (id: string) => id !== 'new';
// One more who likes b0 makes it the most popular.
const people = [...twoTastes(40), personWho('b0')];

test('likes are counted by film', () => {
  expect(Object.fromEntries(likesByFilm([personWho('x', 'y'), personWho('y')]))).toEqual({ x: 1, y: 2 });
});

test('EASE lists what those like who like the same, popularity what most like, neither what is known or not in', async () => {
  const [ease, popularity] = await fitReferences(people, { itemIds, isIn }, ort, { regularization: 1 });
  expect(ease!.name).toBe(EASE);
  const told = { likes: ['a0', 'unliked'], dislikes: ['a2'] };
  expect((await ease!.list(told, 3)).sort()).toEqual(['a1', 'a3', 'a4']);
  expect((await popularity!.list(told, 3))[0]).toBe('b0');
  const all = await popularity!.list({ likes: [], dislikes: [] }, 20);
  expect(all).toHaveLength(itemIds.length - 1);
  expect(all.at(-1)).toBe('unliked');
});
