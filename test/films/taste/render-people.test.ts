import { expect, test } from 'vitest';
import { type CaseFigures, caseFigures } from '../../../demo/films/taste/bench.ts';
import { renderMovements, renderQuestion } from '../../../demo/films/taste/render-people.ts';
import { makerOf } from './made-up-people.ts';

const cases = Array.from({ length: 40 }, (_, i) => ({ likes: [], targets: [`film-${i}`], dislikes: ['bad'] }));
const finds = (name: string, found: number): Promise<CaseFigures> =>
  caseFigures(
    { ...makerOf(async () => ['bad', ...cases.slice(0, found).flatMap(({ targets }) => targets)]), name },
    cases,
  );

test('a question is told with every metric, and paired intervals against ours', async () => {
  const figures = [await finds('privet', 8), await finds('popularity', 0), await finds('other', 0)];
  const lines = renderQuestion({ name: 'one left out', cases, references: [] }, figures).split('\n');
  expect(lines[0]).toBe('one left out: 40 people');
  expect(lines.find((line) => line.startsWith('privet '))).toMatch(/0\.2000 .* 0\.2000 .* 1\.00$/);
  expect(lines.filter((line) => /^(popularity|other) .*(\+0\.\d{4} to \+0\.\d{4}\s*){4}$/.test(line))).toHaveLength(2);
});

test('movement is told beside its goals, and whether they are met', () => {
  const text = renderMovements([
    { numLikes: 3, newFilms: [5, 8] },
    { numLikes: 30, newFilms: [7, 7] },
    { numLikes: 1000, newFilms: [] },
  ]);
  expect(text).toMatch(/\n3 +2 +6\.50 +32\.5 % +at least 6 +met\n/);
  expect(text).toMatch(/\n30 +2 +7\.00 +35\.0 % +2 to 6 +missed\n/);
  expect(text).toMatch(/\n1,000 +0 +– +– +1 to 3/);
});
