// What was found of predicted stars, as plain text.
import { MAX_ERROR } from '../../../src/engine/my-data/predicted-ratings.ts';
import { textTable } from '../../../src/pipeline/base/text-table.ts';
import { count, decimals } from '../../../src/pipeline/report/format-figures.ts';
import { meanOf, rmse, type Told } from './stars.ts';

const MIN_IN_BIN = 20;

/** @param told  by person */
export function renderStars(name: string, numKnown: number, told: readonly (readonly Told[])[]): string {
  const all = told.flat();
  const shown = all.filter(({ isShown }) => isShown);
  const numWith = told.filter((ofPerson) => ofPerson.some(({ isShown }) => isShown)).length;
  return [
    `${name}: ${count(told.length)} people, ${numKnown} ratings of each known, ${count(all.length)} others asked for`,
    ...textTable([
      ['root mean square error, in stars', 'own mean', 'mean and loved', 'predicted', 'ratings'],
      ['all', ...figures(all)],
      [`shown (error up to ${MAX_ERROR}, own ratings say it is worth it)`, ...figures(shown)],
    ]),
    `shown to ${count(numWith)} people of ${count(told.length)}`,
    '',
    ...bins('predicted stars, of those shown', shown, ({ stars }) => Math.round(stars * 2) / 2, [
      ['said', ({ stars }) => stars],
      ['given', ({ given }) => given],
    ]),
    '',
    ...bins('error that is said, of all', all, ({ error }) => Math.round(error * 10) / 10, [
      ['said squared', ({ error }) => error ** 2],
      ['found squared', ({ stars, given }) => (stars - given) ** 2],
    ]),
    '',
  ].join('\n');
}

const figures = (told: readonly Told[]) => [
  ...(['mean', 'loved', 'stars'] as const).map((way) => decimals(rmse(told, way), 4)),
  count(told.length),
];

function bins(
  name: string,
  told: readonly Told[],
  binOf: (one: Told) => number,
  columns: readonly (readonly [string, (one: Told) => number])[],
): string[] {
  const byBin = new Map<number, Told[]>();
  for (const one of told) byBin.set(binOf(one), [...(byBin.get(binOf(one)) ?? []), one]);
  const rows = [...byBin].filter(([, inBin]) => inBin.length >= MIN_IN_BIN).sort(([a], [b]) => a - b);
  return textTable([
    [name, ...columns.map(([column]) => column), 'ratings'],
    ...rows.map(([bin, inBin]) => [
      decimals(bin, 1),
      ...columns.map(([, figureOf]) => decimals(meanOf(inBin.map(figureOf)), 2)),
      count(inBin.length),
    ]),
  ]);
}
