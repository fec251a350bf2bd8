// The results of research/scaling.trial.ts in their file: which points are there already, and the chart of all of them.

import { access, appendFile } from 'node:fs/promises';
import * as v from 'valibot';
import { type Variant, variantLine } from '../../src/pipeline/evaluation/variants/variant.ts';
import { InputError, quoted } from '../../src/pipeline/input/input-error.ts';
import { readRecords } from '../../src/pipeline/input/read-records.ts';
import { decimals } from '../../src/pipeline/report/format-figures.ts';
import { lineChart, svgFile } from '../../src/pipeline/report/line-chart.ts';

/** What makes a point, and what must be the same for points of one chart. */
export interface ScalingPoint {
  /** Embedding dimensions. */
  width: number;
  /** Of the users. */
  fraction: number;
  epochs: number;
  seed: number;
}

export interface ScalingResult extends ScalingPoint {
  recall10: number;
  ndcg10: number;
  /** People asked: the same for all points. */
  users: number;
  trainingEvents: number;
  /** Mean of the last epoch, nats. */
  loss: number;
}

const LINE = v.object({
  bench: v.literal('scaling', '"scaling"'),
  changed: v.object({ width: v.number('a number'), fraction: v.number('a number') }, 'width and fraction'),
  epochs: v.number('a number'),
  seed: v.number('a number'),
  recall10: v.number('a number'),
  ndcg10: v.number('a number'),
  users: v.number('a number'),
  trainingEvents: v.pipe(v.number('a number above 0'), v.minValue(1, 'a number above 0')),
  loss: v.number('a number'),
});

export const isSamePoint = (a: ScalingPoint, b: ScalingPoint) =>
  a.width === b.width && a.fraction === b.fraction && a.epochs === b.epochs && a.seed === b.seed;

/** @throws InputError for a line of anything else; a file that is not there has no results yet */
export async function readScalingResults(file: string): Promise<ScalingResult[]> {
  const exists = await access(file).then(
    () => true,
    () => false,
  );
  const results: ScalingResult[] = [];
  if (!exists) return results;
  for await (const { line, values } of readRecords(file)) {
    const checked = v.safeParse(LINE, values);
    if (!checked.success) {
      const [issue] = checked.issues;
      const name = v.getDotPath(issue) ?? 'line';
      const found = issue.input === undefined ? `no ${name}` : `${name} ${quoted(issue.input)}`;
      throw new InputError({ file, line, found, expected: `${issue.message} in a line of research/scaling.trial.ts` });
    }
    const { bench, changed, ...found } = checked.output;
    results.push({ ...changed, ...found });
  }
  return results;
}

export function scalingLine({ width, fraction, trainingEvents, loss, ...found }: ScalingResult): string {
  const variant = `width ${width}, ${100 * fraction} % of the users`;
  const line: Variant = { bench: 'scaling', variant, changed: { width, fraction }, ...found };
  return variantLine(line, { trainingEvents, loss });
}

/** One line at a time, so that a run that is cut loses no point that it has. */
export async function appendResult(file: string, result: ScalingResult): Promise<void> {
  await appendFile(file, `${scalingLine(result)}\n`);
}

/** @param results  at least one, of the same epochs and seed */
export function scalingChart(results: readonly ScalingResult[]): string {
  const ascending = [...results].sort((a, b) => a.width - b.width || a.trainingEvents - b.trainingEvents);
  const points = ascending.map(({ width, trainingEvents, ndcg10 }) => ({
    ...{ line: `width ${width}`, x: trainingEvents, y: ndcg10 },
  }));
  const inWords = points.map(({ line, x, y }) => `${line}, ${x} events: ${decimals(y, 4)}`).join('; ');
  return svgFile(
    lineChart({
      ...{ points, xAxis: 'training events (logarithmic)', yAxis: 'NDCG@10 on validation' },
      format: (value) => decimals(value, 3),
      alternative: `Line chart of NDCG@10 on validation targets over training events, by width. ${inWords}.`,
    }),
  );
}
