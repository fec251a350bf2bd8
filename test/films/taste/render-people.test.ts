import { expect, test } from 'vitest';
import { type CaseFigures, caseFigures } from '../../../demo/films/taste/bench.ts';
import { renderQuestion } from '../../../demo/films/taste/render-people.ts';
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
