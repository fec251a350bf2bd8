import { expect, test } from 'vitest';
import { type CaseFigures, caseFigures } from '../../../demo/films/taste/bench.ts';
import { byLabel, byThirds } from '../../../demo/films/taste/breakdown.ts';
import { renderMovements, renderQuestion, renderUnlogged } from '../../../demo/films/taste/render-people.ts';
import { unloggedFigures } from '../../../demo/films/taste/unlogged-films.ts';
import { makerOf } from './made-up-people.ts';

const cases = Array.from({ length: 40 }, (_, i) => ({ likes: [], targets: [`film-${i}`], dislikes: ['bad'] }));
const finds = (name: string, found: number): Promise<CaseFigures> =>
  caseFigures(
    { ...makerOf(async () => ['bad', ...cases.slice(0, found).flatMap(({ targets }) => targets)]), name },
    cases,
  );

test('a question is told with every metric, paired intervals against ours, and by groups', async () => {
  const figures = [await finds('privet', 8), await finds('popularity', 0), await finds('other', 0)];
  const groups = cases.map((_, i) => (i < 10 ? '1930s' : '2020s'));
  const nearness = byThirds(
    'nearness',
    groups.map((_, i) => -i),
    ['far', 'between', 'near'],
  );
  const question = {
    ...{ name: 'one left out', cases, references: [] },
    ...{ byDecade: byLabel('decade', groups), byNearness: nearness },
  };
  const lines = renderQuestion(question, figures).split('\n');
  expect(lines[0]).toBe('one left out: 40 people');
  expect(lines.find((line) => line.startsWith('privet '))).toMatch(/0\.2000 .* 0\.2000 .* 1\.00$/);
  expect(lines.filter((line) => /^(popularity|other) .*(\+0\.\d{4} to \+0\.\d{4}\s*){4}$/.test(line))).toHaveLength(2);
  const broken = lines.slice(lines.indexOf('Recall@20 by decade'));
  expect(broken[2]).toMatch(/^films +10 +30$/);
  expect(broken[3]).toMatch(/^privet +0\.8000 +0\.0000$/);
  expect(broken.slice(broken.indexOf('Recall@20 by nearness') + 2)).toEqual([
    expect.stringMatching(/^people +14 +13 +13$/),
    expect.stringMatching(/^privet +0\.0000 +0\.0000 +0\.6154$/),
    expect.stringMatching(/^popularity( +0\.0000){3}$/),
    '',
  ]);
});

test('films that no log knows have figures of their own', async () => {
  const figures = await finds('privet', 2);
  const wanted = cases.map(({ targets }) => new Set(targets));
  const text = renderUnlogged('people', [unloggedFigures(figures, wanted, new Set(['bad', 'film-0']))]);
  expect(text).toMatch(/privet +33\.3 % +2\.50 % +0\.0256 +1\.25 % +1\.0000/);
  expect(text).toContain('39 films that no log knows, 1 others');
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
