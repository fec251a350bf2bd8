// What a model finds of cold items, and what of warm ones, as result lines: one for each question.

import { evaluateColdItems, evaluateWarmItems } from '../../src/pipeline/evaluation/cold-start.ts';
import type { Recommender } from '../../src/pipeline/evaluation/recommender.ts';
import { type Variant, variantLine } from '../../src/pipeline/evaluation/variants/variant.ts';
import type { ColdData } from './cold-data.ts';

/** What a line says beside its figures. */
export type Measured = Pick<Variant, 'bench' | 'variant' | 'changed' | 'epochs' | 'seed'>;

const K = 10;

/** @param prefix  of what was asked for, where a bench asks the same of several models */
export async function coldLines(
  model: Recommender,
  { log, isCold }: ColdData,
  measured: Measured,
  more: Record<string, unknown>,
  prefix = '',
): Promise<string[]> {
  const { cases, users, coverage, ...found } = await evaluateColdItems(model, log, isCold, K);
  const line = (among: string, recall10: number, ndcg10: number, further: Record<string, unknown>) => {
    const { bench, ...rest } = measured;
    const targets = `${prefix}cold items, among ${among}`;
    return variantLine({ bench, targets, ...rest, recall10, ndcg10, users }, { ...more, cases, ...further });
  };
  return [
    line('cold', found.recallAmongCold, found.ndcgAmongCold, {}),
    line('all', found.recallAmongAll, found.ndcgAmongAll, { coverage }),
  ];
}

export async function warmLine(
  model: Recommender,
  { log, isCold }: ColdData,
  { bench, ...measured }: Measured,
  more: Record<string, unknown>,
): Promise<string> {
  const { cases, users, recall, ndcg } = await evaluateWarmItems(model, log, isCold, K);
  const figures = { recall10: recall, ndcg10: ndcg, users };
  return variantLine({ bench, targets: 'warm items, among all', ...measured, ...figures }, { ...more, cases });
}
