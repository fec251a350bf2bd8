// How far a film's neighbours fall when a like of it becomes a dislike, with the towers that ship. Scores compare within
// one answer only, so that a neighbour's place is measured in standard deviations from the mean of all films in the same
// answer.
import { expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { ALL_FILES, openFilms } from './film-host.ts';

const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** All films without an opinion, best first; an answer holds 1,000, so that they are asked for in turns. */
async function rankedBy(engine: Engine): Promise<{ itemId: string; score: number }[]> {
  const all: { itemId: string; score: number }[] = [];
  for (let last = 1000; last === 1000; ) {
    const { items } = await engine.forYou({ count: 1000, match: 'off', exclude: all.map(({ itemId }) => itemId) });
    all.push(...items);
    last = items.length;
  }
  return all;
}

async function standing(engine: Engine, itemIds: ReadonlySet<string>): Promise<number> {
  const items = await rankedBy(engine);
  const mean = meanOf(items.map(({ score }) => score));
  const deviation = Math.sqrt(meanOf(items.map(({ score }) => (score - mean) ** 2)));
  const chosen = items.filter(({ itemId }) => itemIds.has(itemId));
  return meanOf(chosen.map(({ score }) => (score - mean) / deviation));
}

/**
 * Likes one film after another, beside three standing likes, and changes each like into a dislike.
 *
 * @returns for each film by how much the mean standing of its ten nearest fell, in standard deviations; positive = it
 *   fell
 */
async function measureChangesOfMind(engine: Engine, count: number): Promise<number[]> {
  const items = await rankedBy(engine);
  for (const index of [3, 11, 19]) await engine.record({ type: 'like', itemId: items[index]!.itemId });
  const step = Math.floor((items.length - 40) / count);
  const drops: number[] = [];
  for (let i = 0; i < count; i++) {
    const { itemId } = items[30 + i * step]!;
    const neighbours = new Set((await engine.similar(itemId, { count: 10 })).items.map((item) => item.itemId));
    await engine.record({ type: 'like', itemId });
    const liked = await standing(engine, neighbours);
    await engine.record({ type: 'dislike', itemId });
    drops.push(liked - (await standing(engine, neighbours)));
    await engine.record({ type: 'clear', itemId });
  }
  return drops;
}

it('a like that becomes a dislike lowers the films most like it, in at least 95% of cases', async () => {
  const engine = await openFilms(ALL_FILES);
  onTestFinished(() => engine.dispose());
  expect((await engine.loadTowers()).parts.towers.state).toBe('ready');
  const drops = await measureChangesOfMind(engine, 40);
  expect((await engine.forYou({ count: 1 })).source).toBe('user-tower');
  const lowered = drops.filter((drop) => drop > 0).length;
  console.log(
    `a change of mind lowered its neighbours in ${lowered} of ${drops.length} cases; smallest drop ${Math.min(...drops).toFixed(3)} standard deviations`,
  );
  expect(drops.length).toBe(40);
  expect(lowered / drops.length).toBeGreaterThanOrEqual(0.95);
});
