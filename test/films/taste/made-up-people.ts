// People and makers of lists for tests of the taste bench.
import type { ListMaker } from '../../../demo/films/taste/list-makers.ts';
import type { Person } from '../../../demo/films/taste/people.ts';

export function personWho(...likes: string[]): Person {
  return { likes, dislikes: [], likedMs: likes.map(() => Number.NaN) };
}

/** Films of one group are liked by the same people: `a0` to `a4` by half of them, `b0` to `b4` by the others. */
export function twoTastes(numPeople: number): Person[] {
  return Array.from({ length: numPeople }, (_, i) => {
    const group = i % 2 === 0 ? 'a' : 'b';
    const likes = [0, 1, 2, 3, 4].filter((film) => film !== i % 5).map((film) => `${group}${film}`);
    return personWho(...likes);
  });
}

export function makerOf(list: ListMaker['list']): ListMaker {
  return { name: 'made up', list };
}
