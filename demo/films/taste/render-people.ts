// What the taste bench found for real people, as plain text.

import { textTable } from '../../../src/pipeline/base/text-table.ts';
import { count, decimals, signed } from '../../../src/pipeline/report/format-figures.ts';
import { type CaseFigures, differenceOf, LIST, meanOf } from './bench.ts';
import type { Question } from './questions.ts';

const METRICS = ['recall10', 'ndcg10', 'recall20', 'ndcg20'] as const;
const METRIC_NAMES = ['Recall@10', 'NDCG@10', 'Recall@20', 'NDCG@20'];
const REFERENCES_NOTE =
  '"The other half" is made from the likes of the other half of the same people, so that nobody is asked by a model that\n' +
  'has seen them: what people of the same kind know. A reference, and no rival: nothing that ships may learn from them.';

/** @param figures  ours first */
export function renderQuestion(question: Question, figures: readonly CaseFigures[]): string {
  const { name, cases, references } = question;
  return [
    `${name}: ${count(cases.length)} people`,
    ...figuresTable(figures),
    '',
    ...differencesTable(figures),
    ...(references.length > 0 ? [REFERENCES_NOTE] : []),
    '',
  ].join('\n');
}

function figuresTable(figures: readonly CaseFigures[]): string[] {
  return textTable([
    ['list by', ...METRIC_NAMES, `disliked of ${LIST}`],
    ...figures.map((one) => {
      const means = METRICS.map((metric) => decimals(meanOf(one[metric]), 4));
      return [one.maker, ...means, decimals(one.disliked, 2)];
    }),
  ]);
}

function differencesTable([ours, ...others]: readonly CaseFigures[]): string[] {
  return textTable([
    [`${ours!.maker} less (95 %, paired)`, ...METRIC_NAMES],
    ...others.map((other) => {
      const ranges = METRICS.map((metric) => {
        const { low, high } = differenceOf(ours![metric], other[metric]);
        return `${signed(low, 4)} to ${signed(high, 4)}`;
      });
      return [other.maker, ...ranges];
    }),
  ]);
}
