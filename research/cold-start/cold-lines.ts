// What a model finds of cold items, and what of warm ones, as result lines: one for each question.

import type { Recommender } from '../../src/pipeline/evaluation/recommender.ts';
import { type Result, resultLine } from '../result-line.ts';
import type { ColdData } from './cold-data.ts';
import { evaluateColdItems, evaluateWarmItems } from './cold-items.ts';

/** What a line says beside its figures. */
type Measured = Pick<Result, 'trial' | 'arm' | 'changed' | 'epochs' | 'seed'>;

const K = 10;

export async function coldLines(
  model: Recommender,
  { log, isCold }: Pick<ColdData, 'log' | 'isCold'>,
  { trial, ...measured }: Measured,
  more: Record<string, unknown>,
): Promise<string[]> {
  const { cases, users, coverage, ...found } = await evaluateColdItems(model, log, isCold, K);
  const line = (among: string, recall10: number, ndcg10: number, further: Record<string, unknown>) => {
    const targets = `cold items, among ${among}`;
    return resultLine({ trial, targets, ...measured, recall10, ndcg10, users }, { ...more, cases, ...further });
  };
  return [
    line('cold', found.recallAmongCold, found.ndcgAmongCold, {}),
    line('all', found.recallAmongAll, found.ndcgAmongAll, { coverage }),
  ];
}

export async function warmLine(
  model: Recommender,
  { log, isCold }: ColdData,
  { trial, ...measured }: Measured,
  more: Record<string, unknown>,
): Promise<string> {
  const { cases, users, recall, ndcg } = await evaluateWarmItems(model, log, isCold, K);
  const figures = { recall10: recall, ndcg10: ndcg, users };
  return resultLine({ trial, targets: 'warm items, among all', ...measured, ...figures }, { ...more, cases });
}
