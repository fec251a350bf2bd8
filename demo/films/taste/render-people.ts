// What the taste bench found for real people, as plain text.

import { count, decimals, percent, signed } from '../../../src/pipeline/report/format-figures.ts';
import { type CaseFigures, differenceOf, foundTargets, LIST, meanOf } from './bench.ts';
import { type Breakdown, groupMeans } from './breakdown.ts';
import { MOVEMENT_GOALS, type Movement } from './movement.ts';
import type { Question } from './questions.ts';
import { EASE } from './references.ts';
import { textTable } from './text-table.ts';
import { type FoundFigures, MIN_FILM_EVENTS, type UnloggedFigures } from './unlogged-films.ts';

const METRICS = ['recall10', 'ndcg10', 'recall20', 'ndcg20'] as const;
const METRIC_NAMES = ['Recall@10', 'NDCG@10', 'Recall@20', 'NDCG@20'];
/** Whose figures are broken down; the others are in the first table. */
const BROKEN_DOWN = new Set(['privet', 'popularity', 'similar lists, fused', 'item to item alone', EASE]);

const REFERENCES_NOTE =
  '"The other half" is made from the likes of the other half of the same people, so that nobody is asked by a model that\n' +
  'has seen them: what people of the same kind know. A reference, and no rival: nothing that ships may learn from them.';

/** @param figures  ours first */
export function renderQuestion(question: Question, figures: readonly CaseFigures[]): string {
  const { name, cases, references, byDecade, byNearness } = question;
  const main = figures.filter(({ maker }) => BROKEN_DOWN.has(maker));
  const found = new Map(main.map((one) => [one.maker, foundTargets(cases, one)]));
  const recalls = new Map(main.map(({ maker, recall20 }) => [maker, recall20]));
  return [
    `${name}: ${count(cases.length)} people`,
    ...figuresTable(figures),
    '',
    ...differencesTable(figures),
    ...(references.length > 0 ? [REFERENCES_NOTE] : []),
    '',
    ...breakdownTable(byDecade, 'films', found),
    '',
    ...breakdownTable(byNearness, 'people', recalls),
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

/** @param found  by maker, of each of the films or people: the share that was found */
function breakdownTable(breakdown: Breakdown, of: string, found: ReadonlyMap<string, Float64Array>): string[] {
  const means = [...found].map(([maker, values]) => ({ maker, groups: groupMeans(breakdown, values) }));
  return [
    `Recall@20 by ${breakdown.name}`,
    ...textTable([
      ['', ...breakdown.groups],
      [of, ...means[0]!.groups.map(({ size }) => count(size))],
      ...means.map(({ maker, groups }) => [maker, ...groups.map(({ mean }) => decimals(mean, 4))]),
    ]),
  ];
}

/** @param of  whose lists they are */
export function renderUnlogged(of: string, figures: readonly UnloggedFigures[]): string {
  const cells = ({ hitShare, recall }: FoundFigures) => [percent(hitShare, 2), decimals(recall, 4)];
  const { logged, unlogged } = figures[0]!;
  return [
    `${of}: films that no training log knows (fewer than ${MIN_FILM_EVENTS} events), and the others`,
    ...textTable([
      [`lists of ${LIST} by`, 'of listed', 'hits in them', 'Recall@20', 'others: hits', 'Recall@20'],
      ...figures.map((one) => [
        one.maker,
        percent(one.unlogged.numListed / (one.unlogged.numListed + one.logged.numListed)),
        ...cells(one.unlogged),
        ...cells(one.logged),
      ]),
    ]),
    `wanted: ${count(unlogged.numWanted)} films that no log knows, ${count(logged.numWanted)} others`,
    '',
  ].join('\n');
}

export function renderMovements(movements: readonly Movement[]): string {
  return [
    `films of the first ${LIST} that one more like brings`,
    ...textTable([
      ['likes told before', 'people', 'new films', 'of the list', 'goal', ''],
      ...movements.map(({ numLikes, newFilms }) => {
        const mean = meanOf(newFilms);
        const { least, most } = MOVEMENT_GOALS.find((goal) => goal.numLikes === numLikes)!;
        const goal = most < LIST ? `${least} to ${most}` : `at least ${least}`;
        const isMet = mean >= least && mean <= most;
        const cells = [decimals(mean, 2), percent(mean / LIST), goal, isMet ? 'met' : 'missed'];
        return [count(numLikes), count(newFilms.length), ...cells];
      }),
    ]),
    '1,000 likes are those of several people taken together',
    '',
  ].join('\n');
}
