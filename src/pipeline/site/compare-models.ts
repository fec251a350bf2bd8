// After a training: what would a page serve best? Popularity, content and towers are asked the same, what people did last, and
// towers ship only where they answer better.

import { fitBlend } from '../closed-form/blend.ts';
import { contentMean, logPopularity } from '../closed-form/content-mean.ts';
import { fitPopularity } from '../closed-form/popularity.ts';
import { evaluateCases } from '../evaluation/evaluate.ts';
import type { Recommender } from '../evaluation/recommender.ts';
import type { Split } from '../evaluation/split.ts';

/** People who are asked. */
const MAX_ASKED = 2000;
const K = 10;

export interface Compared {
  /** Whether towers answer better than all others, by more than chance lets a difference be. */
  towersWin: boolean;
  /** For people. @param isFree  whether content may ship: towers that were asked for ship in any case */
  line(isFree: boolean): string;
}

/**
 * @param content  f32 [numItems, 256]
 * @param towers   Recall@10 of towers and table on the validation cases, which chose their settings
 */
export async function compareModels(
  split: Split,
  content: Float32Array,
  towers: number,
  signal?: AbortSignal,
): Promise<Compared> {
  const step = Math.ceil(split.validation.length / MAX_ASKED);
  const cases = split.validation.filter((_, i) => i % step === 0);
  const asked = { seen: ['masked'] as const, ks: [K], ...(signal && { signal }) };
  const recallOf = async (model: Recommender) => {
    const { figures } = await evaluateCases(model, split, cases, asked);
    return figures.find(({ segment }) => segment === 'all')!;
  };
  const byContent = contentMean(content);
  const models: [string, Recommender][] = [
    ['popularity', fitPopularity(split.train)],
    ['content', byContent],
    ['content with counts', await fitBlend(byContent, logPopularity(split.train), { ...split, validation: cases }, {})],
  ];
  const figures: { name: string; recall: number }[] = [];
  let users = 0;
  for (const [name, model] of models) {
    const found = await recallOf(model);
    users = found.users;
    figures.push({ name, recall: found.recall || 0 });
  }
  const best = figures.reduce((a, b) => (b.recall > a.recall ? b : a));
  figures.push({ name: 'towers', recall: towers });
  const error = Math.sqrt((varianceOf(best.recall) + varianceOf(towers)) / Math.max(1, users));
  const towersWin = towers - best.recall > error;
  const shown = figures.map(({ name, recall }) => `${name} ${recall.toFixed(3).replace(/^0/, '')}`).join(', ');
  const people = users.toLocaleString('en-GB');
  const line = (isFree: boolean) => {
    const ships = towersWin || !isFree ? 'towers' : 'content with the counts of the log, and no runtime';
    return `Recall@${K} of what ${people} people did last: ${shown}. Shipped: ${ships}`;
  };
  return { towersWin, line };
}

const varianceOf = (share: number) => share * (1 - share);
